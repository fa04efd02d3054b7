/**
 * Where a feeling lies between hard and pleasant, quiet and lively; and what follows from it for the eye.
 *
 * Promise: the wheel, the chips and the month use the same colours and the same directions. Colour is
 * never the only sign: a direction says the same.
 */

/** Both from -4 to 4: how pleasant a feeling is, and how much energy it carries. */
export interface Place {
  pleasant: number;
  energy: number;
}

/** A CSS colour between four tokens: gold is lively and pleasant, tide calm, plum low, clay heated. */
export function tone({ pleasant, energy }: Place): string {
  const lively = mix("var(--care)", "var(--clay)", pleasant);
  const quiet = mix("var(--tide)", "var(--both)", pleasant);
  return mix(lively, quiet, energy);
}

function mix(high: string, low: string, at: number): string {
  const share = Math.round(((Math.max(-4, Math.min(4, at)) + 4) / 8) * 100);
  return `color-mix(in oklab, ${high} ${share}%, ${low})`;
}

/** Degrees clockwise from the top: up is lively, right is pleasant. */
export function bearing({ pleasant, energy }: Place): number {
  return (Math.atan2(pleasant, energy) * 180) / Math.PI;
}

/** The place at a bearing, at the rim. */
export function at(degrees: number): Place {
  const turn = (degrees * Math.PI) / 180;
  return { pleasant: 4 * Math.sin(turn), energy: 4 * Math.cos(turn) };
}
