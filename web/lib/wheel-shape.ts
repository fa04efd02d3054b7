/**
 * The geometry of the feelings wheel, in CSS pixels.
 *
 * The wheel has one shape at two distances. Far away all of it fits the stage. Near by, its middle lies
 * outside the left edge, and one family's twelve words stand to the right like lines in a fan. `frame`
 * gives every state between the two, so that coming nearer is one movement.
 */

export const FAMILY = 30; // degrees of a family
export const WORD = 2.5; // degrees of a word
const LINE = 35; // pixels between two words near by, along the beginnings of the words
const BAND = 46; // pixels of the family's band near by
const EDGE = 8; // pixels left of that band

export interface Frame {
  width: number;
  height: number;
  x: number;
  y: number;
  /** Four radii: the hub's, the family ring's two, the end of the words' ring. */
  hub: number;
  inner: number;
  outer: number;
  rim: number;
}

const near = LINE / ((WORD * Math.PI) / 180);

/** The wheel on a stage of this width; `closeness` runs from 0, all of it, to 1, one family. */
export function frame(width: number, closeness: number): Frame {
  const far = Math.min(width, 460);
  const radius = far / 2 - 6;
  const tall = 2 * near * Math.sin((FAMILY / 2 / 180) * Math.PI) + 56;
  const between = (from: number, to: number) => from + (to - from) * closeness;
  const start = EDGE + BAND;
  return {
    width,
    height: between(far, tall),
    x: between(width / 2, start - near),
    y: between(far, tall) / 2,
    hub: between(radius * 0.3, near - BAND - 40),
    inner: between(radius * 0.3, near - BAND),
    outer: between(radius * 0.86, near - 3),
    rim: between(radius, near - start + Math.min(width, 400) - 6),
  };
}

/** A point at `angle` degrees clockwise from the top, `radius` from the middle. */
export function point({ x, y }: Frame, angle: number, radius: number): [number, number] {
  const turn = (angle * Math.PI) / 180;
  return [x + radius * Math.sin(turn), y - radius * Math.cos(turn)];
}

/** The path of a piece of a ring. */
export function piece(f: Frame, from: number, to: number, inner: number, outer: number): string {
  const spot = (angle: number, radius: number) =>
    point(f, angle, radius).map((n) => n.toFixed(1)).join(" ");
  const arc = (radius: number, way: 0 | 1, angle: number) =>
    `A${radius.toFixed(1)} ${radius.toFixed(1)} 0 0 ${way} ${spot(angle, radius)}`;
  return `M${spot(from, inner)}L${spot(from, outer)}${arc(outer, 1, to)}L${spot(to, inner)}${arc(inner, 0, from)}Z`;
}

/** Where text stands along a spoke, and turned how far, so that it is never upside down. */
export function along(f: Frame, angle: number, radius: number): string {
  const [x, y] = point(f, angle, radius);
  const flipped = wrap(angle) < 0;
  return `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${(angle + (flipped ? 90 : -90)).toFixed(2)})`;
}

/** Where text stands across a spoke, following the ring. */
export function across(f: Frame, angle: number, radius: number): string {
  const [x, y] = point(f, angle, radius);
  return `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${(angle - 180).toFixed(2)})`;
}

/** The same angle between -180 and 180. */
export function wrap(angle: number): number {
  return ((((angle + 180) % 360) + 360) % 360) - 180;
}
