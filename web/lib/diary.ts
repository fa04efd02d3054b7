/** A diary day: what travels in clear when it is shared, and where it is found in a letter. */

import type { Json } from "../sealing/bytes.ts";
import type { Inner, Text } from "../sealing/letter.ts";

/** The day, chosen ids by group, and the evening's numbers; only what was given. */
export type Numbers = Record<string, Json>;

/** A day as it is filled in, and the revision of its letter that this begins from. */
export interface FilledDay {
  base: number;
  numbers: Numbers;
  note: string;
}
export const GROUPS = ["feelings", "body", "sensations", "triggers"] as const;
export type Group = (typeof GROUPS)[number];

/** Readable numbers and sealed text of a letter. "Just for me" seals the numbers too. */
export function letterOf(numbers: Numbers, note: string, share: boolean): { readable: Numbers; text: Text } {
  const words = note ? { note } : {};
  if (share) return { readable: numbers, text: words };
  return { readable: {}, text: { ...words, numbers: JSON.stringify(numbers) } };
}

/** The numbers of an opened check-in, shared or not. */
export function numbersIn(inner: Inner): Numbers {
  if (inner.couple !== null || typeof inner.text === "string") return inner.readable;
  const numbers: unknown = JSON.parse(inner.text["numbers"] ?? "{}");
  return numbers !== null && typeof numbers === "object" ? (numbers as Numbers) : {};
}

export function noteIn(inner: Inner): string {
  return typeof inner.text === "string" ? inner.text : (inner.text["note"] ?? "");
}

/** The ids of one group, such as the feelings. */
export function idsOf(numbers: Numbers, group: Group): string[] {
  const ids = numbers[group];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}

/** Whether something was said beyond the day itself. */
export function saysSomething(numbers: Numbers): boolean {
  return Object.keys(numbers).some((name) => name !== "day");
}
