/** The evening's check-in: filled in under a minute, sealed here, shared or kept just for its author. */

import type { LetterRecord } from "../sealing/letter.ts";
import { type Numbers, saysSomething } from "../lib/diary.ts";
import { Closing } from "../lib/diary-closing.ts";
import { DiaryForm } from "../lib/diary-form.ts";
import { openDay, sendDay } from "../lib/diary-letter.ts";
import { find } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { onPress, Sentence } from "../lib/submit.ts";

const UNVERIFIED =
  "What stands here for this day could not be verified, so it is not shown. Writing anew keeps both.";

interface Filled {
  base: number; // the revision of the day's letter that these changes begin from
  numbers: Numbers;
  note: string;
}

class CheckIn extends HTMLElement {
  private form!: DiaryForm;
  private draft!: SealedDraft<Filled>;
  private closing!: Closing;
  private record: LetterRecord | null = null;

  connectedCallback(): void {
    const form = find<HTMLElement>(this, "form");
    const day = this.dataset["day"] ?? "";
    this.form = new DiaryForm(form, day);
    this.draft = new SealedDraft(`checkin:${day}`);
    this.record = JSON.parse(this.dataset["record"] ?? "null") as LetterRecord | null;
    for (const type of ["input", "change"]) form.addEventListener(type, () => this.changed());
    this.closing = new Closing(this, (left) => {
      this.record = left;
      this.changed();
    });
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-share]")) {
      const share = button.dataset["share"] === "yes";
      onPress(button, find(this, ".send"), () => this.send(share));
    }
    document.addEventListener("delivered", (event) => {
      if ((event as CustomEvent<string>).detail === `checkin:${day}`) void this.draft.end();
    });
    void this.begin();
  }

  private get filled(): Filled {
    return { base: this.record?.revision ?? 0, numbers: this.form.numbers, note: this.form.note };
  }

  private get partner(): string {
    return this.dataset["partner"] || "your partner";
  }

  /** Bring back the day's letter, then what was half-filled here, then the word that was tapped on Today. */
  private async begin(): Promise<void> {
    await this.openLetter();
    const kept = await this.draft.open();
    if (kept && kept.base >= this.filled.base) this.form.fill(kept.numbers, kept.note);
    else if (kept) this.offer(kept);
    const word = new URLSearchParams(location.hash.slice(1)).get("feeling");
    if (word) history.replaceState(null, "", location.pathname + location.search);
    if (word) this.form.choose(word);
    this.preview();
  }

  private async openLetter(): Promise<void> {
    const { sealed } = this.dataset;
    if (!this.record || !sealed) return;
    const day = await openDay(sealed, this.record);
    if (day) this.form.fill(day.numbers, day.note);
    const reader = this.record.couple ? `Shared with ${this.partner}.` : "Just for you.";
    const line = day && `${this.record.revision > 1 ? "Edited" : "Written"} ${day.when}. ${reader}`;
    find<HTMLElement>(this, "[data-written]").hidden = false;
    find(this, "[data-written] span").textContent = line ?? UNVERIFIED;
  }

  /** Offer changes that never left this device, because another device was first. */
  private offer(kept: Filled): void {
    const button = find<HTMLElement>(this, "[data-bring-back]");
    button.hidden = false;
    button.addEventListener("click", () => {
      button.hidden = true;
      this.form.fill(kept.numbers, kept.note);
      this.changed();
    });
  }

  private changed(): void {
    this.draft.later(this.filled);
    this.preview();
  }

  private preview(): void {
    const seen = this.form.describe();
    const reader = this.dataset["couple"] ? `What ${this.partner} would see` : "What you keep";
    find(this, "[data-preview]").textContent = seen && `${reader}: ${seen}.`;
  }

  private async send(share: boolean): Promise<void> {
    const { numbers, note } = this.filled;
    if (!saysSomething(numbers) && !note) throw new Sentence("One word is enough, or one line.");
    await this.draft.keep(this.filled);
    const { url = "", couple = "", day = "" } = this.dataset;
    const place = { day, url, couple: couple || null, record: this.record };
    const delivery = await sendDay(place, numbers, note, share);
    if (delivery.state === "sent") {
      this.record = delivery.answer["record"] as LetterRecord;
      await this.draft.end();
    }
    find<HTMLElement>(this, "[data-written]").hidden = true;
    this.closing.say(delivery, this.record, this.partner);
  }
}

customElements.define("check-in", CheckIn);
