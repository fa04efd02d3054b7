/** A ring that empties with the time of a turn. It says the time, and never hurries anybody. */

import { find } from "../lib/page.ts";

const BEAT = 200; // milliseconds between two looks at most; one falls on each full second, on both screens

export class LiveClock extends HTMLElement {
  private timer = 0;
  private left: () => number = () => 0;
  private whole = 1;
  private over = false;

  disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  /** Count down: `left` gives the milliseconds left, of `whole`. Fires "over" once at the end. */
  run(left: () => number, whole: number): void {
    this.stop();
    this.left = left;
    this.whole = Math.max(whole, left(), 1);
    this.over = left() <= 0; // a page opened after the end stays quiet
    this.beat();
  }

  /** Stand still at these milliseconds. */
  rest(left: number, whole: number): void {
    this.run(() => left, whole);
    clearTimeout(this.timer);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private beat(): void {
    const left = this.left();
    this.draw(Math.max(0, left));
    if (left > 0) this.timer = window.setTimeout(() => this.beat(), Math.min(BEAT, (left % 1000) + 1));
  }

  private draw(left: number): void {
    const seconds = Math.ceil(left / 1000);
    find(this, "time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    // The arc is as long as the share that is left; a dash of nought would still show its round cap.
    const arc = find(this, ".arc");
    arc.setAttribute("stroke-dasharray", `${(100 * left) / this.whole} 101`);
    arc.toggleAttribute("hidden", left === 0);
    this.toggleAttribute("over", left === 0);
    if (left > 0 || this.over) return;
    this.over = true;
    this.dispatchEvent(new Event("over", { bubbles: true }));
  }
}

customElements.define("live-clock", LiveClock);
