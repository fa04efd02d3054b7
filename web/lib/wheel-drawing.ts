/** Draws the feelings wheel as SVG: made once, then moved to whatever state it is given. */

import { at, tone, type Place } from "./circumplex.ts";
import { across, along, FAMILY, frame, piece, point, wrap, WORD, type Frame } from "./wheel-shape.ts";

export interface Word extends Place {
  id: string;
  name: string;
  means: string;
  chosen: boolean;
}
export interface Family {
  name: string;
  words: Word[];
}

/** How the wheel stands: how near it is, how far it is turned, and what has the focus. */
export interface Stance {
  closeness: number;
  turn: number;
  family: number;
  word: number | null;
}

const POLES: [string, number][] = [["lively", 0], ["easy", 90], ["quiet", 180], ["hard", 270]];
const SIGHT = FAMILY / 2 + 3; // degrees either side of the right that can be seen near by

function make(tag: string, parent: Element, className = ""): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  if (className) made.setAttribute("class", className);
  return parent.appendChild(made);
}

class Piece {
  readonly group: SVGElement;
  private readonly shape: SVGElement;
  private readonly label: SVGElement;

  constructor(parent: Element, kind: string, name: string, colour: Place) {
    this.group = make("g", parent, kind);
    this.group.style.setProperty("--tone", tone(colour));
    this.shape = make("path", this.group);
    this.label = make("text", this.group);
    this.label.textContent = name;
  }

  put(path: string, place: string, opacity: number): void {
    this.shape.setAttribute("d", path);
    this.label.setAttribute("transform", place);
    this.label.setAttribute("opacity", opacity.toFixed(2));
  }
}

export class Drawing {
  private readonly svg: SVGElement;
  private readonly known: Family[];
  private readonly families: Piece[];
  private readonly words: Piece[];
  private readonly poles: SVGElement[];

  constructor(stage: Element, known: Family[]) {
    this.known = known;
    this.svg = make("svg", stage, "wheel");
    this.svg.setAttribute("aria-hidden", "true");
    this.words = known.flatMap((family, index) =>
      family.words.map((word, place) => {
        const made = new Piece(this.svg, "feel", word.name, word);
        made.group.dataset["word"] = String(place);
        made.group.dataset["family"] = String(index);
        return made;
      }),
    );
    this.families = known.map((family, index) => {
      const made = new Piece(this.svg, "family", family.name, at(middle(index)));
      made.group.dataset["family"] = String(index);
      return made;
    });
    this.poles = POLES.map(([name]) => {
      const pole = make("text", this.svg, "pole");
      pole.textContent = name;
      return pole;
    });
  }

  /** Draw it on a stage of `width` pixels; gives the height it takes. */
  draw(width: number, stance: Stance): number {
    const f = frame(width, stance.closeness);
    this.svg.setAttribute("viewBox", `0 0 ${f.width.toFixed(1)} ${f.height.toFixed(1)}`);
    this.svg.setAttribute("width", f.width.toFixed(1));
    this.svg.setAttribute("height", f.height.toFixed(1));
    this.svg.classList.toggle("near", stance.closeness > 0.5);
    this.families.forEach((one, index) => this.drawFamily(one, index, f, stance));
    this.words.forEach((one, index) => this.drawWord(one, index, f, stance));
    this.poles.forEach((one, index) => {
      const [x, y] = point(f, (POLES[index]?.[1] ?? 0) + stance.turn, f.hub * 0.64);
      one.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      one.setAttribute("opacity", String(Math.max(0, 1 - stance.closeness * 4)));
    });
    return f.height;
  }

  private drawFamily(one: Piece, index: number, f: Frame, stance: Stance): void {
    const angle = middle(index) + stance.turn;
    if (hide(one, angle, FAMILY / 2, stance)) return;
    const near = stance.closeness > 0.5;
    const gap = near ? 0.08 : 0.6;
    const path = piece(f, angle - FAMILY / 2 + gap, angle + FAMILY / 2 - gap, f.inner, f.outer);
    const put = (near ? across : along)(f, angle, (f.inner + f.outer) / 2);
    one.put(path, put, Math.abs(2 * stance.closeness - 1));
    one.group.classList.toggle("here", stance.word === null && index === stance.family);
    one.group.classList.toggle("has", this.known[index]?.words.some((word) => word.chosen) ?? false);
  }

  private drawWord(one: Piece, index: number, f: Frame, stance: Stance): void {
    const family = Math.floor(index / 12);
    const angle = WORD * (index + 0.5) + stance.turn;
    if (hide(one, angle, WORD / 2, stance)) return;
    const near = stance.closeness > 0.5;
    const chosen = this.known[family]?.words[index % 12]?.chosen ?? false;
    const gap = near ? 0.06 : 0.25;
    const from = f.outer + (near ? 3 : 2);
    const rim = near ? f.rim : chosen ? f.rim + 4 : f.rim - (f.rim - f.outer) * 0.35;
    const path = piece(f, angle - WORD / 2 + gap, angle + WORD / 2 - gap, from, rim);
    one.put(path, along(f, angle, from + 14), Math.max(0, 2 * stance.closeness - 1));
    one.group.classList.toggle("on", chosen);
    one.group.classList.toggle("here", stance.word === index % 12 && family === stance.family);
  }
}

/** The middle of a family, in degrees clockwise from the top. */
export function middle(family: number): number {
  return FAMILY * (family + 0.5);
}

/** Near by, what lies beyond the stage is not drawn. */
function hide(one: Piece, angle: number, half: number, { closeness }: Stance): boolean {
  const away = closeness > 0.5 && Math.abs(wrap(angle - 90)) - half > SIGHT;
  one.group.classList.toggle("away", away);
  return away;
}
