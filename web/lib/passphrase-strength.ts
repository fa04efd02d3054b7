/** How long a passphrase would hold against patient guessing. The lists it is held against load on first use. */

import type { ZxcvbnFactory, ZxcvbnResult } from "@zxcvbn-ts/core";

export interface Strength {
  enough: boolean;
  /** From 0 to 1, where 1 is enough. */
  share: number;
  sentence: string;
}

/** 10¹¹ tries of half a second each: a thousand machines would take more than a year. */
const ENOUGH = 11;

let judge: Promise<ZxcvbnFactory> | undefined;

/** Judge a passphrase; `names` are words that somebody who knows the person would try first. */
export async function strengthOf(passphrase: string, names: string[]): Promise<Strength> {
  judge ??= load();
  judge.catch(() => (judge = undefined)); // offline now is not offline for ever
  const result = (await judge).check(passphrase, names.flatMap(guessable));
  const share = Math.min(1, result.guessesLog10 / ENOUGH);
  return { enough: share === 1, share, sentence: sentenceFor(result, share) };
}

/** A name, and the parts of a name or an address that would be tried on their own. */
function guessable(name: string): string[] {
  return [name, ...name.split(/[\s@._-]+/u)].filter((part) => part.length > 1);
}

function sentenceFor(result: ZxcvbnResult, share: number): string {
  if (share === 1) return "Good. This would take years to guess.";
  const found = result.sequence.flatMap((match) =>
    "dictionaryName" in match ? [match.dictionaryName] : [],
  );
  if (found.includes("userInputs"))
    return "It leans on your name, which is tried first. Choose words that have nothing to do with you.";
  if (found.some((name) => name.startsWith("passwords")))
    return "Part of it is on the lists of passphrases people often choose. Other words hold better.";
  return share > 0.7
    ? "Nearly there. One more unlikely word is enough."
    : "Quick to guess so far. A few more words, unlike each other, help most.";
}

async function load(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
}
