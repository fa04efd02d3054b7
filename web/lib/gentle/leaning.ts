/**
 * Which way a message leans as a whole, by its ordinary words: above nought towards hard, below towards gentle.
 *
 * It notices nothing by itself. It decides how much a pattern has to go by: a broad one is heard where the words
 * around it lean hard as well, and any but the plainest is spared where they lean the other way.
 */

export interface LeaningRule {
  start: number;
  /** What each sign adds, in hundredths. */
  signs: Record<string, number>;
  /** How far a message has to lean for a pattern to be heard, in hundredths: plain, weak and cold ones. */
  least: { plain: number; weak: number; cold: number };
}

export interface Leaning extends LeaningRule {
  /** The lists whose words are signs as well, by their name in pointed brackets. */
  lists: [string, RegExp][];
}

/** The lists of the rules that are signs. */
export const LISTS = ["bad", "noun", "negative", "praise", "mockname", "thing"] as const;

/** How far a plain text leans, in hundredths. `tone` says whether it is warm, or has a softer word in it. */
export function leaning(text: string, tone: { warm: boolean; soft: boolean }, rule: Leaning): number {
  let sum = rule.start;
  for (const sign of signs(text, tone, rule.lists)) sum += Object.hasOwn(rule.signs, sign) ? (rule.signs[sign] ?? 0) : 0;
  return sum;
}

/** The signs in a plain text: words, pairs of words, how its sentences begin, and what lists have a word there. */
export function signs(text: string, tone: { warm: boolean; soft: boolean }, lists: [string, RegExp][]): Set<string> {
  const found = new Set<string>();
  let before = "^";
  let first = "";
  const words = text.match(/[a-z0-9']+|[.!?,*]/g) ?? [];
  for (const word of words) {
    const mark = /^[.!?,]$/.test(word);
    found.add(word).add(`${before} ${word}`);
    if (first !== "" && !mark) found.add(`^ ${first} ${word}`);
    first = before === "^" && !mark ? word : "";
    before = mark ? "^" : word;
  }
  for (const [name, list] of lists) if (list.test(text)) found.add(name);
  for (const trait of traits(text, words, tone)) found.add(trait);
  return found;
}

function traits(text: string, words: string[], tone: { warm: boolean; soft: boolean }): string[] {
  const ends = words.filter((word) => /^[.!?]$/.test(word)).length;
  return [
    tone.warm ? "#warm" : "#plain",
    tone.soft ? "#soft" : "#hard",
    /\byou\b/.test(text) ? "#you" : "#no-you",
    /\b(?:i|we|us|me)\b/.test(text) ? "#we" : "#no-we",
    `#sentences-${Math.min(4, ends)}`,
    `#length-${Math.min(4, Math.floor(words.length / 8))}`,
  ];
}
