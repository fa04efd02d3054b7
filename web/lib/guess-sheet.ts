/** One's own sheet of a round, as it stands in the form: what was chosen, and what was passed. */

import { find } from "./page.ts";

/** What was filled in. An item that was passed is in neither. */
export interface Filled {
  /** The number of the chosen option, from 0, by the item's id. */
  choices: Record<string, string>;
  /** 0 to 10 by the item's id. */
  numbers: Record<string, number>;
}

export class SheetForm {
  private readonly items: HTMLElement[];

  constructor(form: HTMLElement) {
    this.items = [...form.querySelectorAll<HTMLElement>("[data-item]")];
    for (const item of this.items) if (item.dataset["kind"] === "number") this.liven(item);
  }

  get filled(): Filled {
    const filled: Filled = { choices: {}, numbers: {} };
    for (const item of this.items) {
      const id = item.dataset["item"] ?? "";
      const choice = item.querySelector<HTMLInputElement>("input[type=radio]:checked")?.value;
      if (choice) filled.choices[id] = choice;
      if (item.dataset["set"] !== undefined) filled.numbers[id] = Number(rangeOf(item).value);
    }
    return filled;
  }

  fill(filled: Filled): void {
    for (const item of this.items) {
      const id = item.dataset["item"] ?? "";
      for (const one of item.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
        one.checked = filled.choices[id] === one.value;
      }
      const number = filled.numbers[id];
      if (number !== undefined) this.set(item, number);
    }
  }

  private liven(item: HTMLElement): void {
    const range = rangeOf(item);
    // A tap on where it stands already is an answer, too, and gives no input event.
    for (const type of ["input", "click"]) range.addEventListener(type, () => this.set(item, Number(range.value)));
    find(item, "[data-pass]").addEventListener("change", () => this.pass(item));
  }

  private set(item: HTMLElement, number: number): void {
    rangeOf(item).value = String(number);
    item.dataset["set"] = "";
    find<HTMLInputElement>(item, "[data-pass]").checked = false;
    find(item, "[data-output]").textContent = String(number);
  }

  private pass(item: HTMLElement): void {
    delete item.dataset["set"];
    find(item, "[data-output]").textContent = find<HTMLInputElement>(item, "[data-pass]").checked ? "Passed" : "Not set";
  }
}

export function saysNothing(filled: Filled): boolean {
  return !Object.keys(filled.choices).length && !Object.keys(filled.numbers).length;
}

function rangeOf(item: HTMLElement): HTMLInputElement {
  return find<HTMLInputElement>(item, "input[type=range]");
}
