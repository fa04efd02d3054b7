/**
 * The feelings wheel, drawn over a plain list of boxes. The list is what counts: the wheel ticks its
 * boxes and shows what is ticked, so that either can be used, by eye, by finger, by keys or by ear.
 */

import { tone } from "../lib/circumplex.ts";
import { find } from "../lib/page.ts";
import { Drawing, type Family, type Word } from "../lib/wheel-drawing.ts";
import { Turning } from "../lib/wheel-turning.ts";
import { listSearch } from "../lib/word-search.ts";

const MOST = 5;

interface Box extends Word {
  input: HTMLInputElement;
}

class FeelingWheel extends HTMLElement {
  private families: (Family & { words: Box[] })[] = [];
  private turning!: Turning;
  private buttons: Record<"back" | "before" | "after", HTMLButtonElement> | null = null;
  private readonly heard = document.createElement("p");

  connectedCallback(): void {
    if (this.families.length) return;
    this.families = [...this.querySelectorAll<HTMLElement>("fieldset[data-family]")].map(readFamily);
    const stage = find<HTMLElement>(this, "[data-stage]");
    this.buildStage(stage);
    this.turning = new Turning(stage, new Drawing(stage, this.families), {
      moved: () => this.moved(),
      tapped: (family, word) => this.toggle(family, word),
    });
    stage.addEventListener("keydown", (event) => this.pressed(event));
    stage.addEventListener("focus", () => this.moved());
    stage.addEventListener("pointerover", (event) => this.hovered(event));
    find(this, "[data-list]").addEventListener("change", (event) => this.ticked(event));
    this.addEventListener("filled", () => this.show());
    listSearch(this);
    this.show();
  }

  private buildStage(stage: HTMLElement): void {
    stage.tabIndex = 0;
    stage.setAttribute("role", "application");
    stage.setAttribute("aria-roledescription", "wheel");
    stage.setAttribute("aria-label", "Feelings wheel. Arrow keys turn it, Enter opens a family or takes a word, Escape goes back. The list below has the same words.");
    this.heard.className = "heard";
    this.heard.setAttribute("aria-live", "polite");
    const bar = document.createElement("div");
    bar.className = "wheel-bar";
    const button = (words: string, run: () => void) => {
      const made = bar.appendChild(document.createElement("button"));
      made.type = "button";
      made.className = "chip";
      made.textContent = words;
      made.addEventListener("click", run);
      return made;
    };
    this.buttons = {
      back: button("All feelings", () => this.back()),
      before: button("", () => this.turning.open(this.turning.stance.family - 1)),
      after: button("", () => this.turning.open(this.turning.stance.family + 1)),
    };
    stage.before(bar);
    stage.after(this.heard);
  }

  private back(): void {
    this.turning.back();
    find<HTMLElement>(this, "[data-stage]").focus({ preventScroll: true });
  }

  private pressed(event: KeyboardEvent): void {
    const { family, word } = this.turning.stance;
    const keys: Record<string, () => void> = {
      ArrowDown: () => this.turning.step(1),
      ArrowUp: () => this.turning.step(-1),
      ArrowRight: () => (this.turning.near ? this.turning.open(family + 1, 0) : this.turning.step(1)),
      ArrowLeft: () => (this.turning.near ? this.turning.open(family - 1, 0) : this.turning.step(-1)),
      Enter: () => (this.turning.near && word !== null ? this.toggle(family, word) : this.turning.open(family, 0)),
      Escape: () => this.turning.back(),
    };
    const run = keys[event.key === " " ? "Enter" : event.key];
    if (!run || (event.key === "Escape" && !this.turning.near)) return;
    event.preventDefault();
    run();
  }

  /** The wheel stands elsewhere: name its neighbours, and say what has the focus. */
  private moved(): void {
    const { family, word } = this.turning.stance;
    const name = (index: number) => this.families[(index + 12) % 12]?.name ?? "";
    if (this.buttons) {
      this.buttons.back.parentElement?.classList.toggle("near", this.turning.stance.word !== null || this.turning.near);
      this.buttons.before.textContent = `↑ ${name(family - 1)}`;
      this.buttons.after.textContent = `↓ ${name(family + 1)}`;
    }
    const box = word === null ? undefined : this.families[family]?.words[word];
    if (box) this.mean(box);
    const about = box ? `${box.name}, ${box.chosen ? "chosen" : "not chosen"}. ${box.means}` : `${name(family)}, twelve words.`;
    if (this.querySelector("[data-stage]") === document.activeElement) this.heard.textContent = about;
  }

  private hovered(event: Event): void {
    const piece = (event.target as Element).closest<SVGElement>("[data-word]");
    const box = this.families[Number(piece?.dataset["family"])]?.words[Number(piece?.dataset["word"])];
    if (box && this.turning.near) this.mean(box);
  }

  private mean(word: Word): void {
    const line = find(this, "[data-meaning]");
    line.replaceChildren(Object.assign(document.createElement("b"), { textContent: word.name }), ` ${word.means}`);
  }
}

customElements.define("feeling-wheel", FeelingWheel);
