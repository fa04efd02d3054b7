/** One's own words about a topic: sealed here, and folded until both have written. */

import { oneOf } from "../sealing/letter.ts";
import { keepDraft } from "../lib/drafts.ts";
import { changed } from "../lib/live.ts";
import { ownWords, plain, recordOf, sendFrom } from "../lib/meaning-words.ts";
import { find, meta, toast } from "../lib/page.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";

class MeaningForm extends HTMLElement {
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    onSubmit(this.form, () => this.send());
    this.querySelector("[data-change]")?.addEventListener("click", () => void this.change());
    this.querySelector("[data-cancel]")?.addEventListener("click", () => this.writing(false));
    if (!recordOf(this)) void this.keepDraft();
  }

  private get form(): HTMLFormElement {
    return find<HTMLFormElement>(this, "form");
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async keepDraft(): Promise<void> {
    this.endDraft = await keepDraft(this.field, `meaning:${this.dataset["about"] ?? ""}`);
  }

  private async change(): Promise<void> {
    try {
      this.field.value = plain(await ownWords(this));
      this.writing(true);
      this.field.focus();
    } catch (fault) {
      explain(this, fault);
    }
  }

  private writing(on: boolean): void {
    this.form.hidden = !on;
    for (const part of this.querySelectorAll<HTMLElement>("[data-shown], [data-tools]")) part.hidden = on;
    if (!on) this.field.value = "";
  }

  private async send(): Promise<void> {
    const [text, about] = [this.field.value.trim(), this.dataset["about"] ?? ""];
    if (!text) throw new Sentence("Write a line first.", this.field);
    this.field.readOnly = true;
    try {
      const answer = await sendFrom(this, {
        id: oneOf("meaning", about, meta("person")),
        couple: this.dataset["couple"] ?? null,
        kind: "meaning",
        about,
        revision: Number(this.dataset["revision"] ?? 0) + 1,
        text,
      });
      await this.endDraft();
      this.field.value = "";
      (document.activeElement as HTMLElement | null)?.blur();
      if (answer && !answer["revealed"]) toast("Sent, and folded until you have both written.");
      if (answer) changed();
    } finally {
      this.field.readOnly = false;
    }
  }
}

customElements.define("meaning-form", MeaningForm);
