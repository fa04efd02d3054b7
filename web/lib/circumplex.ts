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

/** Tokens at their bearings: gold is lively and pleasant, tide calm, plum low, clay heated. */
const FIRST = 85;
const STOPS: [number, string][] = [
  [FIRST, "var(--care)"],
  [160, "var(--tide)"],
  [235, "var(--both)"],
  [320, "var(--clay)"],
  [FIRST + 360, "var(--care)"],
];

/** A CSS colour for a feeling: a mix of the two tokens it lies between, on which --on-colour can be read. */
export function tone(place: Place): string {
  const angle = ((bearing(place) + 360 - FIRST) % 360) + FIRST;
  const next = STOPS.findIndex(([stop]) => stop > angle);
  const [from, first] = STOPS[next - 1] ?? [0, "var(--ink)"];
  const [to, second] = STOPS[next] ?? [1, "var(--ink)"];
  const share = Math.round(((to - angle) / (to - from)) * 100);
  return `color-mix(in oklab, ${first} ${share}%, ${second})`;
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
