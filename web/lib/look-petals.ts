/**
 * Six petals round a middle, one for each thing that closeness grows from; drawn for one, or for two with
 * what their outlines share between them.
 *
 * A petal left out shows as a bud. It is for eyes: the numbers have to stand beside it as a table.
 */

export type Petals = (number | null)[]; // clockwise from the top, 0 to 10 each
export interface Layer {
  petals: Petals;
  side: string;
}

const STEP = 2; // degrees between two points of an outline
const BUD = 22;
const FIRST = 34; // the length of a petal at nought
const MORE = 8.2; // and for each step more
const ROUND = 0.55; // below one, petals are full rather than pointed
const NAMES_AT = 128;

/** How far the outline lies from the middle, every two degrees, clockwise from the top. */
export function outline(petals: Petals): number[] {
  const share = 360 / petals.length;
  return Array.from({ length: 360 / STEP }, (_, index) => {
    const nearest = Math.round((index * STEP) / share);
    const off = index * STEP - nearest * share; // degrees from the middle of the petal
    const value = petals[nearest % petals.length] ?? null;
    const length = value === null ? BUD : FIRST + value * MORE;
    return BUD + (length - BUD) * Math.abs(Math.cos((off / share) * Math.PI)) ** ROUND;
  });
}

/** What lies within both. */
export function overlap(one: number[], other: number[]): number[] {
  return one.map((reach, index) => Math.min(reach, other[index] ?? 0));
}

/** A closed path round these distances. */
export function pathOf(distances: number[]): string {
  const points = distances.map((reach, index) => point((index * 360) / distances.length, reach));
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;
}

function point(degrees: number, reach: number): [number, number] {
  const turn = (degrees * Math.PI) / 180;
  return [Math.sin(turn) * reach, -Math.cos(turn) * reach];
}

/** Draw the layers into `svg`: their washes, what they share, earlier outlines, then their lines and names. */
export function drawPetals(svg: SVGElement, layers: Layer[], before: Layer[], names: string[]): void {
  const shown = layers.filter((one) => one.petals.some((value) => value !== null));
  const [first, second] = shown.map((one) => outline(one.petals));
  const washes = shown.map((one) => path(`wash ${one.side}`, outline(one.petals)));
  const shared = first && second ? [path("shared", overlap(first, second))] : [];
  const faint = before.map((one) => path(`faint ${one.side}`, outline(one.petals)));
  const lines = shown.map((one) => path(`line ${one.side}`, outline(one.petals)));
  svg.replaceChildren(...washes, ...shared, ...faint, ...lines, ...names.map((name, index) => nameOf(name, index, names.length)));
}

function path(kind: string, distances: number[]): SVGElement {
  return draw("path", { class: kind, d: pathOf(distances) });
}

function nameOf(name: string, index: number, count: number): SVGElement {
  const [x, y] = point((index * 360) / count, NAMES_AT);
  const anchor = Math.abs(x) < 1 ? "middle" : x > 0 ? "start" : "end";
  const text = draw("text", { x: x.toFixed(1), y: (y + 5).toFixed(1), "text-anchor": anchor });
  text.textContent = name;
  return text;
}

function draw(tag: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
