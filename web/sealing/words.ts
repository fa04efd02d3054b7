/**
 * Words for people: passphrases to remember, and pair words to compare aloud.
 *
 * Promise: the list has 7,776 different words of a to z (the EFF's long list as @zxcvbn-ts ships
 * it, four spellings changed), is loaded when first needed, and is sorted here so that an index
 * means the same word to both partners.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "./bytes.ts";
import { SealingError } from "./errors.ts";

const listLength = 7_776; // 6⁵: 12.9 bits a word
const pairLength = 4;
const pairBits = 13n;

let list: Promise<readonly string[]> | undefined;

/** The sorted word list. */
export function diceware(): Promise<readonly string[]> {
  list ??= load();
  list.catch(() => (list = undefined)); // offline now is not offline for ever
  return list;
}

/** A passphrase of random words: five give 64 bits, six give 77. */
export async function generatePassphrase(words: 5 | 6 = 5): Promise<string> {
  const all = await diceware();
  return Array.from({ length: words }, () => all[randomBelow(all.length)]).join(" ");
}

/**
 * The four words that both partners see when, and only when, they hold the same keys.
 *
 * `pins` maps each person's id to the key they sign with. A stranger between the two has one chance
 * in 2⁵⁰ or so.
 */
export async function pairWords(
  coupleRecipient: string,
  pins: Record<string, string>,
): Promise<string[]> {
  const lines = Object.entries(pins).map(([person, verify]) => `${person} ${verify}`);
  const digest = sha256(utf8(["twofold pair v1", coupleRecipient, ...lines.sort()].join("\n")));
  const first = digest.slice(0, 7).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  const bits = first >> 4n; // 52 of 56
  const all = await diceware();
  return Array.from({ length: pairLength }, (_, at) => {
    const index = (bits >> (pairBits * BigInt(pairLength - 1 - at))) & 8191n;
    return all[Number(index) % all.length] ?? "";
  });
}

async function load(): Promise<readonly string[]> {
  const { default: words } = await import("@zxcvbn-ts/language-common/dist/diceware.json.mjs");
  const sorted = [...new Set(words)].sort();
  if (sorted.length !== listLength) throw new SealingError("The list of words is not complete.");
  return sorted;
}

/**
 * Uniform below `limit` (at most 65,536): draws that would favour the first words are thrown away.
 */
function randomBelow(limit: number): number {
  const draws = new Uint16Array(1);
  const fair = 65_536 - (65_536 % limit);
  for (;;) {
    const [draw = fair] = crypto.getRandomValues(draws);
    if (draw < fair) return draw % limit;
  }
}
