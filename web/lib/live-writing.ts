/** Steps in which one writes: sealed on this device, kept until the server has it, unfolded when both have written. */

import { oneOf } from "../sealing/letter.ts";
import type { Json } from "../sealing/bytes.ts";
import { keepDraft } from "./drafts.ts";
import type { LiveLink } from "./live-link.ts";
import type { LiveState, Sealed, Turn } from "./live-state.ts";
import type { StepPart } from "./live-steps.ts";
import { readers } from "./live-words.ts";
import { deliver } from "./outbox.ts";
import { find, meta } from "./page.ts";
import { Sentence } from "./submit.ts";
import { seal } from "./write.ts";

interface Writing {
  kind: string;
  path: string;
  couple: string | null;
  readable: () => Record<string, Json>;
}

export function writePart(where: HTMLElement, turn: Turn, link: LiveLink): StepPart {
  const couple = turn.reveal === "together" ? coupleId(where) : null;
  return part(where, turn, link, { kind: "practice-note", path: "write", couple, readable: () => ({}) });
}

export function agreePart(where: HTMLElement, turn: Turn, link: LiveLink): StepPart {
  const day = find<HTMLInputElement>(where, "input[type=date]");
  const later = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv");
  [day.min, day.value, day.max] = [later(0), later(turn.days ?? 7), later(365)];
  return part(where, turn, link, { kind: "promise", path: "promise", couple: coupleId(where), readable: () => ({ day: day.value }) });
}

function coupleId(where: HTMLElement): string {
  return where.closest<HTMLElement>("live-session")?.dataset["couple"] ?? "";
}

function part(where: HTMLElement, turn: Turn, link: LiveLink, writing: Writing): StepPart {
  const field = find<HTMLTextAreaElement>(where, "textarea");
  const form = find<HTMLFormElement>(where, "form");
  const about = turn.about ?? "";
  const url = `${link.url}turns/${link.state.turn}/${writing.path}`;
  const draft = keepDraft(field, `${writing.kind}:${about}`);
  let kept = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  return {
    show: (state) => {
      const mine = state.words?.mine ?? null;
      find(where, "[data-reader]").textContent = readers(state, turn);
      form.hidden = kept || mine !== null;
      showWritten(find<HTMLElement>(where, "[data-revealed]"), state, turn, form.hidden);
    },
    keeps: () => !form.hidden,
    keep: async () => {
      const text = field.value.trim();
      if (!text) throw new Sentence("Write a line first, or go on without.", field);
      const id = oneOf(writing.kind, about, meta("person"));
      const revision = Number(link.state.words?.mine?.record["revision"] ?? 0) + 1;
      const letter = await seal({ id, couple: writing.couple, kind: writing.kind, about, revision, readable: writing.readable(), text });
      await deliver(letter.id, url, { letter });
      kept = true;
      await (await draft)();
      field.value = "";
      await link.look();
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
