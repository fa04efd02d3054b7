/** Answers from 0 to 10 as piles of dots, a row for each sort of day, with the middle and what would fit as well. */

import { scaleLinear } from "d3-scale";
import { dotsFor, drawn, given, keepDrawn, picture } from "../lib/chart.ts";

interface Group {
  name: string;
  counts: number[];
  middle: number;
  low: number;
  high: number;
}
interface Strips {
  side: "clay" | "tide";
  groups: Group[];
  ends: string[]; // what 0 and 10 mean
  unit: [string, string]; // one, and several
}

const LEFT = 12, RIGHT = 12; // pixels around what is drawn
const NAME = 22, INTERVAL = 20, BOTTOM = 22; // pixels of a row's name, of its middle, and below all
const HIGHEST = 10; // dots in a pile
const SPACE = 7; // pixels from dot to dot
const MARKS = [0, 5, 10];

class StripChart extends HTMLElement {
  private observer: ResizeObserver | undefined;

  connectedCallback(): void {
    const strips = given<Strips>(this);
    this.observer = keepDrawn(this, (width) => draw(strips, width, this.dataset["label"] ?? ""));
  }

  disconnectedCallback(): void {
    this.observer?.disconnect();
  }
}

function draw({ side, groups, ends, unit }: Strips, width: number, label: string): SVGElement {
  const each = dotsFor(groups.flatMap((one) => one.counts), HIGHEST);
  const x = scaleLinear([0, 10], [LEFT, width - RIGHT]);
  const parts: SVGElement[] = [];
  let top = 0;
  groups.forEach((group, index) => {
    const pile = Math.max(1, ...group.counts.map((count) => dots(count, each)));
    const floor = top + NAME + pile * SPACE;
    parts.push(row(group, index, { x, top, floor, each, unit }));
    top = floor + INTERVAL + 8;
  });
  const marks = MARKS.map((mark) => {
    const anchor = mark === 0 ? "start" : mark === 10 ? "end" : "middle";
    const at = mark === 0 ? 2 : mark === 10 ? width - 2 : x(mark);
    return drawn("text", { class: "tick", x: at, y: top + BOTTOM - 8, "text-anchor": anchor }, named(mark, ends));
  });
  const about = each > 1 ? `${label} One dot stands for about ${each}.` : label;
  return picture(width, top + BOTTOM, about, [drawn("g", { class: side }, ...parts), ...marks]);
}

interface Ground {
  x: (value: number) => number;
  top: number;
  floor: number;
  each: number;
  unit: [string, string];
}

function row(group: Group, index: number, { x, top, floor, each, unit }: Ground): SVGElement {
  const total = group.counts.reduce((sum, count) => sum + count, 0);
  const counted = `${total} ${unit[total === 1 ? 0 : 1]}`;
  const one = each > 1 ? `${counted}, one dot for about ${each}` : counted;
  const middle = floor + INTERVAL / 2 + 3;
  const piles = group.counts.flatMap((count, answer) =>
    Array.from({ length: dots(count, each) }, (_, number) =>
      drawn("circle", { class: "dot", cx: x(answer), cy: floor - (number + 0.5) * SPACE, r: 2.8 }),
    ),
  );
  return drawn(
    "g",
    { class: index % 2 ? "sort filled" : "sort" },
    drawn("text", { class: "name", x: 2, y: top + 14 }, group.name, drawn("tspan", { class: "tick", dx: 8 }, one)),
    drawn("line", { class: "grid", x1: x(0), x2: x(10), y1: floor + 2, y2: floor + 2 }),
    ...piles,
    drawn("line", { class: "interval", x1: x(group.low), x2: x(group.high), y1: middle, y2: middle }),
    drawn("circle", { class: "middle", cx: x(group.middle), cy: middle, r: 5 }),
  );
}

function named(mark: number, [least, most]: string[]): string {
  const meaning = mark === 0 ? least : mark === 10 ? most : "";
  return meaning ? `${mark}, ${meaning}` : String(mark);
}

function dots(count: number, each: number): number {
  return count === 0 ? 0 : Math.max(1, Math.round(count / each));
}

customElements.define("strip-chart", StripChart);
