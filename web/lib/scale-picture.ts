/** One score over time, for oneself: its line, and around it a band of how sure it is. */

import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import type { Score } from "./scale-read.ts";
import { told } from "./scale-words.ts";

export interface Point {
  at: number; // milliseconds
  day: string;
  value: number;
  band: [number, number] | null;
}

const SVG = "http://www.w3.org/2000/svg";
const WIDE = 340;
const HIGH = 170;
const EDGE = { left: 34, right: 12, top: 12, bottom: 26 };

/** A figure with the picture, and the same as a table. `points` are in order, the oldest first. */
export function pictureOf(score: Score, points: Point[]): HTMLElement {
  const figure = document.createElement("figure");
  figure.className = "scale-picture";
  figure.append(drawing(score, points), table(score, points));
  return figure;
}

function shape(name: string, attributes: Record<string, string | number>, words = ""): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (words) made.textContent = words;
  return made;
}

function drawing(score: Score, points: Point[]): SVGElement {
  const first = points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? 0;
  const x = scaleLinear([first, last], [EDGE.left + 8, WIDE - EDGE.right - 8]);
  const across = (one: Point): number => (first === last ? (WIDE + EDGE.left - EDGE.right) / 2 : x(one.at));
  const y = scaleLinear(score.range, [HIGH - EDGE.bottom, EDGE.top]);
  const svg = shape("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true" });
  for (const value of [score.range[0], (score.range[0] + score.range[1]) / 2, score.range[1]]) {
    svg.append(shape("line", { class: "rule", x1: EDGE.left, x2: WIDE - EDGE.right, y1: y(value), y2: y(value) }));
    svg.append(shape("text", { x: EDGE.left - 6, y: y(value) + 4, "text-anchor": "end" }, told(value)));
  }
  const band = area<Point>().x(across).y0((one) => y(one.band?.[0] ?? one.value)).y1((one) => y(one.band?.[1] ?? one.value));
  svg.append(shape("path", { class: "band", d: band(points) ?? "" }));
  svg.append(shape("path", { class: "line", d: line<Point>().x(across).y((one) => y(one.value))(points) ?? "" }));
  for (const one of points) svg.append(...mark(across(one), y, one));
  svg.append(...days(points, across));
  return svg;
}

/** A point, and a whisker as long as its error. */
function mark(x: number, y: (value: number) => number, one: Point): SVGElement[] {
  const whisker = one.band ? [shape("line", { class: "whisker", x1: x, x2: x, y1: y(one.band[0]), y2: y(one.band[1]) })] : [];
  return [...whisker, shape("circle", { cx: x, cy: y(one.value), r: 4 })];
}

function days(points: Point[], across: (one: Point) => number): SVGElement[] {
  const ends = [...new Set([points[0], points.at(-1)])].filter((one): one is Point => one !== undefined);
  return ends.map((one, at) => {
    const anchor = ends.length === 1 ? "middle" : at ? "end" : "start";
    const x = across(one) + (anchor === "start" ? -8 : anchor === "end" ? 8 : 0);
    return shape("text", { x, y: HIGH - 6, "text-anchor": anchor }, one.day);
  });
}

function table(score: Score, points: Point[]): HTMLElement {
  const more = document.createElement("details");
  more.className = "more";
  more.append(document.createElement("summary"), document.createElement("table"));
  const [summary, grid] = [more.children[0] as HTMLElement, more.children[1] as HTMLTableElement];
  summary.textContent = "The same as a table";
  grid.className = "scale-table";
  grid.createCaption().textContent = score.name;
  row(grid.createTHead(), "th", ["Day", "Score", "Most likely between"]);
  const body = grid.createTBody();
  for (const one of [...points].reverse()) {
    const between = one.band ? `${told(one.band[0])} and ${told(one.band[1])}` : "not known";
    row(body, "td", [one.day, told(one.value), between]);
  }
  return more;
}

function row(into: HTMLTableSectionElement, name: "th" | "td", cells: string[]): void {
  const line = into.insertRow();
  for (const words of cells) {
    const cell = line.appendChild(document.createElement(name));
    if (name === "th") cell.setAttribute("scope", "col");
    cell.textContent = words;
  }
}
