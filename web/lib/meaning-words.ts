/** One's own letter in the page, opened to be written on; and a letter sent from a form. */

import { LetterTooLongError, type LetterRecord, type Text } from "../sealing/letter.ts";
import { type Answer, fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";
import { deliver } from "./outbox.ts";
import { tell } from "./page.ts";
import { Sentence } from "./submit.ts";
import { seal, type Words } from "./write.ts";

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

/** Seal and send from `host`; the server's answer, or null where the letter waits for the connection. */
export async function sendFrom(host: HTMLElement, words: Words, beside: object = {}): Promise<Answer | null> {
  const letter = await seal(words).catch((fault: unknown) => {
    throw fault instanceof LetterTooLongError ? new Sentence(TOO_LONG) : fault;
  });
  const delivery = await deliver(letter.id, host.dataset["url"] ?? "", { letter, ...beside });
  if (delivery.state === "sent") return delivery.answer;
  tell(host, `${delivery.sentence} It will be sent by itself.`);
  return null;
}
