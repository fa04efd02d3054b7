/** Something hard, said in four parts that become one letter: to send, to keep for saying aloud, or for the list. */

import { keepDraft } from "../lib/drafts.ts";
import { tapInto } from "../lib/gentle/starters.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell } from "../lib/page.ts";
import { leadBack, showStep } from "../lib/steps.ts";
import { onPress, Sentence } from "../lib/submit.ts";
import { seal, type Words } from "../lib/write.ts";

class RaiseLetter extends HTMLElement {
  private readonly ids: Record<string, string> = {};
  private endDrafts: (() => Promise<void>)[] = [];

  connectedCallback(): void {
    find(this, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.preview();
    });
    leadBack(this);
    tapInto(this);
    this.press("send", () => ({ kind: "raised", couple: this.couple }));
    this.press("keep", () => ({ kind: "raised", couple: null }));
    this.press("list", () => ({ kind: "matter", couple: this.couple, readable: { sort: "unsure", size: 2 } }));
    void this.keepDrafts();
  }

  private get couple(): string | null {
    return this.dataset["couple"] ?? null;
  }

  private get fields(): HTMLTextAreaElement[] {
    return [...this.querySelectorAll("textarea")];
  }

  private async keepDrafts(): Promise<void> {
    this.endDrafts = await Promise.all(this.fields.map((one) => keepDraft(one, draftOf(one))));
  }

  /** The parts as one letter, a paragraph each. */
  private get letter(): string {
    return this.fields.map((one) => one.value.trim()).filter(Boolean).join("\n\n");
  }

  private preview(): void {
    const form = find(this, "form");
    if (!this.letter) return tell(form, "One part is enough. Write a line first.");
    tell(form, "");
    find(this, "[data-preview]").textContent = this.letter;
    showStep(this, "preview");
  }

  private press(way: string, place: () => Omit<Words, "id" | "text">): void {
    const step = find(this, '[data-step="preview"]');
    onPress(find<HTMLButtonElement>(this, `[data-${way}]`), step, () => this.give(way, place()));
  }

  /** One id for each way, made once: a second press sends the same letter again, and no other. */
  private async give(way: string, place: Omit<Words, "id" | "text">): Promise<void> {
    if (!this.letter) throw new Sentence("There are no words here yet.");
    this.ids[way] ??= crypto.randomUUID();
    const letter = await seal({ ...place, id: this.ids[way], text: this.letter });
    const url = this.dataset[way === "list" ? "matters" : "url"] ?? "";
    const delivery = await deliver(letter.id, url, { letter }, { drafts: this.fields.map(draftOf) });
    await Promise.all(this.endDrafts.map((end) => end()));
    for (const field of this.fields) field.value = "";
    const waiting = delivery.state === "waiting" ? ` ${delivery.sentence}` : "";
    find(this, "[data-outcome]").textContent = `${find(this, `[data-${way}]`).dataset["done"] ?? ""}${waiting}`;
    showStep(this, "done");
  }
}

function draftOf(field: HTMLElement): string {
  return `raise:${field.id}`;
}

customElements.define("raise-letter", RaiseLetter);
