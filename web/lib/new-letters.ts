/**
 * A form that writes one new letter after the other.
 *
 * Promise: what is typed is kept as a draft until it is sent, or waits sealed in the outbox; then the
 * form is free for the next.
 */

import { onDelivered } from "./delivered.ts";
import { keepDraft } from "./drafts.ts";
import type { Answer } from "./http.ts";
import { changed } from "./live.ts";
import { deliver } from "./outbox.ts";
import { tell } from "./page.ts";

export interface Sent {
  id: string;
  answer: Answer;
}

export class NewLetters {
  private readonly form: HTMLFormElement;
  private readonly field: HTMLTextAreaElement;
  private readonly name: string;
  private readonly stops: (() => void)[] = [];
  private id = crypto.randomUUID() as string;
  private endDraft: () => Promise<void> = async () => undefined;

  /** What is typed into `field` is kept under `name`. */
  constructor(form: HTMLFormElement, field: HTMLTextAreaElement, name: string) {
    this.form = form;
    this.field = field;
    this.name = name;
  }

  /** Bring back what was there, and keep what is typed from now on. */
  async draft(): Promise<void> {
    this.endDraft = await keepDraft(this.field, this.name);
  }

  /** Send what `sealed` gives for the id of the next letter; null where it waits. */
  async send(url: string, sealed: (id: string) => Promise<object>): Promise<Sent | null> {
    const { id } = this;
    const delivery = await deliver(id, url, await sealed(id), { drafts: [this.name] });
    await this.endDraft();
    this.field.value = "";
    this.id = crypto.randomUUID();
    await this.draft();
    if (delivery.state === "sent") return { id, answer: delivery.answer };
    tell(this.form, delivery.sentence);
    this.stops.push(onDelivered(id, () => this.arrived()));
    return null;
  }

  private arrived(): void {
    tell(this.form, "");
    changed();
  }

  /** The form leaves the page. */
  end(): void {
    for (const stop of this.stops) stop();
  }
}
