/**
 * Half-filled forms, sealed to their author and kept on this device until the server has them.
 *
 * Promise: nothing of a form lies on the device in clear, and another person's draft stays as it is.
 */

import { type LetterRecord, Opener, sealLetter } from "../sealing/letter.ts";
import { drafts } from "./keep.ts";
import { keys } from "./keys.ts";
import { meta } from "./page.ts";

const PAUSE = 500; // milliseconds of stillness before a form is sealed

export class SealedDraft<T> {
  private readonly key: string;
  private timer = 0;
  private latest: T | null = null;
  private writing: Promise<void> = Promise.resolve();

  /** A draft of the signed-in person, under a name such as "checkin:2026-11-22". */
  constructor(name: string) {
    this.key = `${meta("person")} ${name}`; // the store is the browser's, and two people may share one
    addEventListener("pagehide", () => void this.save());
  }

  private get record(): LetterRecord {
    return { id: this.key, couple: null, author: meta("person"), kind: "draft", about: null, revision: 1, readable: {} };
  }

  /** What was kept, or null. */
  async open(): Promise<T | null> {
    const sealed = await drafts.get<Uint8Array>(this.key);
    if (!sealed) return null;
    const opened = await new Opener(await keys()).open(sealed, this.record);
    if (opened.state !== "open" || typeof opened.inner.text !== "string") return null;
    return JSON.parse(opened.inner.text) as T;
  }

  /** Keep `value` once nothing has changed for a moment. */
  later(value: T): void {
    this.latest = value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), PAUSE);
  }

  /** Keep `value` now. */
  async keep(value: T): Promise<void> {
    this.latest = value;
    await this.save();
  }

  private save(): Promise<void> {
    clearTimeout(this.timer);
    const value = this.latest;
    this.latest = null;
    if (value !== null) this.writing = this.writing.then(() => this.write(value));
    return this.writing;
  }

  private async write(value: T): Promise<void> {
    const own = await keys();
    const draft = { ...this.record, written_at: new Date().toISOString(), text: JSON.stringify(value) };
    await drafts.put(this.key, await sealLetter(draft, own.personalRecipient, own.signing));
  }

  /** It is with the server, or no longer wanted. */
  async end(): Promise<void> {
    clearTimeout(this.timer);
    this.latest = null;
    await this.writing; // or what is being written would come back
    await drafts.delete(this.key);
  }
}
