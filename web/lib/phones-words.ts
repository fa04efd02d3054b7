/** What is said about phones that lie down. */

import type { Who } from "./live-state.ts";

export interface Down {
  id: string;
  minutes: number;
  phase: "waiting" | "down" | "over";
  laid: Record<Who, boolean>;
  ends_at: string | null;
  undivided: number;
  shared: Record<Who, number | null>;
  server_now: string;
}

/** The sentences, by the place they stand in. `left`: how often this person went off. */
export function downWords(down: Down, partner: string, left: number): Record<string, string> {
  const { you, partner: theirs } = down.shared;
  return {
    minutes: String(down.minutes),
    laid: laidWords(down, partner),
    undivided: undividedWords(down.undivided),
    own: `You ${timesLeft(left)}. ${you === null ? "This stands on this phone alone." : `${partner} can see it.`}`,
    theirs: theirs === null ? "" : `${partner} ${timesLeft(theirs)}, and tells you so.`,
  };
}

function laidWords({ laid }: Down, partner: string): string {
  if (laid.you) return `Yours is down. It begins when ${partner}’s is, too.`;
  return laid.partner ? `${partner} has laid theirs down.` : `It begins when both of you have laid yours down.`;
}

function undividedWords(minutes: number): string {
  if (minutes < 1) return "A short one.";
  return minutes === 1 ? "One minute, undivided." : `${minutes} minutes, undivided.`;
}

function timesLeft(count: number): string {
  if (count === 0) return "stayed the whole time";
  return count === 1 ? "went off to something else once" : `went off to something else ${count} times`;
}
