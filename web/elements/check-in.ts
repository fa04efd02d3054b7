/** The evening's check-in: filled in under a minute, sealed here, shared or kept just for its author. */

import type { LetterRecord } from "../sealing/letter.ts";
import { noteIn, numbersIn, type Numbers, saysSomething } from "../lib/diary.ts";
import { DiaryForm } from "../lib/diary-form.ts";
import { closing, sendDay, takeBack } from "../lib/diary-sending.ts";
import { fromBase64 } from "../lib/http.ts";
import { opener } from "../lib/keys.ts";
import { find, tell } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";

const UNVERIFIED =
  "What stands here for this day could not be verified, so it is not shown. Writing anew keeps both.";

interface Filled {
  base: number; // the revision of the day's letter that these changes begin from
  numbers: Numbers;
  note: string;
}

class CheckIn extends HTMLElement {
  private form: DiaryForm | null = null;
  private draft!: SealedDraft<Filled>;
  private record: LetterRecord | null = null;
  private busy = false;

  connectedCallback(): void {
    if (this.form) return;
    const form = find<HTMLElement>(this, "form");
    this.form = new DiaryForm(form);
    this.draft = new SealedDraft(`checkin:${this.day}`);
    this.record = JSON.parse(this.dataset["record"] ?? "null") as LetterRecord | null;
    for (const type of ["input", "change"]) form.addEventListener(type, () => this.changed());
    for (const button of this.querySelectorAll<HTMLElement>("[data-share]")) {
      const share = button.dataset["share"] === "yes";
      button.addEventListener("click", () => void this.once(() => this.send(share)));
    }
    find(this, "[data-again]").addEventListener("click", () => this.show(true));
    find(this, "[data-take-back]").addEventListener("click", () => void this.once(() => this.takeBack()));
    document.addEventListener("delivered", (event) => {
      if ((event as CustomEvent<string>).detail === `checkin:${this.day}`) void this.draft.end();
    });
    void this.begin(this.form);
  }

  private get day(): string {
    return this.dataset["day"] ?? "";
  }

  private get partner(): string {
    return this.dataset["partner"] || "your partner";
  }

  private get filled(): Filled {
    return { base: this.record?.revision ?? 0, numbers: this.form?.read(this.day) ?? {}, note: this.form?.note ?? "" };
  }

  /** Bring back the day's letter, then what was half-filled here, then the word that was tapped on Today. */
  private async begin(form: DiaryForm): Promise<void> {
    await this.openLetter(form);
    const kept = await this.draft.open();
    if (kept && kept.base >= this.filled.base) form.fill(kept.numbers, kept.note);
    else if (kept) this.offer(form, kept);
    const word = new URLSearchParams(location.hash.slice(1)).get("feeling");
    if (word) history.replaceState(null, "", location.pathname + location.search);
    const box = word && this.querySelector<HTMLInputElement>(`[data-group=feelings] [value="${CSS.escape(word)}"]`);
    if (box && !box.checked) box.click();
    this.preview();
  }

  private async openLetter(form: DiaryForm): Promise<void> {
    const sealed = this.dataset["sealed"];
    if (!this.record || !sealed) return;
    const opened = await (await opener()).open(fromBase64(sealed), this.record);
    if (opened.state !== "open") return this.written(UNVERIFIED);
    form.fill(numbersIn(opened.inner), noteIn(opened.inner));
    const when = new Date(opened.inner.written_at).toLocaleString("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" });
    const reader = this.record.couple ? `Shared with ${this.partner}.` : "Just for you.";
    this.written(`${this.record.revision > 1 ? "Edited" : "Written"} ${when}. ${reader}`);
  }

  private written(sentence: string): void {
    const note = find<HTMLElement>(this, "[data-written]");
    note.hidden = false;
    note.textContent = sentence;
  }

  /** Offer changes that never left this device, because another device was first. */
  private offer(form: DiaryForm, kept: Filled): void {
    const note = find<HTMLElement>(this, "[data-written]");
    const button = note.appendChild(document.createElement("button"));
    Object.assign(button, { type: "button", className: "bare", textContent: "Bring back what was not sent from here" });
    button.addEventListener("click", () => {
      form.fill(kept.numbers, kept.note);
      button.remove();
      this.changed();
    });
  }

  private changed(): void {
    this.draft.later(this.filled);
    this.preview();
  }

  private preview(): void {
    const seen = this.form?.describe() ?? "";
    const reader = this.dataset["couple"] ? `What ${this.partner} would see` : "What you keep";
    find(this, "[data-preview]").textContent = seen ? `${reader}: ${seen}.` : "";
  }

  private async once(run: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.tell("");
    await run().catch((fault: Error) => this.tell(fault.message, "care"));
    this.busy = false;
  }

  private tell(sentence: string, tone: "" | "care" = ""): void {
    tell(find(this, "[data-told]"), sentence, tone);
  }

  private async send(share: boolean): Promise<void> {
    const { numbers, note } = this.filled;
    if (!saysSomething(numbers) && !note) return this.tell("One word is enough, or one line.");
    await this.draft.keep(this.filled);
    const { url = "", couple = "" } = this.dataset;
    const place = { day: this.day, url, couple: couple || null, record: this.record };
    const delivery = await sendDay(place, numbers, note, share);
    if (delivery.state === "sent") {
      this.record = delivery.answer["record"] as LetterRecord;
      await this.draft.end();
    }
    const [line, more] = closing(delivery, share, this.partner);
    find(this, "[data-closing]").textContent = line;
    find(this, "[data-closing-more]").textContent = more;
    find<HTMLElement>(this, "[data-take-back]").hidden = delivery.state === "waiting";
    this.show(false);
  }

  /** Show the form, or the closing words in its place. */
  private show(form: boolean): void {
    const kept = find<HTMLElement>(this, "[data-kept]");
    find<HTMLElement>(this, "form").hidden = !form;
    find<HTMLElement>(this, "[data-written]").hidden = true;
    kept.hidden = form;
    (form ? find<HTMLElement>(this, "[data-stage]") : kept).focus();
  }

  private async takeBack(): Promise<void> {
    if (!this.record) return;
    const [left, sentence] = await takeBack(this.dataset["remove"] ?? "", this.record);
    this.record = left;
    this.show(true);
    this.tell(sentence);
    this.changed();
  }
}

customElements.define("check-in", CheckIn);
