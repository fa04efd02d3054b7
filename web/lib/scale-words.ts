/** Scores in sentences: the number, how sure it is, and nothing about what it would mean. */

import type { Scale, Score } from "./scale-read.ts";
import { changeOf, type Result, resultsOf, type Answers } from "./scale-score.ts";

/** At most one decimal. */
export function told(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The score and its error. */
export function resultWords(score: Score, result: Result): string {
  if (result.state === "too-few") {
    return `No score: ${result.answered} of ${result.of} answered, and it takes ${result.least}.`;
  }
  const [low, high] = score.range;
  const number = `${told(result.value)}, where ${told(low)} to ${told(high)} is possible.`;
  const sure = result.band
    ? ` With its measurement error, most likely between ${told(result.band[0])} and ${told(result.band[1])}.`
    : " Its error is not known.";
  const left = result.of - result.answered;
  const wider = result.band ? ", so it is less sure than that" : "";
  return number + sure + (left ? ` ${left === 1 ? "One answer was" : `${left} answers were`} left out${wider}.` : "");
}

/** Everything that one set of answers came to, in a line for each score. */
export function allWords(scale: Scale, answers: Answers): string {
  const lines = resultsOf(scale, answers).map((one, at) => {
    const score = scale.scores[at] as Score;
    return `${score.name}: ${resultWords(score, one)}`;
  });
  return lines.join("\n");
}

/** The same in few words, for a list. */
export function briefWords(scale: Scale, answers: Answers): string {
  const lines = resultsOf(scale, answers).map((one, at) => {
    const { name } = scale.scores[at] as Score;
    if (one.state === "too-few") return `${name}: no score, ${one.answered} of ${one.of} answered`;
    const band = one.band ? `, most likely between ${told(one.band[0])} and ${told(one.band[1])}` : "";
    return `${name}: ${told(one.value)}${band}`;
  });
  return lines.join("\n");
}

/** The newest beside the one before it; "" where no sourced figure lets anything be said. */
export function changeWords(score: Score, before: Result, after: Result, since: string): string {
  const change = changeOf(score, before, after);
  if (!change || before.state !== "scored" || after.state !== "scored") return "";
  const from = `Since ${since}, from ${told(before.value)} to ${told(after.value)}.`;
  return change === "beyond"
    ? `${from} That is further apart than answering twice brings by itself in 95 of 100 cases.`
    : `${from} Answering twice can bring as much by itself, so nothing can be told from it.`;
}

/** Where the figures come from, for the small print. */
export function sourceWords(score: Score): string {
  const { reliability, retest } = score;
  const error = reliability ? [`Error from alpha = ${reliability.alpha}, sd = ${reliability.sd} (${reliability.source}).`] : [];
  const again = retest ? [`Retest r = ${retest.r}, sd = ${retest.sd} (${retest.source}).`] : [];
  return [...error, ...again].join(" ");
}
