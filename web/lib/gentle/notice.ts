/**
 * Notices words that may land hard. Pure: text in, notices out; nothing is kept, stored or sent.
 *
 * It knows patterns and not people: it misses things, and it is mistaken at times. So it offers, and decides nothing.
 */

import { leaning } from "./leaning.ts";
import { Reading } from "./reading.ts";
import type { Kind, Pattern, Rules } from "./rules.ts";

export interface Notice {
  kind: string;
  pattern: string;
  /** Other kinds that the same words belong to. */
  also: string[];
  title: string;
  why: string;
  offer: string;
  /** What may stand in the place of these words; "" where a change of words is not what helps. */
  say: string;
  /** Where the words stand in what was typed. */
  from: number;
  to: number;
  words: string;
}

/** How a message sounds as a whole: some patterns are heard in a cold one, and some are not in a warm one. */
export interface Tone {
  warm: boolean;
  cold: boolean;
  /** How far its words lean towards hard, in hundredths. */
  lean: number;
}

// The other ways to say it go on in the present: with one of these there is none to offer.
const PAST = /(ed|ought|told|said|went|came|stood|made|gave|took|left|did|was|were|been|had|got|saw|knew|thought)$/i;

interface Found {
  pattern: Pattern;
  match: RegExpExecArray;
}

/** Everything that may land hard, in the order it stands there; one notice for each kind and place. */
export function notice(typed: string, rules: Rules): Notice[] {
  const reading = new Reading(typed, rules.slips);
  const tone = toneOf(reading.text, rules);
  const heard = (last: boolean): Notice[] => rules.kinds.flatMap((kind) =>
    inKind(typed, reading, rules, { ...kind, patterns: kind.patterns.filter((one) => one.last === last) }, tone));
  const first = heard(false);
  const all = first.length > 0 ? first : heard(true);
  return all.sort((a, b) => a.from - b.from || b.to - a.to);
}

export function toneOf(text: string, rules: Rules): Tone {
  const warm = rules.warm.some((one) => test(one, text));
  const soft = warm || rules.soft.some((one) => test(one, text));
  return { warm, cold: !soft, lean: leaning(text, { warm, soft }, rules.leaning) };
}

/**
 * What is worth saying: one notice for each kind, and for each place the kind that stands first in the rules,
 * in the order of the words.
 */
export function oneEach(notices: Notice[], rules: Rules): Notice[] {
  const kept: Notice[] = [];
  for (const { kind } of rules.kinds) {
    const free = notices.find((one) => one.kind === kind && !kept.some((other) => one.from < other.to && other.from < one.to));
    if (free) kept.push(free);
  }
  return kept.sort((a, b) => a.from - b.from);
}

function inKind(typed: string, reading: Reading, rules: Rules, kind: Kind, tone: Tone): Notice[] {
  const found = kind.patterns
    .filter((pattern) => tone.lean >= pattern.lean && !(pattern.weak && tone.warm) && !(pattern.cold && !tone.cold))
    .flatMap((pattern) => matches(reading, rules, kind, pattern));
  const weight = found.reduce((sum, one) => sum + one.pattern.weight, 0);
  if (weight < kind.least) return [];
  if (kind.least > 1) return [spanning(typed, reading, kind, found)];
  return apart(found).map((one) => told(typed, reading, kind, one));
}

function matches(reading: Reading, rules: Rules, kind: Kind, pattern: Pattern): Found[] {
  return pattern.find
    .flatMap((find) => [...reading.text.matchAll(find)])
    .filter((match) => !spared(reading, rules, [...kind.unless, ...pattern.unless], match))
    .map((match) => ({ pattern, match }));
}

/** Whether the sentence around a match takes the edge off it: reported speech, or what the rule itself names. */
function spared(reading: Reading, rules: Rules, unless: RegExp[], match: RegExpExecArray): boolean {
  const [begins, ends] = bare(match);
  const [from, to] = reading.sentenceAt(begins, ends);
  const sentence = reading.text.slice(from, to);
  const before = reading.text.slice(from, begins);
  return rules.reported.some((one) => one.test(before)) || unless.some((one) => test(one, sentence));
}

/** Where the words of a match begin and end, without the marks around them. */
function bare(match: RegExpExecArray): [number, number] {
  const [words] = match;
  const begins = match.index + (words.length - words.replace(/^[ .!?,]+/, "").length);
  return [begins, Math.max(begins, match.index + words.replace(/[ .!?,]+$/, "").length)];
}

function test(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0; // these remember where they stopped
  return pattern.test(text);
}

/** Of matches that overlap, the first and longest. */
function apart(found: Found[]): Found[] {
  const sorted = found.toSorted((a, b) => a.match.index - b.match.index || b.match[0].length - a.match[0].length);
  let end = -1;
  return sorted.filter(({ match }) => {
    const fresh = match.index >= end;
    if (fresh) end = match.index + match[0].length;
    return fresh;
  });
}

function told(typed: string, reading: Reading, kind: Kind, { pattern, match }: Found): Notice {
  const [from, to] = reading.typedAt(...bare(match));
  const caught = typedGroup(typed, reading, match);
  const said = PAST.test(caught) ? "" : pattern.say.replace("$1", caught);
  return {
    kind: kind.kind, pattern: pattern.id, also: pattern.also, title: kind.title, why: kind.why, offer: kind.offer,
    say: likeBefore(said, typed, from), from, to, words: typed.slice(from, to),
  };
}

/** Many things at once are one notice, from the first of them to the last. */
function spanning(typed: string, reading: Reading, kind: Kind, found: Found[]): Notice {
  const starts = found.map(({ match }) => bare(match)[0]);
  const ends = found.map(({ match }) => bare(match)[1]);
  const [from, to] = reading.typedAt(Math.min(...starts), Math.max(...ends));
  const [first] = found;
  return {
    kind: kind.kind, pattern: first?.pattern.id ?? "", also: first?.pattern.also ?? [], title: kind.title, why: kind.why, offer: kind.offer,
    say: "", from, to, words: typed.slice(from, to),
  };
}

/** The word that a pattern catches, as it was typed. */
function typedGroup(typed: string, reading: Reading, match: RegExpExecArray): string {
  const where = match.indices?.[1];
  return where ? typed.slice(...reading.typedAt(...where)).trim() : "";
}

/** Begins as what it takes the place of: with a capital at the start of a sentence, and small within one. */
function likeBefore(said: string, typed: string, from: number): string {
  const starts = /(^|[.!?…\n]\s*)$/.test(typed.slice(0, from));
  const small = typed[from] === typed[from]?.toLowerCase();
  if (said === "" || /^(I\b|“)/.test(said)) return said;
  const first = starts && !small ? said[0]?.toUpperCase() : said[0]?.toLowerCase();
  return `${first ?? ""}${said.slice(1)}`;
}
