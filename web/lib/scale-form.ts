/** The questions of a scale as a form. Every word of them goes in as text, whatever it looks like. */

import { type ChoiceItem, type IntegerItem, type Item, type Question, questionsOf, type Scale } from "./scale-read.ts";
import type { Answers } from "./scale-score.ts";
import { Sentence } from "./submit.ts";

const STEPS = 10; // a wider whole number is typed

function make<K extends keyof HTMLElementTagNameMap>(name: K, className: string, words = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = words;
  return made;
}

/** Draw every item of the scale into `where`. */
export function drawQuestions(where: HTMLElement, scale: Scale): void {
  where.replaceChildren(...scale.items.map((one, at) => drawn(one, `item-${at}`)));
}

function drawn(item: Item, name: string): HTMLElement {
  if (item.kind === "text") return make("p", "scale-between", item.text);
  const asked = item.required ? `${item.text} (its makers ask for an answer here)` : item.text;
  if (item.kind === "integer" && item.high - item.low > STEPS) return typed(item, name, asked);
  const set = make("fieldset", "scale-item");
  set.append(make("legend", "", asked), item.kind === "choice" ? choices(item, name) : steps(item, name));
  const clear = make("button", "bare", "Leave this one out");
  clear.type = "button";
  clear.hidden = true;
  clear.addEventListener("click", () => {
    for (const one of set.querySelectorAll("input")) one.checked = false;
    clear.hidden = true;
    set.querySelector("input")?.focus();
    set.dispatchEvent(new Event("change", { bubbles: true }));
  });
  set.addEventListener("change", () => (clear.hidden = !set.querySelector(":checked")));
  set.append(clear);
  return set;
}

function radio(name: string, value: string, words: string, className: string): HTMLLabelElement {
  const label = make("label", className);
  const input = make("input", "");
  Object.assign(input, { type: "radio", name, value });
  label.append(input, make("span", "", words));
  return label;
}

function choices(item: ChoiceItem, name: string): HTMLElement {
  const all = make("div", "nearest-of");
  all.append(...item.options.map((one) => radio(name, one.code, one.display, "check nearest")));
  return all;
}

function steps(item: IntegerItem, name: string): HTMLElement {
  const all = make("div", "scale-steps");
  for (let value = item.low; value <= item.high; value++) all.append(radio(name, String(value), String(value), ""));
  return all;
}

function typed(item: IntegerItem, name: string, asked: string): HTMLElement {
  const field = make("div", "field scale-item");
  const label = make("label", "", asked);
  const input = make("input", "");
  Object.assign(input, { type: "number", id: name, min: String(item.low), max: String(item.high), step: "1" });
  label.htmlFor = name;
  field.append(label, input, make("small", "", `A whole number from ${item.low} to ${item.high}`));
  return field;
}

/** What is answered by now. Throws a Sentence for a number that does not fit, unless `loosely`. */
export function answersIn(where: HTMLElement, scale: Scale, loosely = false): Answers {
  const found: Answers = {};
  for (const [item, name] of named(scale)) {
    const input = inputOf(where, item, name);
    if (!input?.value && !input?.validity.badInput) continue;
    const value = item.kind === "choice" ? input.value : Number(input.value);
    if (item.kind === "choice" || fits(item, value)) found[item.id] = value;
    else if (!loosely) throw new Sentence(`A whole number from ${item.low} to ${item.high} fits here.`, input);
  }
  return found;
}

function fits(item: IntegerItem, value: string | number): boolean {
  return Number.isInteger(value) && Number(value) >= item.low && Number(value) <= item.high;
}

/** Put answers back that were given before. */
export function fillIn(where: HTMLElement, scale: Scale, answers: Answers): void {
  for (const [item, name] of named(scale)) {
    const answer = answers[item.id];
    if (answer === undefined) continue;
    const wide = where.querySelector<HTMLInputElement>(`#${name}`);
    if (wide) wide.value = String(answer);
    for (const one of where.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) {
      if (one.value !== String(answer)) continue;
      one.checked = true;
      one.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

function named(scale: Scale): [Question, string][] {
  return questionsOf(scale).map((one) => [one, `item-${scale.items.indexOf(one)}`]);
}

function inputOf(where: HTMLElement, item: Question, name: string): HTMLInputElement | null {
  const wide = item.kind === "integer" && item.high - item.low > STEPS;
  return where.querySelector<HTMLInputElement>(wide ? `#${name}` : `input[name="${name}"]:checked`);
}
