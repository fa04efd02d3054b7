/** What stands in an entry of the love map, opened on this device. */

import type { LetterRecord } from "../sealing/letter.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";
import { Sentence } from "./submit.ts";

/** The entry's words; "" where nothing is told yet. Throws a Sentence when they cannot be verified. */
export async function entryWords(record: LetterRecord | null, sealed: string | undefined): Promise<string> {
  if (!record || !sealed) return "";
  const opened = await (await opener()).open(fromBase64(sealed), record);
  if (opened.state === "open" && typeof opened.inner.text === "string") return opened.inner.text;
  throw new Sentence("This could not be verified, so it cannot be changed or shared here.");
}
