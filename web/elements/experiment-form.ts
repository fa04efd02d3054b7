/** Suggesting an experiment: what to look at, for how long, and own words, which are sealed here first. */

import { deliver } from "../lib/outbox.ts";
import { find } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { type SealedDraft as Letter, seal } from "../lib/write.ts";

interface Begun {
  title: string;
  text: string;
}

class ExperimentForm extends HTMLElement {
  private readonly letterId = crypto.randomUUID(); // of this page, so that sending twice is sending once
  private draft: SealedDraft<Begun> | null = null;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    onSubmit(form, () => this.suggest());
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
    const draft = (this.draft = new SealedDraft<Begun>("own-experiment"));
    form.addEventListener("input", () => draft.later(this.begun));
    const before = await draft.open();
    if (!before || this.begun.title || this.begun.text) return;
    find<HTMLInputElement>(this, "[data-title]").value = before.title;
    find<HTMLTextAreaElement>(this, "[data-text]").value = before.text;
  }

  private chosen(name: string): string {
    return find<HTMLInputElement>(this, `input[name="${name}"]:checked`).value;
  }

  private async suggest(): Promise<void> {
    const { url = "", source = "", own = null, turn = "0" } = this.dataset;
    const letter = await this.sealed();
    const days = Number(this.chosen("days"));
    const said = { source, own, letter, outcome: this.chosen("outcome"), days, turn: Number(turn) };
    const delivery = await deliver(`experiment:${this.letterId}`, url, said);
    await this.draft?.end();
    if (delivery.state === "waiting") throw new Sentence(`${delivery.sentence} It will be sent by itself.`);
    location.assign(String(delivery.answer["at"]));
  }

  /** The own words, sealed for the two; null for what is on the shelf or kept already. */
  private async sealed(): Promise<Letter | null> {
    const field = this.titleField;
    if (!field) return null;
    const { title, text } = this.begun;
    if (!title) throw new Sentence("Give it a name first.", field);
    const couple = this.dataset["couple"] ?? null;
    return seal({ id: this.letterId, couple, kind: "experiment", text: { title, text } });
  }
}

customElements.define("experiment-form", ExperimentForm);
