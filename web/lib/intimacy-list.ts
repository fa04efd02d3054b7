/** One's own list as it stands on the page: an answer chosen here and there, and the rest left out. */

import { answersText } from "./intimacy-letters.ts";
import { find } from "./page.ts";

/** Answers by item, each the letter of its wish or the sign for none. */
export type Chosen = Record<string, string>;

export class IntimacyList {
  private readonly host: HTMLElement;

  constructor(host: HTMLElement) {
    this.host = host;
  }

  private get fields(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>("[data-item]")];
  }

  private get items(): string[] {
    return this.fields.map((one) => one.dataset["item"] ?? "");
  }

  get chosen(): Chosen {
    const radios = [...this.host.querySelectorAll<HTMLInputElement>("[data-item] input:checked")];
    return answersText(this.items, new Map(radios.map((one) => [one.name, one.value])));
  }

  /** A list without an answer. */
  get empty(): Chosen {
    return answersText(this.items, new Map());
  }

  fill(chosen: Chosen): void {
    for (const field of this.fields) {
      const said = chosen[field.dataset["item"] ?? ""];
      for (const one of field.querySelectorAll("input")) one.checked = one.value === said;
    }
    this.showLeave();
  }

  /** An answer can be left out again where there is one. */
  showLeave(): void {
    for (const field of this.fields) {
      find<HTMLElement>(field, "[data-leave]").hidden = !field.querySelector("input:checked");
    }
  }

  /** Leave out the answer that `button` belongs to; false for any other element. */
  leaveOut(button: Element): boolean {
    const field = button.closest("[data-leave]")?.closest<HTMLElement>("[data-item]");
    if (!field) return false;
    for (const one of field.querySelectorAll("input")) one.checked = false;
    field.querySelector<HTMLElement>("input")?.focus();
    return true;
  }
}
