/** The words of one step of letting go: sealed just for oneself, changed, kept half-written on this device. */

import { recordOf, wordsOf } from "../lib/letting-words.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, meta, toast } from "../lib/page.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { oneOf } from "../sealing/letter.ts";
import { seal } from "../lib/write.ts";

class LettingStep extends HTMLElement {
  private letter!: OneLetter;

  connectedCallback(): void {
    this.letter = new OneLetter(this.form, `letting-go:${this.about}`);
    onSubmit(this.form, () => this.keep());
    const change = this.querySelector<HTMLButtonElement>("[data-change]");
    if (change) onPress(change, this, () => this.change());
    this.querySelector("[data-cancel]")?.addEventListener("click", () => void this.leave());
    if (!recordOf(this)) void this.letter.draft(this.field, `letting-go:${this.about}`);
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private get about(): string {
    return this.dataset["about"] ?? "";
  }

  private get form(): HTMLFormElement {
    return find<HTMLFormElement>(this, "form");
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private show(on: boolean): void {
    this.form.hidden = !on;
    find<HTMLElement>(this, "[data-shown]").hidden = on;
  }

  private async change(): Promise<void> {
    const words = await wordsOf(this);
    const { id = "", revision = 0 } = recordOf(this) ?? {};
    await this.letter.draft(this.field, `letting-go-change:${id}:${revision}`);
    this.field.value ||= words;
    this.show(true);
    this.field.focus();
  }

  private async leave(): Promise<void> {
    await this.letter.drop();
    this.show(false);
  }

  private async keep(): Promise<void> {
    const text = this.field.value.trim();
    if (!text) throw new Sentence("A line is enough. It can stay empty, too.", this.field);
    const words = {
      id: oneOf("letting-go", this.about, meta("person")),
      couple: null,
      kind: "letting-go",
      about: this.about,
      revision: (recordOf(this)?.revision ?? 0) + 1,
      text,
    };
    const answer = await this.letter.send(this.dataset["url"] ?? "", async () => ({ letter: await seal(words) }));
    if (answer) toast("Kept, just for you.");
  }
}

customElements.define("letting-step", LettingStep);
