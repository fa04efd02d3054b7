/** Writing: a letter is sealed on this device, kept in the outbox, and sent until the server has it. */

import type { Json } from "../sealing/bytes.ts";
import { type LetterRecord, sealLetter, type Text } from "../sealing/letter.ts";
import { toBase64 } from "./http.ts";
import { coupleOf, keys, settle } from "./keys.ts";
import { meta } from "./page.ts";

export interface Words {
  id: string;
  /** The couple's id to share it; null keeps it just for the author. */
  couple: string | null;
  kind: string;
  about?: string | null;
  revision?: number;
  readable?: Record<string, Json>;
  text: Text;
}

/** A letter as the server takes it. */
export interface SealedDraft {
  id: string;
  /** The couple it is shared with, or null for its author alone: the server checks the two against each other. */
  couple: string | null;
  revision: number;
  sealed: string;
  readable: Record<string, Json>;
}

const records = new WeakMap<object, LetterRecord>();

/** The record that a letter was sealed with on this page, by which it opens again. */
export function sealedWith(letter: object): LetterRecord | undefined {
  return records.get(letter);
}

/** Seal words to the couple, or to oneself. Throws when they are too long to send. */
export async function seal(words: Words): Promise<SealedDraft> {
  await settle();
  const own = await keys();
  const record: LetterRecord = {
    id: words.id,
    couple: words.couple,
    author: meta("person"),
    kind: words.kind,
    about: words.about ?? null,
    revision: words.revision ?? 1,
    readable: words.readable ?? {},
  };
  const recipient = words.couple ? coupleOf(own, words.couple).recipient : own.personalRecipient;
  const draft = { ...record, written_at: new Date().toISOString(), text: words.text };
  const sealed = await sealLetter(draft, recipient, own.signing);
  const { id, couple, revision, readable } = record;
  const letter = { id, couple, revision, sealed: toBase64(sealed), readable };
  records.set(letter, record);
  return letter;
}
