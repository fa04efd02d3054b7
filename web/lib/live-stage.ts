/** The stage of a live session: who, the words, the clock, and what the step asks for. */

import type { BreathGuide } from "../elements/breath-guide.ts";
import type { LiveClock } from "../elements/live-clock.ts";
import { LeftWords } from "./left-words.ts";
import type { LiveLink } from "./live-link.ts";
import { leftOf, type LiveState, talks, type Turn, turnOf } from "./live-state.ts";
import { type StepPart, stepPart } from "./live-steps.ts";
import { passing, saying } from "./live-words.ts";
import { announce, find } from "./page.ts";

const BOTH_CLOSE = ["touch", "silence", "close"];

export class LiveStage {
  /** What was still being written when its step went. */
  readonly left: LeftWords;
  /** Has the clock of this turn run out? */
  over = false;
  private part: StepPart | null = null;
  private shown = "";
  private readonly host: HTMLElement;
  private readonly link: LiveLink;

  constructor(host: HTMLElement, link: LiveLink) {
    this.host = host;
    this.link = link;
    this.left = new LeftWords(find(host, "[data-left-cards]"));
  }

  /** Could words be kept here that are not yet? */
  get keeps(): boolean {
    return this.part?.keeps?.(this.link.state) ?? false;
  }

  /** Bring the stage to the present state. */
  show(): void {
    const { state } = this.link;
    const turn = turnOf(state);
    this.host.dataset["phase"] = state.phase;
    document.body.dataset["ground"] = ground(state, turn);
    this.showWay(state);
    if (state.phase === "ended") return this.exchange(() => ({}));
    if (!turn || state.phase === "lobby") return;
    // The same step with fresh words or another role is built anew; a field with words in it stays.
    const key = JSON.stringify([state.turn, turn.kind, state.mode, turn.role, turn.text]);
    const fresh = key !== this.shown;
    this.shown = key;
    this.showWords(state, turn, fresh);
    if (fresh) this.exchange(() => stepPart(this.extra, turn, this.link, this.left));
    this.part?.show?.(state);
    this.showClock(state, turn);
  }

  /** Put another part in the place of the present one, and lift out what somebody writes there. */
  private exchange(next: () => StepPart): void {
    const words = this.part?.words;
    const focused = words !== undefined && document.activeElement === words.field;
    this.part = next();
    if (words && words !== this.part.words) this.left.lift(words, focused);
  }

  /** Seal what was written in this step. */
  async keep(): Promise<void> {
    await this.part?.keep?.();
  }

  private get extra(): HTMLElement {
    return find<HTMLElement>(this.host, "[data-extra]");
  }

  private showWay(state: LiveState): void {
    const dots = find<HTMLElement>(this.host, "[data-dots]");
    const turns = state.turns ?? [];
    if (dots.childElementCount !== turns.length) dots.replaceChildren(...turns.map(() => document.createElement("li")));
    turns.forEach((turn, index) => {
      const dot = dots.children[index] as HTMLElement;
      const who = talks(turn);
      dot.className = `${who ? state.sides[who] : "both"} ${index < state.turn ? "past" : index === state.turn ? "here" : ""}`;
    });
    const place = state.phase === "running" ? `Step ${Math.min(state.turn + 1, state.count)} of ${state.count}` : "";
    find(this.host, "[data-place]").textContent = place;
  }

  private showWords(state: LiveState, turn: Turn, fresh: boolean): void {
    const { role, beside, words, under } = saying(state, turn);
    const put = (name: string, text: string) => {
      const where = find<HTMLElement>(this.host, `[data-stage] [data-${name}]`);
      where.textContent = text;
      where.hidden = !text;
    };
    put("role", role);
    put("beside", beside);
    put("words", words);
    put("under", under);
    const stage = find<HTMLElement>(this.host, "[data-stage]");
    stage.dataset["kind"] = turn.kind;
    stage.dataset["length"] = words.length > 150 ? "long" : words.length > 80 ? "middle" : "short";
    const pass = passing(state, turn);
    find<HTMLElement>(this.host, "[data-pass]").hidden = !pass;
    find(this.host, "[data-pass] span").textContent = pass;
    if (fresh && state.phase === "running") announce([pass, role, words, under].filter(Boolean).join(". "));
    this.showPair(state, turn);
  }

  /** The two circles: apart while one speaks, that one filled; over each other in what is for both. */
  private showPair(state: LiveState, turn: Turn): void {
    const who = talks(turn);
    const pair = find<SVGElement>(this.host, "[data-who] .two");
    pair.classList.toggle("close", BOTH_CLOSE.includes(turn.kind));
    for (const side of ["clay", "tide"] as const) {
      find(pair, `.${side}`).classList.toggle("quiet-one", who !== null && state.sides[who] !== side);
    }
  }

  private showClock(state: LiveState, turn: Turn): void {
    const now = () => this.link.clock.now();
    const left = leftOf(state, now());
    const clock = find<LiveClock>(this.host, "live-clock");
    const breath = this.host.querySelector<BreathGuide>("breath-guide");
    clock.hidden = left === null || breath !== null;
    clock.className = ground(state, turn);
    this.over = left === 0;
    if (left === null) return clock.stop();
    const whole = Math.max(left, (turn.seconds ?? 0) * 1000);
    if (state.ends_at) clock.run(() => leftOf(this.link.state, now()) ?? 0, whole);
    else clock.rest(left, whole);
    const length = (turn.seconds ?? 0) * 1000;
    if (state.ends_at) breath?.start(Date.parse(state.ends_at) - length, now);
    else breath?.hold(length - left);
  }
}

/** Whose colour the ground has. */
function ground(state: LiveState, turn: Turn | null): string {
  const who = turn && ["running", "paused"].includes(state.phase) ? talks(turn) : null;
  return who ? state.sides[who] : "both";
}
