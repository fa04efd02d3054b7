/** The kinds of step that a couple may put together, and what each one asks to be filled in. */

import type { Json } from "../sealing/bytes.ts";
import type { OwnStep } from "./own-score.ts";

export interface Kind {
  name: string;
  /** Which key of the step holds its words. */
  words: "text" | "prompt" | "ask";
  hint: string;
  /** Seconds offered at first; null for a step that takes what it takes. */
  seconds: number | null;
}

const HUG = "What you do, and for how long. Add what you do instead, for a day without touch.";
export const KINDS: Record<string, Kind> = {
  read: { name: "Read", words: "text", hint: "A sentence for both, to arrive with.", seconds: null },
  speak: { name: "Speak and listen", words: "prompt", hint: "What the one who speaks may talk about.", seconds: 120 },
  reflect: { name: "Say it back", words: "prompt", hint: "How the listener says it back: “It sounds like …”", seconds: null },
  ask: { name: "Talk it over", words: "prompt", hint: "A question for both, without turns.", seconds: null },
  breathe: { name: "Breathe", words: "text", hint: "A word before you breathe.", seconds: 60 },
  silence: { name: "In silence", words: "text", hint: "What you do in the quiet.", seconds: 60 },
  touch: { name: "Close", words: "text", hint: HUG, seconds: 30 },
  choose: { name: "Choose together", words: "prompt", hint: "What is to be chosen.", seconds: null },
  write: { name: "Write", words: "prompt", hint: "What each of you writes about.", seconds: null },
  rate: { name: "A number for yourself", words: "ask", hint: "A question from 0 to 10.", seconds: null },
  agree: { name: "A promise", words: "prompt", hint: "What you promise each other.", seconds: null },
  close: { name: "To end with", words: "prompt", hint: "How it ends: a thank you, perhaps.", seconds: null },
};

const BREATH = { in: 4, hold: 0, out: 6 };

/** A step as it is sealed, from what was filled in. */
export function stepOf(kind: string, words: string, seconds: number, more: { each: boolean; listener: string; options: string[]; number: number }): OwnStep {
  const step: OwnStep = { kind, [KINDS[kind]?.words ?? "text"]: words };
  if (kind === "speak") return { ...step, seconds, listener: more.listener || "Listen. Nothing to fix.", ...(more.each && { round: `round-${more.number}` }) };
  if (kind === "reflect") return { ...step, speaker: "Hear whether it fits." };
  if (kind === "breathe") return { ...step, ...BREATH, rounds: Math.max(1, Math.round(seconds / 10)) };
  if (kind === "silence" || kind === "touch") return { ...step, seconds };
  if (kind === "choose") return { ...step, options: more.options };
  if (kind === "write") return { ...step, reveal: "together" };
  if (kind === "rate") return { ...step, low: "not at all", high: "very much" };
  return kind === "agree" ? { ...step, days: 7 } : step;
}

/** Each "say it back" in the round of what was said. Gives the place of one that follows nothing said, or -1. */
export function joinRounds(steps: OwnStep[]): number {
  for (const [index, step] of steps.entries()) {
    if (step.kind !== "reflect") continue;
    const before = steps[index - 1];
    if (before?.kind !== "speak") return index;
    if (before.round) step.round = before.round;
  }
  return -1;
}

/** What the server is told of a score: the turns as they are played, without a word. */
export function plainTurns(steps: OwnStep[]): Json[] {
  const turns: Json[] = [];
  for (let index = 0; index < steps.length; ) {
    const round = steps[index]?.round;
    let end = index + 1;
    while (round && steps[end]?.round === round) end += 1;
    for (const speaker of round ? ["first", "second"] : ["first"]) {
      for (let at = index; at < end; at += 1) turns.push(plainTurn(steps[at]!, at, speaker));
    }
    index = end;
  }
  return turns;
}

function plainTurn(step: OwnStep, index: number, speaker: string): Json {
  const { kind } = step;
  const breath = ((step.in ?? 0) + (step.hold ?? 0) + (step.out ?? 0)) * (step.rounds ?? 0);
  return {
    kind,
    seconds: kind === "breathe" ? breath : (step.seconds ?? null),
    speaker: kind === "speak" || kind === "reflect" ? speaker : null,
    step: index,
    reveal: step.reveal ?? null,
    options: step.options?.length ?? null,
  };
}
