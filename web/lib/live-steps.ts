/** What a step asks for beside its words: a breath to follow, a choice, a number, words to write. */

import type { LeftWords } from "./left-words.ts";
import type { LiveLink } from "./live-link.ts";
import type { LiveState, Turn } from "./live-state.ts";
import { writingPart } from "./live-writing.ts";
import { send } from "./http.ts";
import { find, tell } from "./page.ts";
import type { TurnWords } from "./turn-words.ts";

export interface StepPart {
  /** What is written in it. */
  words?: TurnWords;
  /** Bring it to the present state. */
  show?: (state: LiveState) => void;
  /** Could something be sealed here that is not yet? */
  keeps?: (state: LiveState) => boolean;
  keep?: () => Promise<void>;
}

type Builder = (where: HTMLElement, turn: Turn, link: LiveLink, left: LeftWords) => StepPart;
const BUILDERS: Record<string, Builder> = {
  breathe: breathePart,
  choose: choosePart,
  rate: ratePart,
  write: writingPart,
  agree: writingPart,
};
const BY_TOGETHER = ["write", "rate"]; // on one screen these belong on paper and in the head

/** Put the step's own part into `where`; `left` has what was written in it before. */
export function stepPart(where: HTMLElement, turn: Turn, link: LiveLink, left: LeftWords): StepPart {
  where.replaceChildren();
  const builder = BUILDERS[turn.kind];
  if (!builder || (link.state.mode === "one" && BY_TOGETHER.includes(turn.kind))) return {};
  const template = find<HTMLTemplateElement>(document, `template[data-kind="${turn.kind}"]`);
  where.append(document.importNode(template.content, true));
  return builder(where, turn, link, left);
}

function breathePart(where: HTMLElement, turn: Turn): StepPart {
  const guide = find<HTMLElement>(where, "breath-guide");
  for (const name of ["in", "hold", "out", "rounds"] as const) guide.dataset[name] = String(turn[name] ?? 0);
  return {};
}

function choosePart(where: HTMLElement, turn: Turn): StepPart {
  const group = find(where, "[data-options]");
  const buttons = (turn.options ?? []).map((words, option) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.className = "option";
    button.dataset["do"] = "choose";
    button.dataset["more"] = JSON.stringify({ option });
    return button;
  });
  group.append(...buttons);
  return {
    show: ({ chosen }) => buttons.forEach((one, index) => one.setAttribute("aria-pressed", String(index === chosen))),
  };
}

function ratePart(where: HTMLElement, turn: Turn, link: LiveLink): StepPart {
  find(where, "[data-ask]").textContent = "From 0 to 10";
  find(where, "[data-low]").textContent = turn.low ?? "";
  find(where, "[data-high]").textContent = turn.high ?? "";
  const url = `${link.url}turns/${link.state.turn}/rate`;
  const told = find<HTMLElement>(where, "[data-rate]");
  const inputs = Array.from({ length: 11 }, (_, value) => number(value, () => {
    send(url, { value }).then(() => tell(told, ""), (fault: Error) => tell(told, fault.message, "care"));
  }));
  find(where, "[data-numbers]").append(...inputs);
  const rated = link.state.rated;
  if (rated !== null) find<HTMLInputElement>(where, `input[value="${rated}"]`).checked = true;
  return {};
}

function number(value: number, chosen: () => void): HTMLElement {
  const label = document.createElement("label");
  const input = Object.assign(document.createElement("input"), { type: "radio", name: "rate", value: String(value) });
  input.addEventListener("change", chosen);
  label.append(input, Object.assign(document.createElement("span"), { textContent: String(value) }));
  return label;
}
