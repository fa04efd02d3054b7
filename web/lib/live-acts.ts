/** The one thing to do next, and what may be done instead. */

import { type LiveState, turnOf } from "./live-state.ts";

export interface Act {
  label: string;
  /** A command of the session, or "keep": seal what was written here. */
  command: string;
  strong: boolean;
  more?: Record<string, unknown>;
}

/** How this screen stands: the clock has run out; something could be written and kept here. */
export interface Standing {
  over: boolean;
  keeps: boolean;
}

/** The buttons under the stage, the chief one first. */
export function actsOf(state: LiveState, standing: Standing): Act[] {
  const wanted = { lobby, running, paused, ended: () => [] }[state.phase](state, standing);
  return wanted.filter((act) => act.command === "keep" || state.may.includes(act.command));
}

function lobby(state: LiveState): Act[] {
  const waiting = state.ready.you && state.mode === "two";
  const begin: Act = { label: state.mode === "one" ? "Begin" : "I am ready", command: "ready", strong: true };
  const alone: Act = { label: "Use this screen for both", command: "ready", strong: waiting, more: { mode: "one" } };
  const two: Act = { label: "Two phones instead", command: "mode", strong: false, more: { mode: "two" } };
  return [...(waiting ? [] : [begin]), state.mode === "one" ? two : alone];
}

function paused(): Act[] {
  return [{ label: "Go on", command: "resume", strong: true }];
}

function running(state: LiveState, { over, keeps }: Standing): Act[] {
  const turn = turnOf(state);
  if (turn?.kind === "reflect" && state.may.includes("confirm")) return fitting(state, turn.speaker);
  if (keeps) {
    return [
      { label: turn?.kind === "agree" ? "Keep this promise" : "Seal my words", command: "keep", strong: true },
      { label: "Go on without", command: "next", strong: false },
    ];
  }
  const last = state.turn >= state.count - 1;
  const timed = (state.ends_at !== null || state.remaining_ms !== null) && !over;
  const speaks = turn?.kind === "speak" && turn.role !== "listener";
  const label = last ? "Finish" : timed ? (speaks ? "I have said it" : "Go on now") : "Go on";
  return [{ label, command: "next", strong: last || !timed }];
}

function fitting(state: LiveState, speaker: "you" | "partner" | null): Act[] {
  const whose = state.mode === "one" && speaker ? `${state.names[speaker]}: ` : "";
  return [
    { label: `${whose}That’s it`, command: "confirm", strong: true },
    { label: `${whose}Not quite`, command: "not-quite", strong: false },
  ];
}

/** The button of an act: `data-do` is its command, `data-more` what goes with it. */
export function buttonOf({ label, command, strong, more }: Act): HTMLElement {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  button.className = strong ? "" : "quiet";
  button.dataset["do"] = command;
  if (more) button.dataset["more"] = JSON.stringify(more);
  return button;
}
