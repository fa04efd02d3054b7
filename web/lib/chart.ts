/** What the charts share: SVG made piece by piece, a scale from 0 to 10, and drawing anew when the width changes. */

const SVG = "http://www.w3.org/2000/svg";
const STEP = 24; // pixels of width below which nothing is drawn anew

/** An SVG element with attributes, classes among them; never an inline style. */
export function drawn(name: string, attributes: Record<string, string | number>, ...inside: (Node | string)[]): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...inside);
  return made;
}

/** The picture itself: one image to a screen reader, with a sentence and a table elsewhere. */
export function picture(width: number, height: number, label: string, parts: Node[]): SVGElement {
  const box = { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label };
  return drawn("svg", box, ...parts);
}

/** What the server has given an element to draw. */
export function given<T>(where: HTMLElement): T {
  return JSON.parse(where.dataset["chart"] ?? "") as T;
}

/** Draw now, and again when the element has become wider or narrower. */
export function keepDrawn(where: HTMLElement, draw: (width: number) => SVGElement): ResizeObserver {
  let last = 0;
  const observer = new ResizeObserver(() => {
    const width = Math.floor(where.clientWidth);
    if (width === 0 || Math.abs(width - last) < STEP) return;
    last = width;
    where.querySelector("svg")?.remove();
    where.append(draw(width));
  });
  observer.observe(where);
  return observer;
}

/** Every so many of the ticks, so that no more than `most` are left; the latest stays. */
export function fewer<T>(ticks: T[], most: number): T[] {
  const every = Math.max(1, Math.ceil(ticks.length / most));
  return ticks.filter((_, index) => (ticks.length - 1 - index) % every === 0);
}

/** How many answers a dot stands for, so that the highest pile has at most `most` dots. */
export function dotsFor(counts: number[], most: number): number {
  return Math.max(1, Math.ceil(Math.max(0, ...counts) / most));
}
