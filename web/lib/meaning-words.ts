/** One's own letter in the page, opened to be written on; and a letter sent from a form. */

import { LetterTooLongError, type LetterRecord, type Text } from "../sealing/letter.ts";
import { tellWaiting } from "./delivered.ts";
import { type Answer, fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";
import { deliver } from "./outbox.ts";
import { Sentence } from "./submit.ts";
import { seal, type SealedDraft, type Words } from "./write.ts";

const UNVERIFIED = "This could not be verified, so it cannot be changed here.";
const TOO_LONG = "This is longer than one letter can be. Nothing is lost: send a first part, and begin another.";

/** The record that the server has put beside a letter of one's own, if there is one. */
export function recordOf(host: HTMLElement): LetterRecord | null {
  const text = host.dataset["record"];
  return text ? (JSON.parse(text) as LetterRecord) : null;
}

/** The words of a sealed letter, or null where it could not be verified. */
export async function wordsOf(sealed: string, record: LetterRecord): Promise<Text | null> {
  const opened = await (await opener()).open(fromBase64(sealed), record);
  return opened.state === "open" ? opened.inner.text : null;
}

/** The words of the letter that `host` carries. Throws a Sentence where it could not be verified. */
export async function ownWords(host: HTMLElement): Promise<Text> {
  const record = recordOf(host);
  const words = record && (await wordsOf(host.dataset["sealed"] ?? "", record));
  if (words === null) throw new Sentence(UNVERIFIED);
  return words;
}

/** As one text, whatever parts it has. */
export function plain(text: Text): string {
  return typeof text === "string" ? text : Object.values(text).join("\n");
}

/** Seal them. Throws a Sentence when they are too long for one letter. */
export function sealWords(words: Words): Promise<SealedDraft> {
  return seal(words).catch((fault: unknown) => {
    throw fault instanceof LetterTooLongError ? new Sentence(TOO_LONG) : fault;
  });
}

/**
 * Seal and send from `host`; the server's answer, or null where the letter waits for the connection.
 * `drafts` are the keys of the drafts that end with it.
 */
export async function sendFrom(host: HTMLElement, words: Words, drafts: string[] = []): Promise<Answer | null> {
  const letter = await sealWords(words);
  const delivery = await deliver(letter.id, host.dataset["url"] ?? "", { letter }, { drafts });
  if (delivery.state === "sent") return delivery.answer;
  tellWaiting(host, delivery.sentence, letter.id);
  return null;
}
