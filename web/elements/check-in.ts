/** The evening's check-in: filled in under a minute, sealed here, shared or kept just for its author. */

import type { LetterRecord } from "../sealing/letter.ts";
import { type FilledDay, saysSomething } from "../lib/diary.ts";
import { onDelivered } from "../lib/delivered.ts";
import { Closing } from "../lib/diary-closing.ts";
import { DiaryForm } from "../lib/diary-form.ts";
import { openDay, sendDay } from "../lib/diary-letter.ts";
import { find, tell } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { onPress } from "../lib/submit.ts";

const UNVERIFIED = "What stands here for this day could not be verified, so it is not shown.";

class CheckIn extends HTMLElement {
  private form!: DiaryForm;
  private draft!: SealedDraft<FilledDay>;
  private closing!: Closing;
  private record: LetterRecord | null = null; // the day's letter as the server has it
  private waiting: LetterRecord | null = null; // and as it will have it, once there is a connection
  private touched = false;

  connectedCallback(): void {
    const [form, day] = [find<HTMLElement>(this, "form"), this.dataset["day"] ?? ""];
    this.form = new DiaryForm(form, day);
    this.draft = new SealedDraft(`checkin:${day}`);
    this.record = JSON.parse(this.dataset["record"] ?? "null") as LetterRecord | null;
    for (const type of ["input", "change"]) form.addEventListener(type, () => this.changed());
    this.closing = new Closing(this, (left) => this.changed(left));
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-share]")) {
      onPress(button, find(this, ".send"), () => this.send(button.dataset["share"] === "yes"));
    }
    onDelivered(`checkin:${day}`, () => void this.delivered());
    form.inert = true; // until what stands there is back, or it would be written over
    void this.begin().finally(() => (form.inert = false));
  }

  private get filled(): FilledDay {
    return { base: this.record?.revision ?? 0, numbers: this.form.numbers, note: this.form.note };
  }

  private get partner(): string {
    return this.dataset["partner"] || "your partner";
  }

  /** Bring back the day's letter, then what was half-filled here, then what the address brings along. */
  private async begin(): Promise<void> {
    await this.openLetter();
    const kept = await this.draft.open();
    if (kept && kept.base >= this.filled.base) this.form.fill(kept.numbers, kept.note);
    else if (kept) this.offer(kept);
    this.form.takeFromAddress();
    this.preview();
  }

  private async openLetter(): Promise<void> {
    const { sealed } = this.dataset;
    if (!this.record || !sealed) return;
    const day = await openDay(sealed, this.record, this.partner);
    if (day) this.form.fill(day.numbers, day.note);
    find<HTMLElement>(this, "[data-written]").hidden = false;
    find(this, "[data-written] span").textContent = day?.about ?? UNVERIFIED;
  }

  /** Offer changes that never left this device, because another device was first. */
  private offer(kept: FilledDay): void {
    const button = find<HTMLElement>(this, "[data-bring-back]");
    find<HTMLElement>(this, "[data-written]").hidden = button.hidden = false;
    button.addEventListener("click", () => {
      button.hidden = true;
      this.form.fill(kept.numbers, kept.note);
      this.changed();
    });
  }

  private changed(record = this.record): void {
    this.record = record;
    this.touched = true;
    this.draft.later(this.filled);
    this.preview();
  }

  private preview(): void {
    const seen = this.form.describe();
    const lead = this.dataset["couple"] ? `What ${this.partner} would see` : "What you keep";
    find(this, "[data-preview]").textContent = seen && `${lead}: ${seen}.`;
  }

  private async send(share: boolean): Promise<void> {
    const { numbers, note } = this.filled;
    if (!saysSomething(numbers) && !note) return tell(find(this, ".send"), "One word is enough, or one line.");
    await this.draft.keep(this.filled);
    const { url = "", couple, day = "" } = this.dataset;
    const place = { day, url, couple: couple || null, record: this.record };
    const { delivery, record } = await sendDay(place, numbers, note, share);
    find<HTMLElement>(this, "[data-written]").hidden = true;
    if (delivery.state === "sent") return this.done(record);
    this.waiting = record;
    this.closing.wait(delivery.sentence);
  }

  private async done(record: LetterRecord): Promise<void> {
    this.record = record;
    await this.draft.end();
    this.closing.say(record, this.partner);
  }

  /** What waited has arrived: from this page, or from an earlier one, whose words then stand here anew. */
  private async delivered(): Promise<void> {
    const record = this.waiting;
    this.waiting = null;
    if (record && this.closing.shown) return this.done(record);
    if (record || this.touched) return this.changed(record ?? this.record);
    await this.draft.end();
    location.reload();
  }
}

customElements.define("check-in", CheckIn);
