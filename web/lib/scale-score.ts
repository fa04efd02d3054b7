/**
 * What answers come to, worked out here and nowhere else: the server never sees one.
 *
 * Promise: pure; the order of items changes nothing. No norms and no cut-offs. A standard error and a
 * word of change come from figures with a source, or not at all.
 */

import type { Question, Scale, Score } from "./scale-read.ts";

/** By linkId: the code that was chosen, or the whole number. */
export type Answers = Record<string, string | number>;
export interface Scored {
  state: "scored";
  value: number;
  answered: number;
  of: number;
  /** 95 in 100, within the range; null where the scale's error is not known. */
  band: [number, number] | null;
}
export interface TooFew {
  state: "too-few";
  answered: number;
  of: number;
  least: number;
}
export type Result = Scored | TooFew;

const Z = 1.96;
const PLACES = 1e6;

/** The scores of one set of answers, in the scale's own order. */
export function resultsOf(scale: Scale, answers: Answers): Result[] {
  return scale.scores.map((score) => resultOf(scale, score, answers));
}

export function resultOf(scale: Scale, score: Score, answers: Answers): Result {
  const asked = scale.items.filter((one): one is Question => one.kind !== "text" && score.items.includes(one.id));
  const values = asked.flatMap((one) => {
    const value = valueOf(one, answers[one.id]);
    return value === null ? [] : [score.reverse.includes(one.id) ? turned(one, value) : value];
  });
  const [answered, of] = [values.length, score.items.length];
  if (answered < Math.max(1, score.least_answered)) return { state: "too-few", answered, of, least: score.least_answered };
  // Sorted, so that the order of the items does not show in the last binary digit.
  const mean = values.sort((a, b) => a - b).reduce((sum, one) => sum + one, 0) / answered;
  const value = rounded(score.method === "mean" ? mean : mean * of);
  return { state: "scored", value, answered, of, band: bandOf(score, value) };
}

/** What an answer counts, before any turning; null for none, or for what could not be answered. */
export function valueOf(item: Question, answer: string | number | undefined): number | null {
  if (item.kind === "choice") return item.options.find((one) => one.code === answer)?.number ?? null;
  const whole = typeof answer === "number" && Number.isInteger(answer);
  return whole && answer >= item.low && answer <= item.high ? answer : null;
}

/** The same distance from the other end. Twice is as before. */
export function turned(item: Question, value: number): number {
  const values = item.kind === "choice" ? item.options.map((one) => one.number ?? 0) : [item.low, item.high];
  return rounded(Math.min(...values) + Math.max(...values) - value);
}

/** sd · √(1 − α): the standard error of measurement of classical test theory; null without its figures. */
export function errorOf(score: Score): number | null {
  return score.reliability && score.reliability.sd * Math.sqrt(1 - score.reliability.alpha);
}

function bandOf(score: Score, value: number): [number, number] | null {
  const error = errorOf(score);
  if (error === null) return null;
  const [low, high] = score.range;
  return [Math.max(low, rounded(value - Z * error)), Math.min(high, rounded(value + Z * error))];
}

/**
 * Whether two scores lie further apart than retesting alone brings in 95 of 100 cases (Jacobson & Truax
 * 1991, with the retest figure): |difference| > 1.96 · √2 · sd · √(1 − r). Null, and no word of change,
 * without a sourced figure, or where an answer was left out.
 */
export function changeOf(score: Score, before: Result, after: Result): "beyond" | "within" | null {
  if (!score.retest || before.state !== "scored" || after.state !== "scored") return null;
  if (before.answered < before.of || after.answered < after.of) return null;
  const margin = Z * Math.SQRT2 * score.retest.sd * Math.sqrt(1 - score.retest.r);
  return Math.abs(after.value - before.value) > margin ? "beyond" : "within";
}

function rounded(value: number): number {
  return Math.round(value * PLACES) / PLACES;
}
