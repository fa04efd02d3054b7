/** Suggesting a ritual, or other days and another time for one. An own name and words are sealed here first. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, toast } from "../lib/page.ts";
import { followCadence, readWhen, type When } from "../lib/rhythm-when.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { type SealedDraft as Letter, seal } from "../lib/write.ts";

interface Begun {
  title: string;
  text: string;
}

class RitualForm extends HTMLElement {
  private readonly ritualId = crypto.randomUUID(); // of this page, so that sending twice is sending once
  private readonly letterId = crypto.randomUUID();
  private draft: SealedDraft<Begun> | null = null;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    followCadence(form);
    onSubmit(form, () => this.suggest(readWhen(form)));
    if (this.titleField) void this.keepDraft(form);
  }

  private get titleField(): HTMLInputElement | null {
    return this.querySelector("[data-title]");
  }

  private get begun(): Begun {
    const text = this.querySelector<HTMLTextAreaElement>("[data-text]")?.value.trim() ?? "";
    return { title: this.titleField?.value.trim() ?? "", text };
  }

  private async keepDraft(form: HTMLFormElement): Promise<void> {
    const draft = (this.draft = new SealedDraft<Begun>("own-ritual"));
    form.addEventListener("input", () => draft.later(this.begun));
    const before = await draft.open();
    if (!before || this.begun.title || this.begun.text) return;
    find<HTMLInputElement>(this, "[data-title]").value = before.title;
    find<HTMLTextAreaElement>(this, "[data-text]").value = before.text;
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
    const letter = await this.sealed();
    await this.draft?.end();
    const delivery = await deliver(this.ritualId, url, { ritual: this.ritualId, when, source, own, letter });
    if (delivery.state === "waiting") throw new Sentence(`${delivery.sentence} It will be sent by itself.`);
    location.assign(then);
  }

  /** The own words, sealed for the two; null for what comes from the shelf. */
  private async sealed(): Promise<Letter | null> {
    const field = this.titleField;
    if (!field) return null;
    const { title, text } = this.begun;
    if (!title) throw new Sentence("Give it a name first.", field);
    const couple = this.dataset["couple"] ?? null;
    return seal({ id: this.letterId, couple, kind: "ritual", text: { title, text } });
  }
}

customElements.define("ritual-form", RitualForm);
