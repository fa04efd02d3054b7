/** One step in the form of a practice of one's own: what is filled in, and what of it is asked for. */

import type { OwnStep } from "./own-score.ts";
import { find } from "./page.ts";
import { KINDS, stepOf } from "./step-kinds.ts";

export interface RawStep {
  kind: string;
  words: string;
  seconds: number;
  each: boolean;
  listener: string;
  options: string[];
  step: (number: number) => OwnStep;
}

const MOST_OPTIONS = 6;

function value(where: HTMLElement, name: string): string {
  return find<HTMLInputElement>(where, `[data-${name}]`).value.trim();
}

/** What stands in the fields of a step. */
export function readStep(where: HTMLElement): RawStep {
  const kind = value(where, "kind");
  const options = value(where, "options").split("\n").map((one) => one.trim()).filter(Boolean).slice(0, MOST_OPTIONS);
  const each = find<HTMLInputElement>(where, "[data-each]").checked;
  const [words, listener] = [value(where, "words"), value(where, "listener")];
  const seconds = Math.min(3600, Math.max(5, Math.round(Number(value(where, "minutes").replace(",", ".")) * 60) || 60));
  return { kind, words, seconds, each, listener, options, step: (number) => stepOf(kind, words, seconds, { each, listener, options, number }) };
}

/** Put a step into its fields, and show those that its kind asks for. */
export function fillStep(where: HTMLElement, step: Partial<RawStep>): void {
  const kind = find<HTMLSelectElement>(where, "[data-kind]");
  kind.value = step.kind ?? "ask";
  const words = find<HTMLTextAreaElement>(where, "[data-words]");
  words.value = step.words ?? "";
  find<HTMLTextAreaElement>(where, "[data-listener]").value = step.listener ?? "";
  find<HTMLTextAreaElement>(where, "[data-options]").value = (step.options ?? []).join("\n");
  find<HTMLInputElement>(where, "[data-each]").checked = step.each ?? true;
  const shown = (fresh: boolean) => {
    const facts = KINDS[kind.value];
    words.placeholder = facts?.hint ?? "";
    const minutes = find<HTMLInputElement>(where, "[data-minutes]");
    if (fresh) minutes.value = String((facts?.seconds ?? 60) / 60);
    for (const part of where.querySelectorAll<HTMLElement>("[data-when]")) {
      part.hidden = !(part.dataset["when"] ?? "").split(" ").includes(kind.value);
    }
  };
  kind.addEventListener("change", () => shown(true));
  shown(step.seconds === undefined);
  if (step.seconds !== undefined) find<HTMLInputElement>(where, "[data-minutes]").value = String(step.seconds / 60);
}
