/** Suggesting a ritual, or other days and another time for one. An own name and words are sealed here first. */

import { onDelivered } from "../lib/delivered.ts";
import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { NamedWords } from "../lib/named-words.ts";
import { deliver } from "../lib/outbox.ts";
import { find, toast } from "../lib/page.ts";
import { followCadence, readWhen, type When } from "../lib/rhythm-when.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";

class RitualForm extends HTMLElement {
  private readonly ritualId = crypto.randomUUID(); // of this page, so that sending twice is sending once
  private readonly words = new NamedWords(this, "ritual");
  private stop: () => void = () => undefined;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    followCadence(form);
    onSubmit(form, () => this.suggest(readWhen(form)));
    void this.words.keepDraft(form);
    this.stop = onDelivered(this.ritualId, () => location.assign(this.dataset["then"] ?? ""));
  }

  disconnectedCallback(): void {
    this.stop();
  }

  private async suggest(when: When): Promise<void> {
    if (this.dataset["mode"] === "propose") return this.propose(when);
    const turn = Number(this.dataset["turn"]);
    const ritual = this.dataset["mode"] === "change" ? this.ritualId : null;
    await send(this.dataset["url"] ?? "", { turn, when, ritual });
    toast("Suggested. It counts once you have both said yes.");
    changed();
  }

  private async propose(when: When): Promise<void> {
    const { url = "", source = "", own = null, then = "" } = this.dataset;
    const letter = await this.words.sealed();
    const said = { ritual: this.ritualId, when, source, own, letter };
    const delivery = await deliver(this.ritualId, url, said, { drafts: this.words.drafts });
    await this.words.end();
    if (delivery.state === "waiting") throw new Sentence(delivery.sentence);
    location.assign(then);
  }
}

customElements.define("ritual-form", RitualForm);
