/** Before it begins, and when a phone is gone: who is here, told kindly. */

import type { LiveState, Who } from "./live-state.ts";
import { find } from "./page.ts";

const OVER = "The practice is over. There is time for what you were writing.";
const CUT = "No connection just now. Your clock goes on here, and nothing is lost.";

/** Who is here and ready, and who begins. */
export function showLobby(host: HTMLElement, state: LiveState): void {
  find<HTMLElement>(host, "[data-two]").hidden = state.mode === "one";
  find(host, "[data-here='you']").textContent = hereWords(state, "you");
  find(host, "[data-here='partner']").textContent = hereWords(state, "partner");
  const first = find<HTMLElement>(host, "[data-first]");
  const speaks = state.turns?.some((turn) => turn.speaker !== null) ?? false;
  first.hidden = !speaks;
  const begins = state.mode === "two" && state.first === "you" ? "You speak" : `${state.names[state.first]} speaks`;
  find(first, "span").textContent = `${begins} first.`;
  find<HTMLElement>(first, "[data-do=swap]").hidden = !state.may.includes("swap");
}

function hereWords(state: LiveState, who: Who): string {
  if (state.mode === "one") return "One screen for both of you. Lay it where you both see it.";
  if (state.ready[who]) return "Ready";
  if (who === "you") return "Here";
  return state.partner_here ? "Here" : "Not here yet. It stands open under Practise.";
}

/** One kind sentence while something is cut off. */
export function showConnection(note: HTMLElement, state: LiveState, connected: boolean): void {
  const running = state.phase === "running" || state.phase === "paused";
  const away = state.mode === "two" && running && !state.partner_here;
  const told = state.phase === "ended" ? OVER : "";
  const words = connected ? (away ? `${state.names.partner}’s phone is away. Wait a little, or go on.` : told) : CUT;
  note.hidden = !words;
  if (note.textContent !== words) note.textContent = words;
}
