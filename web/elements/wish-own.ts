/** One's own wish: share it, or change its words. Either is a new version, sealed here. */

import type { LetterRecord } from "../sealing/letter.ts";
import { onDelivered } from "../lib/delivered.ts";
import { keepDraft } from "../lib/drafts.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell } from "../lib/page.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { leaveWithUndo } from "../lib/undo.ts";
import { openWish, wishFrom } from "../lib/wish-words.ts";
import { seal } from "../lib/write.ts";

const UNVERIFIED = "This could not be verified, so it cannot be changed here.";

class WishOwn extends HTMLElement {
  private drafted = false;
  private sent = "";
  private stop: () => void = () => undefined;

  connectedCallback(): void {
    const share = this.querySelector<HTMLButtonElement>("[data-share]");
    if (share) {
      share.disabled = false;
      onPress(share, this, () => this.share());
    }
    const form = this.querySelector("form");
    if (form) onSubmit(form, () => this.change());
    this.querySelector("details")?.addEventListener("toggle", () => void this.fill());
    this.addEventListener("removed", (event) => this.afterRemoved(event as CustomEvent<unknown>));
    this.stop = onDelivered(this.record.id, () => this.showSent());
  }

  disconnectedCallback(): void {
    this.stop();
  }

  private get record(): LetterRecord {
    return JSON.parse(this.dataset["record"] ?? "null") as LetterRecord;
  }

  private get fields(): HTMLTextAreaElement[] {
    return [...this.querySelectorAll("textarea")];
  }

  /** A draft belongs to the version it was begun from. */
  private draftOf(field: HTMLElement): string {
    return `wish-change:${this.record.id}:${this.record.revision}:${field.id}`;
  }

  private async words(): Promise<{ title: string; rest: string }> {
    const words = await openWish(this.dataset);
    if (!words) throw new Sentence(UNVERIFIED);
    return words;
  }

  private async fill(): Promise<void> {
    if (this.drafted) return;
    this.drafted = true;
    const words = await openWish(this.dataset);
    if (!words) return tell(this, UNVERIFIED, "care");
    await Promise.all(this.fields.map((one) => keepDraft(one, this.draftOf(one))));
    for (const field of this.fields) field.value ||= field.dataset["words"] === "title" ? words.title : words.rest;
  }

  private async share(): Promise<void> {
    const { title, rest } = await this.words();
    await this.send({ title, ...(rest && { why: rest }) }, this.dataset["couple"] ?? null);
  }

  private async change(): Promise<void> {
    const text = wishFrom(this);
    if (!text) throw new Sentence("Write a few words first.", find(this, '[data-words="title"]'));
    await this.send(text, this.record.couple);
  }

  private async send(text: Record<string, string>, couple: string | null): Promise<void> {
    const { id, revision } = this.record;
    const letter = await seal({ id, couple, kind: "wish", revision: revision + 1, text });
    const drafts = this.fields.map((one) => this.draftOf(one));
    this.sent = this.typed;
    const delivery = await deliver(id, this.dataset["url"] ?? "", { letter }, { drafts });
    if (delivery.state === "waiting") return tell(this, delivery.sentence);
    location.reload();
  }

  private get typed(): string {
    return this.fields.map((one) => one.value).join("\n");
  }

  /** What waited has arrived; unless more was typed meanwhile, the page may show it. */
  private showSent(): void {
    if (this.typed === this.sent || !this.typed.trim()) location.reload();
  }

  /** There is nothing to see on this page then. */
  private afterRemoved(event: CustomEvent<unknown>): void {
    event.preventDefault();
    leaveWithUndo(this.dataset["back"] ?? "", "It is off the list.", event.detail);
  }
}

customElements.define("wish-own", WishOwn);
