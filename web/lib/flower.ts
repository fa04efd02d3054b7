/** A day's feelings as a flower: each petal points to where its feeling lies on the wheel. */

import { bearing, type Place, tone } from "./circumplex.ts";

const APART = 27; // degrees that keep two petals from lying on each other

/** A small drawing of these feelings; for eyes alone, so the words have to stand beside it. */
export function flower(feelings: Place[]): SVGElement {
  const svg = draw("svg", { viewBox: "-20 -20 40 40", "aria-hidden": "true", class: "flower" });
  const sorted = [...feelings].sort((one, other) => bearing(one) - bearing(other));
  const turns = spread(sorted.map(bearing));
  sorted.forEach((one, index) => {
    const length = 11.5 + Math.hypot(one.pleasant, one.energy) * 1.3;
    const wide = length * 0.36;
    const petal = draw("path", {
      d: `M0 -1.5C${wide * 1.2} ${-length * 0.4} ${wide} ${-length} 0 ${-length}C${-wide} ${-length} ${-wide * 1.2} ${-length * 0.4} 0 -1.5Z`,
      transform: `rotate(${(turns[index] ?? 0).toFixed(1)})`,
    });
    petal.style.fill = tone(one);
    svg.append(petal);
  });
  svg.append(draw("circle", { r: sorted.length ? "2.2" : "3" }));
  return svg;
}

function draw(tag: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** Sorted bearings moved apart, and back so that their middle stays where it was. */
function spread(bearings: number[]): number[] {
  const moved: number[] = [];
  for (const one of bearings) moved.push(Math.max(one, (moved.at(-1) ?? -Infinity) + APART));
  const drift = moved.reduce((sum, one, index) => sum + one - (bearings[index] ?? 0), 0) / (moved.length || 1);
  return moved.map((one) => one - drift);
}
