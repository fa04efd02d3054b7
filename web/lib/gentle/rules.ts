/** The rules as the content files hold them, and made ready to run. */

import { type Leaning, type LeaningRule, LISTS } from "./leaning.ts";

export interface PatternRule {
  id: string;
  find: string[];
  unless: string[];
  also: string[];
  weak: boolean;
  cold: boolean;
  lean: number | null;
  last: boolean;
  weight: number;
  say: string;
}

export interface KindRule {
  kind: string;
  title: string;
  why: string;
  offer: string;
  least: number;
  unless: string[];
  pattern: PatternRule[];
}

export interface RuleBook {
  lists: Record<string, string[]>;
  reported: string[];
  warm: string[];
  soft: string[];
  slips: string[];
  leaning: LeaningRule;
  kinds: KindRule[];
}

export interface Pattern {
  id: string;
  find: RegExp[];
  unless: RegExp[];
  also: string[];
  weak: boolean;
  /** How far a message has to lean, in hundredths, for this to be heard in it. */
  lean: number;
  /** Heard where nothing else is. */
  last: boolean;
  cold: boolean;
  weight: number;
  say: string;
}

export interface Kind extends Omit<KindRule, "pattern" | "unless"> {
  unless: RegExp[];
  patterns: Pattern[];
}

export interface Rules {
  kinds: Kind[];
  reported: RegExp[];
  warm: RegExp[];
  soft: RegExp[];
  slips: string[];
  leaning: Leaning;
}

/** Make the rules ready. Throws when a pattern names a list that is not there. */
export function ready(book: RuleBook): Rules {
  const lists = new Map<string, string>();
  const full = (source: string): string =>
    source.replace(/<([a-z]+)>/g, (_, name: string) => {
      const known = lists.get(name);
      if (known) return known;
      const words = book.lists[name];
      if (!words) throw new Error(`no list is called ${name}`);
      // Longest first, so that “drama queen” is found before “drama”.
      const made = `(?:${words.map(full).sort((a, b) => b.length - a.length).join("|")})`;
      lists.set(name, made);
      return made;
    });
  const whole = (source: string): RegExp => new RegExp(`(?:(?<![a-z'])|(?=[.!?,]))(?:${full(source)})(?![a-z'])`, "dgu");
  const plainly = (source: string): RegExp => new RegExp(`(?<![a-z'])(?:${full(source)})(?![a-z'])`, "u");
  const ending = (source: string): RegExp => new RegExp(`(?<![a-z'])(?:${full(source)})[ ,]*$`, "u");
  return {
    slips: book.slips,
    reported: book.reported.map(ending),
    warm: book.warm.map(whole),
    soft: book.soft.map(whole),
    leaning: { ...book.leaning, lists: LISTS.filter((name) => name in book.lists).map((name) => [`<${name}>`, plainly(`<${name}>`)]) },
    kinds: book.kinds.map(({ pattern, unless, ...kind }) => ({
      ...kind,
      unless: unless.map(whole),
      patterns: pattern.map((one) => ({
        ...one, lean: one.lean ?? least(one, book.leaning), find: one.find.map(whole), unless: one.unless.map(whole),
      })),
    })),
  };
}

function least(one: PatternRule, { least }: LeaningRule): number {
  return one.cold ? least.cold : one.weak ? least.weak : least.plain;
}
