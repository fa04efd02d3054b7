/** The writing page of a long letter: a draft kept sealed as it grows, and a choice of when it opens. */

import type { LetterRecord } from "../sealing/letter.ts";
import { onDelivered } from "../lib/delivered.ts";
import { keepDraft } from "../lib/drafts.ts";
import { ownWords, plain, recordOf, sendFrom } from "../lib/meaning-words.ts";
import { find } from "../lib/page.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";

class LongLetter extends HTMLElement {
  private record: LetterRecord | null = null;
  private letterId = crypto.randomUUID() as string;
  private endDraft: () => Promise<void> = async () => undefined;
  private sent = "";
  private stop: () => void = () => undefined;

  connectedCallback(): void {
    this.record = recordOf(this);
    if (this.record) this.letterId = this.record.id;
    for (const radio of this.querySelectorAll("[name=when]")) radio.addEventListener("change", () => this.show());
    this.occasion.addEventListener("change", () => this.show());
    this.show();
    if (this.record) this.stop = onDelivered(this.letterId, () => this.leaveOnceSent());
    void this.begin().then(
      () => onSubmit(find<HTMLFormElement>(this, "form"), () => this.send()),
      (fault: unknown) => explain(this, fault),
    );
  }

  disconnectedCallback(): void {
    this.stop();
  }

  /** The change that waited has arrived; unless more was typed meanwhile, there is nothing to do here. */
  private leaveOnceSent(): void {
    if ([this.sent, ""].includes(this.field.value.trim())) location.assign(this.next(false));
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "#letter-words");
  }

  private get occasion(): HTMLSelectElement {
    return find<HTMLSelectElement>(this, "#letter-occasion");
  }

  private get when(): string {
    return this.querySelector<HTMLInputElement>("[name=when]:checked")?.value ?? "now";
  }

  /** A draft belongs to the revision it was begun from, and comes before the words that were sent. */
  private get draft(): string {
    return this.record ? `letter:${this.record.id}:${this.record.revision}` : "letter:new";
  }

  private async begin(): Promise<void> {
    this.endDraft = await keepDraft(this.field, this.draft);
    if (this.record && !this.field.value) this.field.value = plain(await ownWords(this));
  }

  private show(): void {
    for (const part of this.querySelectorAll<HTMLElement>("[data-for]")) {
      part.hidden = part.dataset["for"] !== this.when;
    }
    const chosen = this.occasion.selectedOptions[0];
    find(this, "p[data-hint]").textContent = chosen?.dataset["hint"] ?? "";
  }

  /** When it opens, as it travels in clear and is signed inside. */
  private get opening(): Record<string, string> {
    if (this.when === "occasion") {
      if (!this.occasion.value) throw new Sentence("Choose the occasion it is for.", this.occasion);
      return { occasion: this.occasion.value };
    }
    if (this.when !== "day") return {};
    const day = find<HTMLInputElement>(this, "#letter-day");
    if (!day.value) throw new Sentence("Choose the day it unfolds.", day);
    return { opens_on: day.value };
  }

  private async send(): Promise<void> {
    const { field } = this;
    const text = field.value.trim();
    if (!text) throw new Sentence("Write a line first.", field);
    const readable = this.opening;
    const revision = (this.record?.revision ?? 0) + 1;
    const words = { id: this.letterId, couple: this.dataset["couple"] ?? null, kind: "letter", revision, readable, text };
    this.sent = text;
    const answer = await sendFrom(this, words, [this.draft]);
    if (!answer && this.record) return; // the words of a change stay here until they are there
    await this.endDraft();
    field.value = "";
    if (answer) location.assign(this.next(Object.keys(readable).length > 0));
    else this.letterId = crypto.randomUUID();
  }

  private next(folded: boolean): string {
    return (folded && !this.record ? this.dataset["folded"] : this.dataset["after"]) ?? "";
  }
}

customElements.define("long-letter", LongLetter);
