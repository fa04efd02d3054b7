/** One's own look: numbers by their ids, as they are sealed. Whatever else stands in the letter is left out. */

import type { LetterRecord, Text } from "../sealing/letter.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";

export type Numbers = Record<string, number>;
export const CIRCLES = "circles";

/** As it is sealed: the numbers for scripts, and the same in words for whoever keeps a copy. */
export function toText(numbers: Numbers, titles: Map<string, string>): Record<string, string> {
  const words = Object.entries(numbers).map(([id, value]) => `${titles.get(id) ?? id}: ${value}`);
  return { words: words.join("\n"), numbers: JSON.stringify(numbers) };
}

/** The numbers of a letter; none where it holds no look. */
export function fromText(text: Text): Numbers {
  const written: unknown = typeof text === "string" ? null : parsed(text["numbers"] ?? "");
  if (typeof written !== "object" || written === null || Array.isArray(written)) return {};
  return Object.fromEntries(Object.entries(written).filter(([id, value]) => fits(id, value)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fits(id: string, value: unknown): boolean {
  const [low, high] = id === CIRCLES ? [1, 7] : [0, 10];
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
}

/** The numbers of the letter that an element carries, or null where it could not be verified. */
export async function numbersOf(element: HTMLElement): Promise<Numbers | null> {
  const { record, sealed } = element.dataset;
  if (!record || !sealed) return {};
  const opened = await (await opener()).open(fromBase64(sealed), JSON.parse(record) as LetterRecord);
  return opened.state === "open" ? fromText(opened.inner.text) : null;
}
