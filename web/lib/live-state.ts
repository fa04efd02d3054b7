/** A live session as the server tells it, seen from one's own side. */

export type Who = "you" | "partner";
export type Side = "clay" | "tide";
export interface Sealed {
  record: Record<string, unknown>;
  sealed: string;
}
export interface Turn {
  kind: string;
  /** Which step of the score this is. */
  step: number;
  seconds: number | null;
  speaker: Who | null;
  role: "speaker" | "listener" | "both";
  /** What this viewer reads; on one screen, what the speaker reads. */
  text: string | null;
  /** What the other reads, where the two read different words. */
  other: string | null;
  in?: number;
  hold?: number;
  out?: number;
  rounds?: number;
  options?: string[] | null;
  low?: string | null;
  high?: string | null;
  days?: number | null;
  about?: string;
  reveal?: "me" | "together";
}
export interface LiveState {
  id: string;
  version: number;
  phase: "lobby" | "running" | "paused" | "ended";
  mode: "two" | "one";
  own: Sealed | null;
  turn: number;
  count: number;
  again: number;
  names: Record<Who, string>;
  sides: Record<Who, Side>;
  first: Who;
  joined: Record<Who, boolean>;
  ready: Record<Who, boolean>;
  partner_here: boolean;
  ends_at: string | null;
  remaining_ms: number | null;
  server_now: string;
  chosen: number | null;
  rated: number | null;
  words: { mine: Sealed | null; theirs_written: boolean; theirs: Sealed | null } | null;
  may: string[];
  turns?: Turn[];
}

/** The turn at hand, or null before the first and after the last. */
export function turnOf(state: LiveState): Turn | null {
  return state.turns?.[state.turn] ?? null;
}

/** Who opens their mouth now: in a reflection it is the one who listened before. */
export function talks(turn: Turn): Who | null {
  return turn.kind === "reflect" && turn.speaker ? other(turn.speaker) : turn.speaker;
}

export function other(who: Who): Who {
  return who === "you" ? "partner" : "you";
}

/** Milliseconds of the turn that are left at `now`; null when it has no clock. */
export function leftOf(state: LiveState, now: number): number | null {
  if (state.ends_at) return Math.max(0, Date.parse(state.ends_at) - now);
  return state.remaining_ms;
}
