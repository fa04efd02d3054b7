/** One's own words about a topic: sealed here, and folded until both have written. */

import { oneOf } from "../sealing/letter.ts";
import { ownWords, plain, recordOf, sealWords } from "../lib/meaning-words.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, meta, toast } from "../lib/page.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";

class MeaningForm extends HTMLElement {
  private letter!: OneLetter;

  connectedCallback(): void {
    this.letter = new OneLetter(this.form, `meaning:${this.about}`);
    onSubmit(this.form, () => this.send());
    this.querySelector("[data-change]")?.addEventListener("click", () => void this.change());
    this.querySelector("[data-cancel]")?.addEventListener("click", () => void this.leave());
    if (!recordOf(this)) void this.letter.draft(this.field, `meaning:${this.about}`);
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

  private async change(): Promise<void> {
    try {
      const words = plain(await ownWords(this));
      const { id = "", revision = 0 } = recordOf(this) ?? {};
      await this.letter.draft(this.field, `meaning-change:${id}:${revision}`);
      this.field.value ||= words;
      this.writing(true);
      this.field.focus();
    } catch (fault) {
      explain(this, fault);
    }
  }

  private async leave(): Promise<void> {
    await this.letter.drop();
    this.writing(false);
  }

  private writing(on: boolean): void {
    this.form.hidden = !on;
    for (const part of this.querySelectorAll<HTMLElement>("[data-shown], [data-tools]")) part.hidden = on;
  }

  private async send(): Promise<void> {
    const [text, { about }] = [this.field.value.trim(), this];
    if (!text) throw new Sentence("Write a line first.", this.field);
    const words = {
      id: oneOf("meaning", about, meta("person")),
      couple: this.dataset["couple"] ?? null,
      kind: "meaning",
      about,
      revision: Number(this.dataset["revision"] ?? 0) + 1,
      text,
    };
    const answer = await this.letter.send(this.dataset["url"] ?? "", async () => ({ letter: await sealWords(words) }));
    if (answer && !answer["revealed"]) toast("Sent, and folded until you have both written.");
  }
}

customElements.define("meaning-form", MeaningForm);
