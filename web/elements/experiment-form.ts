/** Suggesting an experiment: what to look at, for how long, and own words, which are sealed here first. */

import { onDelivered } from "../lib/delivered.ts";
import { NamedWords } from "../lib/named-words.ts";
import { deliver } from "../lib/outbox.ts";
import { find } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";

class ExperimentForm extends HTMLElement {
  private readonly words = new NamedWords(this, "experiment");
  private stop: () => void = () => undefined;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    onSubmit(form, () => this.suggest());
    void this.words.keepDraft(form);
    this.stop = onDelivered(this.key, () => location.assign(this.dataset["then"] ?? ""));
  }

  disconnectedCallback(): void {
    this.stop();
  }

  private get key(): string {
    return `experiment:${this.words.letterId}`;
  }

  private chosen(name: string): string {
    return find<HTMLInputElement>(this, `input[name="${name}"]:checked`).value;
  }

  private async suggest(): Promise<void> {
    const { url = "", source = "", own = null, turn = "0" } = this.dataset;
    const letter = await this.words.sealed();
    const days = Number(this.chosen("days"));
    const said = { source, own, letter, outcome: this.chosen("outcome"), days, turn: Number(turn) };
    const delivery = await deliver(this.key, url, said, { drafts: this.words.drafts });
    await this.words.end();
    if (delivery.state === "waiting") throw new Sentence(delivery.sentence);
    location.assign(String(delivery.answer["at"]));
  }
}

customElements.define("experiment-form", ExperimentForm);
