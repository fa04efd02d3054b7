/** What the screen says at each step, from one's own side of it. */

import { type LiveState, other, talks, type Turn } from "./live-state.ts";
import type { WritingTurn } from "./turn-words.ts";

export interface Said {
  /** Whose turn it is, in a few words. */
  role: string;
  /** What the other does meanwhile. */
  beside: string;
  /** The large words. */
  words: string;
  under: string;
}

const TOGETHER: Record<string, string> = {
  read: "Read together",
  breathe: "Breathe",
  ask: "Talk it over",
  choose: "Choose together",
  write: "Write, each for yourself",
  rate: "Just for you",
  silence: "In silence",
  touch: "Close",
  agree: "A promise",
  close: "To end with",
};
const ON_ONE_SCREEN: Record<string, string> = {
  write: "Each on your own paper. This phone can keep words for one of you alone, so it stays out of it.",
};

/** The words for a turn. */
export function saying(state: LiveState, turn: Turn): Said {
  const words = turn.text ?? "";
  if (turn.kind !== "speak" && turn.kind !== "reflect") {
    const under = state.mode !== "one" ? "" : turn.kind === "rate" ? thinkOf(turn) : (ON_ONE_SCREEN[turn.kind] ?? "");
    return { role: TOGETHER[turn.kind] ?? "Together", beside: "", words, under };
  }
  if (state.mode === "one") return onOneScreen(state, turn);
  const partner = state.names.partner;
  if (turn.kind === "speak") {
    return turn.speaker === "you"
      ? { role: "You speak", beside: `${partner} listens`, words, under: "" }
      : { role: "You listen", beside: `${partner} speaks`, words, under: "" };
  }
  return turn.speaker === "you"
    ? { role: `${partner} says it back`, beside: again(state) || "You hear whether it fits", words, under: "" }
    : { role: "You say it back", beside: again(state) || `${partner} hears whether it fits`, words, under: "" };
}

function thinkOf({ low, high }: Turn): string {
  return `Each of you thinks of a number and keeps it: 0 is “${low}”, 10 is “${high}”.`;
}

function again(state: LiveState): string {
  return state.again > 0 ? "Once more; it was not quite it yet" : "";
}

/** Both read the same screen: the one who opens their mouth reads the large words. */
function onOneScreen(state: LiveState, turn: Turn): Said {
  const [heard, says] = [turn.speaker ?? "you", talks(turn) ?? "you"];
  const name = state.names[says];
  const mine = (turn.kind === "reflect" ? turn.other : turn.text) ?? "";
  const theirs = (turn.kind === "reflect" ? turn.text : turn.other) ?? "";
  const role = turn.kind === "reflect" ? `${name} says it back` : `${name} speaks`;
  const listens = turn.kind === "reflect" ? state.names[heard] : state.names[other(says)];
  return { role, beside: turn.kind === "reflect" ? again(state) : "", words: mine, under: `${listens}: ${theirs}` };
}

/** On one screen: a word to whoever takes the phone now; "" while it stays where it is. */
export function passing(state: LiveState, turn: Turn): string {
  if (state.mode !== "one" || turn.kind !== "speak" || !turn.speaker) return "";
  const before = state.turns?.slice(0, state.turn).findLast((one) => one.kind === "speak");
  return before?.speaker === turn.speaker ? "" : `Pass it to ${state.names[turn.speaker]}`;
}

/** Who reads the words one writes; `name` is the partner's. */
export function readers(turn: WritingTurn, name: string, theirsWritten = false): string {
  if (turn.kind === "agree") return `Sealed for you and ${name}. You find it under Practise, in what you have done.`;
  if (turn.reveal === "me") return "Sealed just for you. Nobody else reads it.";
  return theirsWritten
    ? `${name} has written. Both unfold when yours is there.`
    : `Folded until ${name} has written, too.`;
}
