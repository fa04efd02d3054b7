/** Names a tradition: one's own words, and whether to keep, change or begin it. */

import { keepDraft } from "../lib/drafts.ts";
import { changed } from "../lib/live.ts";
import { sendFrom } from "../lib/meaning-words.ts";
import { find, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";

const DRAFT = "tradition:new";

class TraditionForm extends HTMLElement {
  private letterId = crypto.randomUUID() as string;
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.send());
    for (const start of this.querySelectorAll("[data-ask]")) {
      start.addEventListener("click", () => this.ask(start.textContent ?? ""));
    }
    void this.keepDraft();
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async keepDraft(): Promise<void> {
    this.endDraft = await keepDraft(this.field, DRAFT);
  }

  /** Put a question above the box, to write to. */
  private ask(words: string): void {
    const asked = find<HTMLElement>(this, "[data-asked]");
    asked.textContent = words;
    asked.hidden = words === "";
    if (words) this.field.focus();
  }

  private async send(): Promise<void> {
    const sort = find<HTMLInputElement>(this, "[name=sort]:checked").value;
    const text = this.field.value.trim();
    if (!text) throw new Sentence("Write a line first.", this.field);
    const couple = this.dataset["couple"] ?? null;
    const words = { id: this.letterId, couple, kind: "tradition", readable: { sort }, text };
    const answer = await sendFrom(this, words, [DRAFT]);
    this.letterId = crypto.randomUUID();
    this.field.value = "";
    await this.endDraft();
    await this.keepDraft();
    this.ask("");
    if (answer) toast("Added.");
    changed();
  }
}

customElements.define("tradition-form", TraditionForm);
