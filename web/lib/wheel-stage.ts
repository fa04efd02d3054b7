/** What stands round the drawn wheel: its keys, its buttons, the line that tells what a word means. */

import { find } from "./page.ts";
import { Drawing, type Family, type Word } from "./wheel-drawing.ts";
import { Turning } from "./wheel-turning.ts";

const HELP =
  "Feelings wheel. Arrow keys turn it, Enter opens a family or takes a word, Escape goes back. " +
  "The list below has the same words.";

const NEAR_HEIGHT = 640; // pixels that the wheel near by takes, with its buttons and the tabs below

export class WheelStage {
  private readonly host: HTMLElement;
  private readonly families: Family[];
  private readonly take: (word: Word) => void;
  private readonly stage: HTMLElement;
  private readonly turning: Turning;
  private readonly foot: HTMLElement;
  private readonly bar = document.createElement("div");
  private readonly heard = document.createElement("p");
  private readonly before: HTMLButtonElement;
  private readonly after: HTMLButtonElement;

  /** `host` holds [data-stage] and [data-meaning]; `take` is called with a word that was tapped. */
  constructor(host: HTMLElement, families: Family[], take: (word: Word) => void) {
    this.host = host;
    this.families = families;
    this.take = take;
    this.stage = find<HTMLElement>(host, "[data-stage]");
    this.bar.className = "wheel-bar";
    this.foot = find<HTMLElement>(host, "[data-foot]");
    button(this.bar, "‹ All feelings").addEventListener("click", () => this.back());
    this.before = button(this.bar, "");
    this.after = button(this.foot, "");
    this.before.addEventListener("click", () => this.turning.open(this.turning.stance.family - 1));
    this.after.addEventListener("click", () => this.turning.open(this.turning.stance.family + 1));
    this.heard.className = "heard";
    this.heard.setAttribute("aria-live", "polite");
    this.stage.tabIndex = 0;
    this.stage.setAttribute("role", "application");
    this.stage.setAttribute("aria-label", HELP);
    this.stage.before(this.bar);
    this.stage.after(this.heard);
    this.turning = new Turning(this.stage, new Drawing(this.stage, families), {
      moved: () => this.tellWhere(),
      tapped: (family, word) => this.taken(family, word),
    });
    this.stage.addEventListener("keydown", (event) => this.pressed(event));
    this.stage.addEventListener("focus", () => this.tellWhere());
    this.stage.addEventListener("pointerover", (event) => this.hovered(event));
    this.tellWhere();
  }

  draw(): void {
    this.turning.draw();
  }

  private back(): void {
    this.turning.back();
    this.stage.focus({ preventScroll: true });
  }

  private taken(family: number, word: number): void {
    const found = this.families[family]?.words[word];
    if (!found) return;
    this.take(found);
    this.mean(found);
    this.tellWhere();
  }

  private pressed(event: KeyboardEvent): void {
    const { turning } = this;
    const { family, word } = turning.stance;
    const beside = (by: number) => (turning.near ? turning.open(family + by, 0) : turning.step(by));
    const keys: Record<string, () => void> = {
      ArrowDown: () => turning.step(1),
      ArrowUp: () => turning.step(-1),
      ArrowRight: () => beside(1),
      ArrowLeft: () => beside(-1),
      Enter: () => (turning.near && word !== null ? this.taken(family, word) : turning.open(family, 0)),
      Escape: () => turning.back(),
    };
    const run = keys[event.key === " " ? "Enter" : event.key];
    if (!run || (event.key === "Escape" && !turning.near)) return;
    event.preventDefault();
    run();
  }

  /** Name the neighbours, and say what has the focus. */
  private tellWhere(): void {
    const { family, word } = this.turning.stance;
    const name = (index: number) => this.families[(index + this.families.length) % this.families.length]?.name ?? "";
    if (this.bar.hidden && this.turning.heading) requestAnimationFrame(() => this.bring());
    this.bar.hidden = this.foot.hidden = !this.turning.heading;
    this.before.textContent = `↑ ${name(family - 1)}`;
    this.after.textContent = `↓ ${name(family + 1)}`;
    const found = word === null ? undefined : this.families[family]?.words[word];
    if (found) this.mean(found);
    if (this.stage !== document.activeElement) return;
    this.heard.textContent = found
      ? `${found.name}, ${found.chosen ? "chosen" : "not chosen"}. ${found.means}`
      : `${name(family)}, ${this.families[family]?.words.length ?? 0} words.`;
  }

  /** Near by the wheel is taller: bring all of it into sight where it would not be. */
  private bring(): void {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    const end = this.bar.getBoundingClientRect().top + NEAR_HEIGHT;
    if (end > innerHeight) this.bar.scrollIntoView({ block: "start", behavior });
  }

  private hovered(event: Event): void {
    const piece = (event.target as Element).closest<SVGElement>("[data-word]");
    const word = this.families[Number(piece?.dataset["family"])]?.words[Number(piece?.dataset["word"])];
    if (word && this.turning.near) this.mean(word);
  }

  private mean(word: Word): void {
    const name = Object.assign(document.createElement("b"), { textContent: word.name });
    find(this.host, "[data-meaning]").replaceChildren(name, ` ${word.means}`);
  }
}

function button(where: Element, words: string): HTMLButtonElement {
  const made = where.appendChild(document.createElement("button"));
  made.type = "button";
  made.className = "chip";
  made.textContent = words;
  return made;
}
