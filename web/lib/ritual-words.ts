/** Sealed names that a page mentions in many places: each lies in it once, and is opened once. */

import type { LetterRecord } from "../sealing/letter.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";

type Parts = Record<string, string>;
const opened = new Map<string, Promise<Parts | null>>();

/** The words of a letter by its id; null when it is not in the page, or could not be verified. */
export function openWords(id: string): Promise<Parts | null> {
  const source = document.querySelector<HTMLElement>(`[data-words-of="${CSS.escape(id)}"]`);
  if (!source) return opened.get(id) ?? Promise.resolve(null);
  const { record = "null", sealed = "" } = source.dataset;
  const key = `${id} ${sealed.length} ${record}`; // another revision is opened anew
  let words = opened.get(key);
  if (!words) {
    words = open(record, sealed);
    opened.set(key, words).set(id, words);
  }
  return words;
}

async function open(record: string, sealed: string): Promise<Parts | null> {
  const letter = await (await opener()).open(fromBase64(sealed), JSON.parse(record) as LetterRecord);
  if (letter.state !== "open") return null;
  return typeof letter.inner.text === "string" ? { title: letter.inner.text } : letter.inner.text;
}
