/**
 * A form that writes the one letter of its thing: an answer, a step, a look.
 *
 * Promise: what is typed is kept until the server has it. While the letter waits in the outbox its
 * words stay in the form, and are not changed under way: a second version under the same number would
 * be taken for another device's.
 */

import { onDelivered } from "./delivered.ts";
import { keepDraft } from "./drafts.ts";
import { letGoOf } from "./hands.ts";
import type { Answer } from "./http.ts";
import { outbox } from "./keep.ts";
import { changed } from "./live.ts";
import { deliver, sendWaiting } from "./outbox.ts";
import { meta, tell } from "./page.ts";
import { still } from "./still.ts";

type Field = HTMLTextAreaElement | HTMLInputElement;
const WAITS = "Not sent yet. What you wrote is kept on this device, sealed, and is sent by itself.";
const TYPED = ["textarea", "text", "date", "number"];

export class OneLetter {
  private readonly form: HTMLFormElement;
  private readonly key: string;
  private readonly late: () => void;
  private readonly stop: () => void;
  private drafts: string[] = [];
  private dropDraft: () => Promise<void> = async () => undefined;
  private held: Field[] = [];
  private sentence = WAITS;
  private there = false;
  private sending = false;

  /** `key` is the letter's in the outbox. `late` hears when it has arrived after it had waited. */
  constructor(form: HTMLFormElement, key: string, late: () => void = () => undefined) {
    this.form = form;
    this.key = key;
    this.late = late;
    this.stop = onDelivered(key, () => this.arrivedLate());
    document.addEventListener("outbox", this.look);
    void this.look();
  }

  /** The form leaves the page. */
  end(): void {
    this.stop();
    document.removeEventListener("outbox", this.look);
  }

  /** Keep what is typed into `field` under `name`, and bring back what was there. */
  async draft(field: HTMLTextAreaElement, name: string): Promise<void> {
    this.endsWith(name);
    this.dropDraft = await keepDraft(field, name);
  }

  /** The draft of this name holds the same words, and goes with them. */
  endsWith(name: string): void {
    this.drafts = [name];
  }

  /** What was begun is not wanted any more. */
  async drop(): Promise<void> {
    await this.dropDraft();
    this.clear();
  }

  /** Send what `sealed` gives; the answer, or null while it waits. What waits already is tried again as it is. */
  async send(url: string, sealed: () => Promise<object>): Promise<Answer | null> {
    const choices = [...this.form.querySelectorAll<HTMLElement>("fieldset, [role=radiogroup]")];
    if (!this.held.length) return still(choices, async () => this.sendAnew(url, await sealed()));
    await sendWaiting();
    void this.look();
    return null;
  }

  private async sendAnew(url: string, body: object): Promise<Answer | null> {
    [this.there, this.sending] = [false, true];
    const sent = deliver(this.key, url, body, { drafts: this.drafts });
    const delivery = await sent.finally(() => (this.sending = false));
    if (delivery.state === "waiting") {
      this.sentence = delivery.sentence;
      void this.look(); // which is done after the press is: that gives back the fields it had taken
      return null;
    }
    this.arrived();
    return delivery.answer;
  }

  /** Whether it waits is for the outbox to say: it may have been sent, or refused, from another tab. */
  private look = async (): Promise<void> => {
    const parcel = await outbox.get<{ refused?: string }>(`${meta("person")} ${this.key}`);
    if (this.sending) return; // what lies there just now is this press's own
    if (parcel && !parcel.refused) return this.hold();
    if (this.held.length && !parcel) this.arrivedLate();
    this.release();
  };

  private hold(): void {
    const fields = [...this.form.querySelectorAll<Field>("textarea, input")];
    if (!this.held.length) this.held = fields.filter((one) => one.getAttribute("readonly") !== "" && !one.disabled);
    for (const field of this.held) set(field, true);
    const note = this.where.querySelector<HTMLElement>("[data-note]:not([hidden])");
    if (note?.textContent !== this.sentence) tell(this.where, this.sentence); // said once
  }

  private release(): void {
    for (const field of this.held) set(field, false);
    if (this.held.length) tell(this.where, "");
    this.held = [];
  }

  /** Where the person is looking: a form may stand folded away beside what it wrote before. */
  private get where(): Element {
    return (this.form.hidden && this.form.parentElement) || this.form;
  }

  private arrivedLate(): void {
    if (this.there) return; // heard of before, and the words may be new ones by now
    this.arrived();
    this.late();
  }

  /** With the server by now: the page shows it as sent. */
  private arrived(): void {
    this.there = true;
    this.release();
    this.clear();
    this.form.closest("details")?.removeAttribute("open");
    changed();
  }

  /** Nobody writes here any more, so the page may show what is new. */
  private clear(): void {
    for (const field of this.form.querySelectorAll("textarea")) field.value = "";
    letGoOf(this.form);
    const active = document.activeElement;
    if (active instanceof HTMLElement && this.form.contains(active)) active.blur();
  }
}

/** What is no text knows no read-only. */
function set(field: Field, held: boolean): void {
  if (TYPED.includes(field.type)) field.readOnly = held;
  else field.disabled = held;
}
