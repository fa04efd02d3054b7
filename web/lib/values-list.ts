/** A list of chosen values: five that come first, in order, and up to five more. */

import type { Text } from "../sealing/letter.ts";

export const FIRST = 5;
export const AT_MOST = 10;

/** As it is sealed: ids with spaces between, the first five apart. */
export function toText(chosen: string[]): Record<string, string> {
  const [five, rest] = [chosen.slice(0, FIRST), chosen.slice(FIRST, AT_MOST)];
  return { five: five.join(" "), ...(rest.length ? { rest: rest.join(" ") } : {}) };
}

/** The ids in their order; whatever else stands in the letter is left out. */
export function fromText(text: Text): string[] {
  if (typeof text === "string") return [];
  const ids = [text["five"] ?? "", text["rest"] ?? ""].join(" ").split(" ").filter(Boolean);
  return [...new Set(ids)].slice(0, AT_MOST);
}

/** What stands in both lists, in the order of the first. */
export function shared(mine: string[], theirs: string[]): string[] {
  return mine.filter((one) => theirs.includes(one));
}
