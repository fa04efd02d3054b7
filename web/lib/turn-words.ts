/** The words of one turn of a practice: a draft while they are typed, then sealed once, be it early or late. */

import { type LetterRecord, oneOf } from "../sealing/letter.ts";
import { keepDraft, setDraftAside } from "./drafts.ts";
import { deliver, type Delivery } from "./outbox.ts";
import { find, meta } from "./page.ts";
import { hold, Sentence } from "./submit.ts";
import { seal } from "./write.ts";

/** What is known of a turn in which one writes: alone, for both to unfold, or a promise to each other. */
export interface WritingTurn {
  kind: string;
  text: string | null;
  about?: string;
  reveal?: "me" | "together";
  days?: number | null;
}

const DAY = 86_400_000; // milliseconds

/** Says "kept" once its words are sealed and on their way. */
export class TurnWords extends EventTarget {
  readonly form: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  readonly about: string;
  /** The turn's question; "" while that is sealed itself. */
  asked: string;
  /** What the server has of it, where another device of theirs was first. */
  mine: LetterRecord | null = null;
  kept = false;
  private readonly kind: "promise" | "practice-note";
  private readonly couple: string | null;
  private readonly url: string;
  private keeping = false;
  private draft: Promise<() => Promise<void>>;

  /** `form` is the page's own for such a turn, `session` the address of the session, `number` the turn's. */
  constructor(form: HTMLFormElement, turn: WritingTurn, session: string, number: number, couple: string) {
    super();
    const agrees = turn.kind === "agree";
    this.form = form;
    this.field = find(form, "textarea");
    this.about = turn.about ?? "";
    this.asked = turn.text ?? "";
    this.kind = agrees ? "promise" : "practice-note";
    this.couple = agrees || turn.reveal === "together" ? couple : null;
    this.url = `${session}turns/${number}/${agrees ? "promise" : "write"}`;
    if (this.dayField) fillDays(this.dayField, turn.days ?? 7);
    form.addEventListener("submit", (event) => event.preventDefault());
    this.draft = keepDraft(this.field, this.draftKey);
  }

  private get draftKey(): string {
    return `${this.kind}:${this.about}`;
  }

  private get dayField(): HTMLInputElement | null {
    return this.form.querySelector("input[type=date]");
  }

  /** Are there words that nobody has sealed? */
  get begun(): boolean {
    return !this.kept && !this.mine && this.field.value.trim() !== "";
  }

  /** Give the fields ids of their own beside those of another turn with the same form; "" gives back the first ones. */
  nameFields(own = ""): void {
    const named = (name: string): string => [name.split(":")[0], own].filter(Boolean).join(":");
    for (const one of this.form.querySelectorAll("[id]")) one.id = named(one.id);
    for (const label of this.form.querySelectorAll("label")) label.htmlFor = named(label.htmlFor);
  }

  /** Bring back what was begun on this device. */
  async bringBack(): Promise<void> {
    await this.draft;
  }

  /** Keep what stands there as a sealed draft, now. */
  setAside(): Promise<void> {
    return setDraftAside(this.field);
  }

  /** Seal the words and send them, or keep them to be sent; null while that is under way already. Throws Sentence. */
  async seal(): Promise<Delivery | null> {
    if (this.keeping) return null;
    if (!this.field.value.trim()) throw new Sentence("Write a line first, or go on without.", this.field);
    this.keeping = true;
    const giveBack = hold(this.form);
    try {
      return await this.send(this.field.value.trim());
    } finally {
      this.keeping = false;
      giveBack();
    }
  }

  private async send(text: string): Promise<Delivery> {
    const { kind, about, couple } = this;
    const id = oneOf(kind, about, meta("person"));
    const readable = this.dayField ? { day: this.dayField.value } : {};
    const letter = await seal({ id, couple, kind, about, revision: (this.mine?.revision ?? 0) + 1, readable, text });
    const delivery = await deliver(letter.id, this.url, { letter }, { drafts: [this.draftKey] });
    this.kept = true;
    await (await this.draft)();
    this.field.value = "";
    this.dispatchEvent(new Event("kept"));
    return delivery;
  }

  /** Take the draft away. Gives a way to have the words back. */
  async leaveOut(): Promise<() => void> {
    const words = this.field.value;
    await (await this.draft)();
    return () => {
      this.field.value = words;
      this.draft = keepDraft(this.field, this.draftKey);
    };
  }
}

function fillDays(field: HTMLInputElement, days: number): void {
  const later = (count: number): string => new Date(Date.now() + count * DAY).toLocaleDateString("sv");
  [field.min, field.value, field.max] = [later(0), later(days), later(365)];
}
