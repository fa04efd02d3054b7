/** A practice that a couple has written: its score lies sealed, and the words are put in here. */

import type { LetterRecord } from "../sealing/letter.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";
import type { Sealed, Turn } from "./live-state.ts";

export interface OwnStep {
  kind: string;
  round?: string;
  seconds?: number;
  text?: string;
  prompt?: string;
  listener?: string;
  speaker?: string;
  ask?: string;
  low?: string;
  high?: string;
  in?: number;
  hold?: number;
  out?: number;
  rounds?: number;
  options?: string[];
  reveal?: "me" | "together";
  days?: number;
}
export interface OwnPractice {
  title: string;
  invitation: string;
  steps: OwnStep[];
}

/** Open it; null when it could not be verified. */
export async function openOwn({ record, sealed }: Sealed): Promise<OwnPractice | null> {
  const opened = await (await opener()).open(fromBase64(sealed), record as unknown as LetterRecord);
  if (opened.state !== "open" || typeof opened.inner.text === "string") return null;
  const { title = "", invitation = "", score = "[]" } = opened.inner.text;
  return { title, invitation, steps: JSON.parse(score) as OwnStep[] };
}

const known = new Map<string, OwnPractice | null>();

/** The turns with the words of the sealed score. */
export async function withOwnWords(turns: Turn[], own: Sealed): Promise<Turn[]> {
  const key = own.sealed.slice(0, 400);
  if (!known.has(key)) known.set(key, await openOwn(own));
  const steps = known.get(key)?.steps ?? [];
  return turns.map((turn) => withWords(turn, steps[turn.step]));
}

function withWords(turn: Turn, step: OwnStep | undefined): Turn {
  if (!step) return turn;
  const { in: into, hold, out, rounds, options, low, high, days } = step;
  const plain = step.text ?? step.ask ?? step.prompt ?? "";
  const [speaker, listener] = step.kind === "reflect" ? [step.speaker ?? "", plain] : [plain, step.listener ?? ""];
  const hears = turn.role === "listener";
  const two = turn.speaker !== null;
  const text = two && hears ? listener : speaker;
  const other = two ? (hears ? speaker : listener) : null;
  const extras = { in: into, hold, out, rounds, options, low, high, days };
  const given = Object.fromEntries(Object.entries(extras).filter(([, value]) => value !== undefined));
  return { ...turn, text, other, ...given };
}
