/** The shelf of practices: narrowed by time, place, what it serves, and words. Works without the server. */

import { announce, find } from "../lib/page.ts";

class PracticeLibrary extends HTMLElement {
  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const type of ["input", "change"]) form.addEventListener(type, () => this.narrow(true));
    find(this, "[data-clear]").addEventListener("click", () => {
      form.reset();
      this.narrow(true);
    });
    this.narrow(false); // a browser that brings back what was chosen
  }

  private chosen(name: string): string {
    return this.querySelector<HTMLInputElement>(`[data-by="${name}"]:checked`)?.value ?? "";
  }

  private narrow(told: boolean): void {
    const by = Object.fromEntries(["time", "setting", "depth"].map((name) => [name, this.chosen(name)]));
    const serves = find<HTMLSelectElement>(this, "[data-serves]").value;
    const only = this.chosen("mine");
    const words = find<HTMLInputElement>(this, "[type=search]").value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of this.querySelectorAll<HTMLElement>("[data-card]")) {
      const has = card.dataset;
      const fits =
        (!by["time"] || within(has["time"] ?? "", by["time"])) &&
        (!by["setting"] || has["setting"] === by["setting"] || has["setting"] === "either") &&
        (!by["depth"] || has["depth"] === by["depth"]) &&
        (!serves || (has["serves"] ?? "").split(" ").includes(serves)) &&
        (only !== "starred" || card.querySelector('star-button [aria-pressed="true"]') !== null) &&
        (only !== "done" || Number(has["done"]) > 0) &&
        words.every((word) => (has["words"] ?? "").includes(word));
      card.hidden = !fits;
      if (fits) count += 1;
    }
    const sentence = count === 0 ? "Nothing fits all of that." : count === 1 ? "One practice" : `${count} practices`;
    find(this, "[data-count]").textContent = sentence;
    find<HTMLElement>(this, "[data-none]").hidden = count > 0;
    if (told) announce(sentence);
  }
}

const TIMES = ["5", "10", "20", "more"];

/** A practice of five minutes fits whoever has ten; "more" is for those that take longer than twenty. */
function within(takes: string, have: string): boolean {
  return have === "more" ? takes === "more" : TIMES.indexOf(takes) <= TIMES.indexOf(have);
}

customElements.define("practice-library", PracticeLibrary);
