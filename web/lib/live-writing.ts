/** Steps in which one writes: sealed on this device, kept until the server has it, unfolded when both have written. */

import type { LetterRecord } from "../sealing/letter.ts";
import type { LeftWords } from "./left-words.ts";
import type { LiveLink } from "./live-link.ts";
import type { LiveState, Sealed, Turn } from "./live-state.ts";
import type { StepPart } from "./live-steps.ts";
import { readers } from "./live-words.ts";
import { find } from "./page.ts";
import { TurnWords } from "./turn-words.ts";

/** The part of a step in which one writes, alone, for both, or a promise. What was begun in it before is in it again. */
export function writingPart(where: HTMLElement, turn: Turn, link: LiveLink, left: LeftWords): StepPart {
  const fresh = find<HTMLFormElement>(where, "form");
  const couple = where.closest<HTMLElement>("live-session")?.dataset["couple"] ?? "";
  const number = link.state.turn;
  const words = left.of(turn.about ?? "", () => new TurnWords(fresh, turn, link.url, number, couple));
  words.asked = turn.text ?? words.asked;
  if (words.form !== fresh) fresh.replaceWith(words.form);
  return {
    words,
    show: (state) => {
      words.mine = (state.words?.mine?.record ?? null) as LetterRecord | null;
      find(where, "[data-reader]").textContent = readers(turn, state.names.partner, state.words?.theirs_written);
      words.form.hidden = words.kept || words.mine !== null;
      showWritten(find<HTMLElement>(where, "[data-revealed]"), state, turn, words.form.hidden);
    },
    keeps: () => !words.form.hidden,
    keep: async () => {
      if (await words.seal()) await link.look();
    },
  };
}

/** One's own words and, once both have written, the partner's beside them. */
function showWritten(where: HTMLElement, state: LiveState, turn: Turn, on: boolean): void {
  where.hidden = !on;
  const { mine = null, theirs = null, theirs_written: folded = false } = state.words ?? {};
  const key = [mine?.record["revision"], theirs?.record["id"], folded, on].join();
  if (!on || where.dataset["shown"] === key) return;
  where.dataset["shown"] = key;
  const together = turn.reveal === "together" || turn.kind === "agree";
  const sheets = [sheet(state.sides.you, "You", mine, "Sealed. It is on its way.")];
  if (together && (theirs || turn.reveal)) {
    const name = state.names.partner;
    sheets.push(sheet(state.sides.partner, name, theirs, folded ? "" : `${name} is still writing, or has chosen not to.`));
  }
  where.replaceChildren(...sheets);
  where.classList.toggle("unfolding", theirs !== null && turn.reveal === "together");
}

function sheet(side: string, name: string, letter: Sealed | null, instead: string): HTMLElement {
  const box = document.createElement("div");
  box.className = `answer ${side}`;
  box.append(Object.assign(document.createElement("b"), { textContent: name }));
  if (letter) {
    const shown = document.createElement("sealed-letter");
    shown.dataset["record"] = JSON.stringify(letter.record);
    shown.dataset["sealed"] = letter.sealed;
    box.append(shown);
  } else if (instead) {
    box.append(Object.assign(document.createElement("p"), { className: "soft", textContent: instead }));
  } else {
    box.append(Object.assign(document.createElement("div"), { className: "folded" }));
  }
  return box;
}
