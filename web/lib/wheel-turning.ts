/**
 * Turns the feelings wheel, brings it nearer and takes it back: by finger, mouse, keys and buttons.
 *
 * Everything ends in `move`; a finger's drag follows the finger, every other way is animated, and with
 * reduced motion it is simply there.
 */

import { type Drawing, middle, type Stance } from "./wheel-drawing.ts";
import { FAMILY, wrap, WORD } from "./wheel-shape.ts";

const TAKES = 250; // milliseconds
const SLIP = 7; // pixels a finger may slip and still have tapped
const FAMILIES = 12;
const WORDS = 12;
const round = (index: number) => (index + FAMILIES) % FAMILIES;

interface Told {
  moved(): void;
  tapped(family: number, word: number): void;
}

export class Turning {
  stance: Stance = { closeness: 0, turn: 0, family: 0, word: null };
  private readonly stage: HTMLElement;
  private readonly drawing: Drawing;
  private readonly on: Told;
  private frames = 0;
  private wanted = 0;
  private held: { x: number; y: number; turn: number; dragged: boolean } | null = null;

  constructor(stage: HTMLElement, drawing: Drawing, on: Told) {
    this.stage = stage;
    this.drawing = drawing;
    this.on = on;
    stage.addEventListener("pointerdown", (event) => this.hold(event));
    stage.addEventListener("pointermove", (event) => this.drag(event));
    stage.addEventListener("pointerup", () => this.letGo());
    stage.addEventListener("pointercancel", () => this.letGo());
    stage.addEventListener("click", (event) => this.tap(event));
    new ResizeObserver(() => this.draw()).observe(stage);
  }

  get near(): boolean {
    return this.stance.closeness > 0.5;
  }

  /** Where it stands, or is about to. */
  get heading(): boolean {
    return this.wanted > 0.5;
  }

  draw(): void {
    if (!this.stage.clientWidth) return;
    const height = this.drawing.draw(this.stage.clientWidth, this.stance);
    this.stage.style.blockSize = `${height.toFixed(1)}px`;
  }

  /** Come near to a family, with one of its words in focus or none. */
  open(family: number, word: number | null = null): void {
    this.stance = { ...this.stance, family: round(family), word };
    this.move(1, 90 - middle(round(family)));
  }

  /** Go back to where the whole wheel is seen. */
  back(): void {
    this.stance = { ...this.stance, word: null };
    this.move(0, 0);
  }

  /** Move the focus by words, going on into the next family. */
  step(by: number): void {
    const { family, word } = this.stance;
    if (!this.near) {
      this.stance = { ...this.stance, family: round(family + by) };
      this.draw();
      return this.on.moved();
    }
    const next = (word ?? (by > 0 ? -1 : WORDS)) + by;
    if (next >= 0 && next < WORDS) {
      this.stance = { ...this.stance, word: next };
      this.draw();
      return this.on.moved();
    }
    this.open(family + by, next < 0 ? WORDS - 1 : 0);
  }

  private move(closeness: number, turn: number): void {
    cancelAnimationFrame(this.frames);
    this.wanted = closeness;
    const from = { ...this.stance };
    const way = wrap(turn - from.turn);
    const quick = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const began = performance.now();
    this.on.moved();
    const next = (now: number) => {
      const share = quick ? 1 : Math.min(1, Math.max(0, (now - began) / TAKES));
      const eased = 1 - (1 - share) ** 3;
      this.stance.closeness = from.closeness + (closeness - from.closeness) * eased;
      this.stance.turn = from.turn + way * eased;
      this.draw();
      if (share < 1) this.frames = requestAnimationFrame(next);
    };
    next(began);
  }

  private hold(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    cancelAnimationFrame(this.frames);
    this.held = { x: event.clientX, y: event.clientY, turn: this.stance.turn, dragged: false };
  }

  private drag(event: PointerEvent): void {
    const held = this.held;
    if (!held) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.dragged && Math.hypot(x, y) < SLIP) return;
    if (!held.dragged) this.stage.setPointerCapture(event.pointerId);
    held.dragged = true;
    this.stance.turn = held.turn + (this.near ? (y / 35) * WORD : this.swing(event, held));
    if (this.near) this.stance.family = round(Math.round((90 - this.stance.turn) / FAMILY - 0.5) % FAMILIES);
    this.stance.word = null;
    this.draw();
  }

  /** Degrees that a finger has gone round the middle since it came down. */
  private swing(event: PointerEvent, held: { x: number; y: number }): number {
    const box = this.stage.getBoundingClientRect();
    const angle = (x: number, y: number) =>
      Math.atan2(y - box.top - box.height / 2, x - box.left - box.width / 2);
    return wrap(((angle(event.clientX, event.clientY) - angle(held.x, held.y)) * 180) / Math.PI);
  }

  private letGo(): void {
    if (!this.held?.dragged) {
      this.held = null;
      return;
    }
    if (this.near) this.open(this.stance.family);
    else this.move(0, Math.round(this.stance.turn / FAMILY) * FAMILY);
    setTimeout(() => (this.held = null)); // after the click that ends a drag
  }

  private tap(event: MouseEvent): void {
    const piece = (event.target as Element).closest<SVGElement>("[data-family]");
    if (!piece || this.held?.dragged) return;
    const family = Number(piece.dataset["family"]);
    const word = piece.dataset["word"];
    if (this.near && word !== undefined) this.on.tapped(family, Number(word));
    else this.open(family);
  }
}
