/**
 * One half-written text, sealed to its author and kept on this device: each version in the place of the last.
 *
 * Promise: nothing of it lies here in clear. A version that could not be written is tried again with the
 * next, and one whose words have arrived at the server goes, unless newer words lie in its place by then.
 */

import { type LetterRecord, Opener, sealLetter } from "../sealing/letter.ts";
import { toBase64 } from "./http.ts";
import { drafts } from "./keep.ts";
import { keys } from "./keys.ts";
import { meta } from "./page.ts";

/** A version of a text that was given to the outbox. */
export interface Handed {
  key: string;
  mark: string;
}

const PAUSE = 500; // milliseconds of stillness before a text is sealed
const MARK = 16; // bytes at an envelope's end, which differ each time that something is sealed

const texts = new Map<string, SealedText>();

/** The text of the signed-in person under `name`: one in a page, so that no part of it writes over another. */
export function sealedText(name: string): SealedText {
  const key = `${meta("person")} ${name}`; // the store is the browser's, and two people may share one
  const text = texts.get(key) ?? new SealedText(key);
  texts.set(key, text);
  return text;
}

/** The versions that lie under `names` by now, for a parcel that holds the same words. */
export async function handedOver(names: string[]): Promise<Handed[]> {
  const versions = await Promise.all(names.map((name) => sealedText(name).handOver()));
  return versions.filter((one) => one !== null);
}

/** These versions have arrived. `onScreen`: what still shows them is cleared; otherwise their page sees to it. */
export async function arrived(versions: Handed[], onScreen: boolean): Promise<void> {
  for (const { key, mark } of versions) {
    await (texts.get(key) ?? new SealedText(key)).arrived(mark, onScreen);
  }
}

class SealedText {
  /** Hears the words that have arrived at the server after they had waited. */
  onArrived: (words: string) => void = () => undefined;
  private readonly key: string;
  private timer = 0;
  private latest: string | null = null; // as typed, and not kept yet
  private held: { mark: string; words: string } | null = null; // as read or written last
  private ends = 0;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(key: string) {
    this.key = key;
  }

  private get record(): LetterRecord {
    const author = meta("person");
    return { id: this.key, couple: null, author, kind: "draft", about: null, revision: 1, readable: {} };
  }

  /** What was kept, or null. */
  async open(): Promise<string | null> {
    if (this.latest !== null) return this.latest.trim() ? this.latest : null;
    return this.inTurn(async () => {
      const sealed = await drafts.get<Uint8Array>(this.key);
      if (!sealed) return null;
      const opened = await new Opener(await keys()).open(sealed, this.record);
      if (opened.state !== "open" || typeof opened.inner.text !== "string") return null;
      this.held = { mark: markOf(sealed), words: opened.inner.text };
      return opened.inner.text;
    });
  }

  /** Keep `words` once nothing has changed for a moment, or when the field is left. */
  later(words: string): void {
    this.latest = words;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.save, PAUSE);
    // A page that goes may have no time left to seal: what leads away takes the cursor first.
    for (const [where, sign] of this.signs) where.addEventListener(sign, this.save);
  }

  /** Keep `words` now. Throws when this device could not. */
  async keep(words: string): Promise<void> {
    this.latest = words;
    await this.flush();
  }

  private get signs(): [EventTarget, string][] {
    return [[document, "focusout"], [document, "visibilitychange"], [window, "pagehide"]];
  }

  private save = (): void => void this.flush().catch(() => undefined);

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    for (const [where, sign] of this.signs) where.removeEventListener(sign, this.save);
    const [words, ends] = [this.latest, this.ends];
    this.latest = null;
    if (words === null) return void (await this.queue);
    await this.inTurn(() => this.write(words)).catch((fault: unknown) => {
      if (ends === this.ends) this.latest ??= words; // for the next try
      throw fault;
    });
  }

  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = this.queue.then(run);
    this.queue = done.catch(() => undefined);
    return done;
  }

  private async write(words: string): Promise<void> {
    if (!words.trim()) return drafts.delete(this.key);
    const own = await keys();
    const draft = { ...this.record, written_at: new Date().toISOString(), text: words };
    const sealed = await sealLetter(draft, own.personalRecipient, own.signing);
    await drafts.put(this.key, sealed);
    this.held = { mark: markOf(sealed), words };
  }

  async handOver(): Promise<Handed | null> {
    await this.flush().catch(() => undefined);
    const sealed = await drafts.get<Uint8Array>(this.key);
    return sealed ? { key: this.key, mark: markOf(sealed) } : null;
  }

  async arrived(mark: string, onScreen: boolean): Promise<void> {
    await this.inTurn(() => drafts.exchange<Uint8Array>(this.key, (there) => markOf(there) === mark));
    if (onScreen && this.held?.mark === mark) this.onArrived(this.held.words);
  }

  /** It is with the server, or no longer wanted. */
  async end(): Promise<void> {
    this.ends += 1;
    clearTimeout(this.timer);
    this.latest = null;
    await this.inTurn(() => drafts.delete(this.key)); // after what is being written, or that would come back
  }
}

function markOf(sealed: Uint8Array): string {
  return toBase64(sealed.slice(-MARK));
}
