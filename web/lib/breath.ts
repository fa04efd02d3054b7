/** One paced breath: where in it a second lies, and how wide it is by then. */

export interface Phase {
  word: "In" | "Hold" | "Out";
  from: number;
  to: number;
  seconds: number;
  left: number;
}

/** Where in one breath `second` lies. */
export function phaseAt(second: number, into: number, hold: number, out: number): Phase {
  if (second < into) return { word: "In", from: 0, to: 1, seconds: into, left: into - second };
  if (second < into + hold) return { word: "Hold", from: 1, to: 1, seconds: hold, left: into + hold - second };
  return { word: "Out", from: 1, to: 0, seconds: out, left: into + hold + out - second };
}

/** How wide the breath is, 0–1, eased so that it turns round softly. */
export function widthOf({ from, to, seconds, left }: Phase): number {
  const share = seconds ? 1 - left / seconds : 1;
  return from + (to - from) * (0.5 - Math.cos(Math.PI * share) / 2);
}
