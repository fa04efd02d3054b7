/** A name and words of one's own for something the two may try: a sealed draft first, then sealed for both. */

import { find } from "./page.ts";
import { SealedDraft } from "./sealed-draft.ts";
import { Sentence } from "./submit.ts";
import { type SealedDraft as Letter, seal } from "./write.ts";

interface Begun {
  title: string;
  text: string;
}

export class NamedWords {
  readonly letterId = crypto.randomUUID(); // of this page, so that sending twice is sending once
  private draft: SealedDraft<Begun> | null = null;
  private readonly host: HTMLElement;
  private readonly kind: "ritual" | "experiment";

  constructor(host: HTMLElement, kind: "ritual" | "experiment") {
    this.host = host;
    this.kind = kind;
  }

  private get titleField(): HTMLInputElement | null {
    return this.host.querySelector("[data-title]");
  }

  /** The draft's name, for the outbox to end it. */
  get drafts(): string[] {
    return this.draft ? [this.draftName] : [];
  }

  private get draftName(): string {
    return `own-${this.kind}`;
  }

  private get begun(): Begun {
    const text = this.host.querySelector<HTMLTextAreaElement>("[data-text]")?.value.trim() ?? "";
    return { title: this.titleField?.value.trim() ?? "", text };
  }

  /** Bring back what was begun on this device, and keep what is typed. Nothing where there are no fields. */
  async keepDraft(form: HTMLFormElement): Promise<void> {
    if (!this.titleField) return;
    const draft = (this.draft = new SealedDraft<Begun>(this.draftName));
    form.addEventListener("input", () => draft.later(this.begun));
    const before = await draft.open();
    if (!before || this.begun.title || this.begun.text) return;
    find<HTMLInputElement>(this.host, "[data-title]").value = before.title;
    find<HTMLTextAreaElement>(this.host, "[data-text]").value = before.text;
  }

  /** The words, sealed for the two; null for what is on a shelf, or kept already. */
  async sealed(): Promise<Letter | null> {
    const field = this.titleField;
    if (!field) return null;
    const { title, text } = this.begun;
    if (!title) throw new Sentence("Give it a name first.", field);
    const couple = this.host.dataset["couple"] ?? null;
    return seal({ id: this.letterId, couple, kind: this.kind, text: { title, text } });
  }

  /** The draft is of no more use. */
  async end(): Promise<void> {
    await this.draft?.end();
  }
}
