/** One or two courses from 0 to 10 over days: a line, a band of what would fit as well, and gaps kept. */

import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";
import { drawn, fewer, given, keepDrawn, picture } from "../lib/chart.ts";

type Spot = [middle: number, low: number, high: number] | null;
interface Series {
  side: "clay" | "tide";
  name: string;
  level: Spot[];
  said: (number | null)[];
}
interface Course {
  days: number;
  ticks: [number, string][];
  series: Series[];
}
type Place = [number, Spot];

const LEFT = 24, RIGHT = 10, TOP = 10, BOTTOM = 24; // pixels around what is drawn
const PER_TICK = 64; // pixels that a tick's name needs
const MARKS = [0, 5, 10];

class LineChart extends HTMLElement {
  private observer: ResizeObserver | undefined;

  connectedCallback(): void {
    const course = given<Course>(this);
    this.observer = keepDrawn(this, (width) => draw(course, width, this.dataset["label"] ?? ""));
  }

  disconnectedCallback(): void {
    this.observer?.disconnect();
  }
}

function draw(course: Course, width: number, label: string): SVGElement {
  const height = Math.round(Math.min(320, Math.max(200, width * 0.45)));
  const x = scaleLinear([0, Math.max(1, course.days - 1)], [LEFT, width - RIGHT]);
  const y = scaleLinear([0, 10], [height - BOTTOM, TOP]);
  const marks = MARKS.flatMap((mark) => [
    drawn("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: y(mark), y2: y(mark) }),
    drawn("text", { class: "tick", x: LEFT - 8, y: y(mark) + 4, "text-anchor": "end" }, String(mark)),
  ]);
  const ticks = fewer(course.ticks, Math.floor((width - LEFT) / PER_TICK)).map(([place, name]) => {
    const anchor = x(place) < LEFT + 16 ? "start" : x(place) > width - RIGHT - 20 ? "end" : "middle";
    return drawn("text", { class: "tick", x: x(place), y: height - 6, "text-anchor": anchor }, name);
  });
  const strands = course.series.map((one) => strand(one, x, y));
  return picture(width, height, label, [...marks, ...ticks, ...strands]);
}

function strand(one: Series, x: (value: number) => number, y: (value: number) => number): SVGElement {
  const places: Place[] = one.level.map((spot, index) => [index, spot]);
  const known = ([, spot]: Place): boolean => spot !== null;
  const band = area<Place>()
    .defined(known)
    .x(([index]) => x(index))
    .y0(([, spot]) => y(spot?.[1] ?? 0))
    .y1(([, spot]) => y(spot?.[2] ?? 0))
    .curve(curveMonotoneX);
  const middle = line<Place>()
    .defined(known)
    .x(([index]) => x(index))
    .y(([, spot]) => y(spot?.[0] ?? 0))
    .curve(curveMonotoneX);
  const dots = one.said.flatMap((said, index) =>
    said === null ? [] : [drawn("circle", { class: "dot", cx: x(index), cy: y(said), r: 2.5 })],
  );
  return drawn(
    "g",
    { class: one.side },
    drawn("path", { class: "band", d: band(places) ?? "" }),
    ...dots,
    drawn("path", { class: "line", d: middle(places) ?? "" }),
  );
}

customElements.define("line-chart", LineChart);
