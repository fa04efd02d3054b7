/** A journal page: kept, and brought back for ten minutes after it was removed. */

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

/** Seal a page and send it. `share` gives it to the couple; `day` puts a new page on an earlier day. */
export async function keepPage(url: string, page: Page, more: { share?: boolean; day?: string } = {}): Promise<Delivery> {
  const { id, couple, revision, words } = page;
  const letter = await seal({ id, couple, kind: "journal", revision, text: words });
  return deliver(`journal:${id}`, url, { letter, share: false, ...more });
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
