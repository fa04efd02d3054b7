/**
 * Paces breathing: two circles that come together on the way in and part on the way out.
 *
 * `data-in`, `data-hold`, `data-out` and `data-rounds` are seconds and a count. It runs from the moment
 * `start()` is given, on the clock it is given, so that two phones breathe together. With reduced
 * motion the circles stand still, and the word and the count lead.
 */

import { phaseAt, type Phase, widthOf } from "../lib/breath.ts";
import { find } from "../lib/page.ts";

export class BreathGuide extends HTMLElement {
  private began: number | null = null;
  private stopped: number | null = null;
  private now: () => number = Date.now;
  private frame = 0;

  connectedCallback(): void {
    if (this.hasAttribute("data-alone")) this.start(this.now());
  }

  disconnectedCallback(): void {
    cancelAnimationFrame(this.frame);
  }

  /** Breathe from `began` (milliseconds on `now`'s clock). */
  start(began: number, now: () => number = Date.now): void {
    this.began = began;
    this.now = now;
    this.stopped = null;
    cancelAnimationFrame(this.frame);
    this.draw();
  }

  /** Stand still after this many milliseconds of it. */
  hold(after: number): void {
    this.stopped = after;
    cancelAnimationFrame(this.frame);
    this.draw();
  }

  private get lengths(): [number, number, number] {
    const seconds = (name: string) => Number(this.dataset[name] ?? 0);
    return [seconds("in"), seconds("hold"), seconds("out")];
  }

  private draw = (): void => {
    const passed = (this.stopped ?? Math.max(0, this.now() - (this.began ?? 0))) / 1000;
    const [into, hold, out] = this.lengths;
    const round = into + hold + out;
    const rounds = Number(this.dataset["rounds"] ?? 0);
    const over = rounds > 0 && passed >= round * rounds;
    const phase = over ? null : phaseAt(passed % round, into, hold, out);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.show(phase, still, over ? rounds : Math.floor(passed / round) + 1, rounds);
    if (this.stopped === null && !over) this.frame = requestAnimationFrame(this.draw);
  };

  private show(phase: Phase | null, still: boolean, round: number, rounds: number): void {
    const width = phase ? widthOf(phase) : 0;
    const pair = find<SVGElement>(this, "svg");
    if (!still) pair.style.setProperty("--breath", String(Math.round(width * 1000) / 1000));
    pair.classList.toggle("still", still);
    pair.classList.toggle("in", still && phase?.word === "In");
    set(find(this, "[data-breath]"), phase?.word ?? "Rest");
    set(find(this, "[data-left]"), phase ? String(Math.ceil(phase.left)) : "");
    set(find(this, "[data-round]"), rounds ? `Breath ${round} of ${rounds}` : "");
  }
}

function set(where: Element, words: string): void {
  if (where.textContent !== words) where.textContent = words;
}

customElements.define("breath-guide", BreathGuide);
