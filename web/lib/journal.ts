/** A journal page: kept, and brought back for ten minutes after it was removed. */

import type { LetterRecord } from "../sealing/letter.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";
import { deliver, type Delivery } from "./outbox.ts";
import { SealedDraft } from "./sealed-draft.ts";
import { seal } from "./write.ts";

const MINUTES = 10;

/** A page whose words were removed a moment ago. They lie sealed on this device, and nowhere else. */
export interface Removed {
  words: string;
  day: string;
  /** Milliseconds, as from Date.now(). */
  at: number;
  said: string;
}

export interface Page {
  id: string;
  /** The couple's id once it is shared; null while it is its author's alone. */
  couple: string | null;
  revision: number;
  words: string;
}

interface More {
  /** Give it to the couple. */
  share?: boolean;
  /** The earlier day that a new page belongs to. */
  day?: string;
}

/** Seal a page and send it. `drafts` are those that hold the same words, and end with them. */
export async function keepPage(url: string, page: Page, more: More = {}, drafts: string[] = []): Promise<Delivery> {
  const { id, couple, revision, words } = page;
  const letter = await seal({ id, couple, kind: "journal", revision, text: words });
  return deliver(`journal:${id}`, url, { letter, share: false, ...more }, { drafts });
}

/** What a page says, or "" where it could not be verified. */
export async function wordsOf(record: LetterRecord, sealed: string): Promise<string> {
  const opened = await (await opener()).open(fromBase64(sealed), record);
  return opened.state === "open" && typeof opened.inner.text === "string" ? opened.inner.text : "";
}

/** What became of a page that its author removed; `takenBack`, before the partner had been handed it. */
export function removedSaid(takenBack: boolean, shared: boolean): string {
  if (takenBack) return "Taken back before it was opened.";
  return shared ? "Taken back. An empty place stays where it was." : "The page is removed.";
}

/** Where the words of a removed page lie. */
export function removedPage(): SealedDraft<Removed> {
  return new SealedDraft<Removed>("journal-removed");
}

/** The page that can still be brought back, if there is one; an older one is dropped. */
export async function stillThere(): Promise<Removed | null> {
  const place = removedPage();
  const removed = await place.open();
  if (removed && Date.now() - removed.at < MINUTES * 60_000) return removed;
  await place.end();
  return null;
}
