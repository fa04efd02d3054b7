/** The words of a sealed letter that an element carries, opened on this device. */

import type { LetterRecord, Text } from "../sealing/letter.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";
import { Sentence } from "./submit.ts";

/** The record beside the letter of an element, or null where nothing is written yet. */
export function recordOf(element: HTMLElement): LetterRecord | null {
  const text = element.dataset["record"];
  return text ? (JSON.parse(text) as LetterRecord) : null;
}

/** What its letter says. Throws a Sentence when it could not be verified. */
export async function textOf(element: HTMLElement): Promise<Text> {
  const record = recordOf(element);
  if (!record) return "";
  const opened = await (await opener()).open(fromBase64(element.dataset["sealed"] ?? ""), record);
  if (opened.state !== "open") throw new Sentence("This could not be verified, so it cannot be used here.");
  return opened.inner.text;
}

/** The same as one piece of writing. */
export async function wordsOf(element: HTMLElement): Promise<string> {
  const text = await textOf(element);
  return typeof text === "string" ? text : (text["note"] ?? Object.values(text).join("\n"));
}

/** Its sentences, to choose one from; at most `most` of them. */
export function linesOf(words: string, most: number): string[] {
  const lines = words.split(/(?<=[.?!…])\s+|\n+/u).map((line) => line.trim()).filter(Boolean);
  return lines.slice(0, most);
}
