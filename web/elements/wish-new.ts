/** A new wish: written, sealed to the two or to its author alone, and sent. A starter can begin it. */

import { tellWaiting } from "../lib/delivered.ts";
import { keepDraft } from "../lib/drafts.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { takeUpUndo } from "../lib/undo.ts";
import { wishFrom } from "../lib/wish-words.ts";
import { seal } from "../lib/write.ts";

const AT_ONCE = 5; // starters

class WishNew extends HTMLElement {
  private letterId = crypto.randomUUID();
  private endDrafts: (() => Promise<void>)[] = [];
  private first = 0;

  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.keep());
    find(this, "[data-others]").addEventListener("click", () => this.showOthers());
    for (const one of this.querySelectorAll<HTMLElement>("[data-starter]")) {
      one.addEventListener("click", () => this.begin(one.textContent ?? ""));
    }
    void this.keepDrafts();
    takeUpUndo(); // of a wish that was taken off the list
  }

  private get fields(): HTMLTextAreaElement[] {
    return [...this.querySelectorAll("textarea")];
  }

  private async keepDrafts(): Promise<void> {
    this.endDrafts = await Promise.all(this.fields.map((one) => keepDraft(one, draftOf(one))));
  }

  private begin(words: string): void {
    const field = find<HTMLTextAreaElement>(this, '[data-words="title"]');
    field.value = words.trim();
    field.dispatchEvent(new Event("input", { bubbles: true })); // as typed, so that a draft is kept
    field.focus();
  }

  private showOthers(): void {
    const all = [...this.querySelectorAll<HTMLElement>("[data-starters] > li")];
    this.first = this.first + AT_ONCE < all.length ? this.first + AT_ONCE : 0;
    for (const [index, one] of all.entries()) one.hidden = index < this.first || index >= this.first + AT_ONCE;
  }

  private async keep(): Promise<void> {
    const text = wishFrom(this);
    if (!text) throw new Sentence("Write a few words first.", find(this, '[data-words="title"]'));
    const shared = find<HTMLInputElement>(this, '[name="who"][value="two"]').checked;
    const couple = shared ? (this.dataset["couple"] ?? null) : null;
    const letter = await seal({ id: this.letterId, couple, kind: "wish", text });
    const delivery = await deliver(letter.id, this.dataset["url"] ?? "", { letter }, { drafts: this.fields.map(draftOf) });
    this.letterId = crypto.randomUUID();
    for (const field of this.fields) field.value = "";
    await Promise.all(this.endDrafts.map((end) => end()));
    await this.keepDrafts();
    if (delivery.state === "waiting") return tellWaiting(this, delivery.sentence, letter.id);
    toast(shared ? "Your wish is on the list." : "Kept, just for you.");
    changed();
  }
}

function draftOf(field: HTMLElement): string {
  return `wish:${field.id}`;
}

customElements.define("wish-new", WishNew);
