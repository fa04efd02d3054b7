/** One step in the form of a practice of one's own: what is filled in, and what of it is asked for. */

import type { OwnStep } from "./own-score.ts";
import { find } from "./page.ts";
import { joinRounds, KINDS, stepOf } from "./step-kinds.ts";
import { Sentence } from "./submit.ts";

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

/** The steps of `list` as a score. Throws Sentence, with the field, where something is missing. */
export function wholeScore(list: HTMLElement): OwnStep[] {
  const shown = [...list.children] as HTMLElement[];
  if (!shown.length) throw new Sentence("Add a step first.");
  const whole = shown.map((one, index) => {
    const raw = readStep(one);
    if (!raw.words) throw new Sentence("This step has no words yet.", find<HTMLElement>(one, "textarea"));
    if (raw.kind === "choose" && raw.options.length < 2) throw new Sentence("Two options at least, one on each line.", find<HTMLElement>(one, "[data-options]"));
    return raw.step(index);
  });
  const loose = shown[joinRounds(whole)];
  if (loose) throw new Sentence("“Say it back” comes right after “Speak and listen”.", find<HTMLElement>(loose, "select"));
  return whole;
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

/** Move a step, or take it away, as the pressed button says; false where that was no such button. */
export function moveStep(pressed: Element): boolean {
  const button = pressed.closest<HTMLElement>("[data-move]");
  const step = button?.closest("li");
  if (!button || !step) return false;
  if (button.dataset["move"] === "away") step.remove();
  if (button.dataset["move"] === "up") step.previousElementSibling?.before(step);
  if (button.dataset["move"] === "down") step.nextElementSibling?.after(step);
  button.focus();
  return true;
}
