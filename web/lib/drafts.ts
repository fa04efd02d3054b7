/** Half-written words, sealed to their author and kept on this device until they are sent. */

import { type LetterRecord, Opener, sealLetter } from "../sealing/letter.ts";
import { drafts } from "./keep.ts";
import { keys } from "./keys.ts";
import { meta } from "./page.ts";

const PAUSE = 600; // milliseconds of stillness before a draft is sealed

function recordOf(key: string): LetterRecord {
  return { id: key, couple: null, author: meta("person"), kind: "draft", about: null, revision: 1, readable: {} };
}

const watched = new WeakMap<HTMLTextAreaElement, Draft>();

/**
 * Keep what is typed into `field` under `key`, and bring back what was there. Gives a way to end it.
 * What a script puts into the field, or clears from it, is nobody's typing, and changes no draft.
 */
export async function keepDraft(field: HTMLTextAreaElement, key: string): Promise<() => Promise<void>> {
  const draft = new Draft(field, `${meta("person")} ${key}`); // the store is the browser's, and two people may share one
  watched.set(field, draft);
  await draft.bringBack();
  return () => draft.end();
}

/** Keep the words that stand in `field` now, where a draft is kept of it: the field is about to be cleared. */
export async function setDraftAside(field: HTMLTextAreaElement): Promise<void> {
  await watched.get(field)?.keepNow();
}

class Draft {
  private readonly field: HTMLTextAreaElement;
  private readonly key: string;
  private timer = 0;
  private ended = false;
  private latest: string | null = null; // as typed, and not kept yet
  private writing: Promise<void> = Promise.resolve();

  constructor(field: HTMLTextAreaElement, key: string) {
    this.field = field;
    this.key = key;
    field.addEventListener("input", this.typed);
    addEventListener("pagehide", this.save);
    if (field.value.trim()) this.typed(); // before this script was there
  }

  async bringBack(): Promise<void> {
    const own = await keys();
    const sealed = await drafts.get<Uint8Array>(this.key);
    if (!sealed || this.field.value || this.latest !== null) return;
    const opened = await new Opener(own).open(sealed, recordOf(this.key));
    if (opened.state !== "open" || typeof opened.inner.text !== "string") return;
    this.field.value ||= opened.inner.text;
  }

  private typed = (): void => {
    this.latest = this.field.value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.save, PAUSE);
  };

  async keepNow(): Promise<void> {
    if (this.field.value.trim()) this.latest = this.field.value;
    await this.save();
  }

  private save = (): Promise<void> => {
    clearTimeout(this.timer);
    const words = this.latest;
    this.latest = null;
    if (words !== null) this.writing = this.writing.catch(() => undefined).then(() => this.write(words));
    if (!this.field.isConnected) this.detach();
    return this.writing;
  };

  private async write(words: string): Promise<void> {
    if (this.ended) return;
    if (!words.trim()) return drafts.delete(this.key);
    const own = await keys();
    const draft = { ...recordOf(this.key), written_at: new Date().toISOString(), text: words };
    const fresh = await sealLetter(draft, own.personalRecipient, own.signing);
    if (!this.ended) await drafts.put(this.key, fresh); // sending may have overtaken the sealing
  }

  async end(): Promise<void> {
    this.ended = true;
    this.latest = null;
    clearTimeout(this.timer);
    this.detach();
    await this.writing.catch(() => undefined);
    await drafts.delete(this.key);
  }

  private detach(): void {
    this.field.removeEventListener("input", this.typed);
    removeEventListener("pagehide", this.save);
  }
}
