/** One's own looks, opened on this device alone: one month in sight, the ones before it faint behind it. */

import { CIRCLES, type Numbers, numbersOf } from "../lib/look-answers.ts";
import { drawPetals, type Layer } from "../lib/look-petals.ts";
import { find, tell } from "../lib/page.ts";
import { explain } from "../lib/submit.ts";

const FAINT = 3;
const UNVERIFIED = "This could not be verified, so it is not drawn. Nothing of yours is lost.";

class LookOwn extends HTMLElement {
  private months: (Numbers | null)[] = [];

  connectedCallback(): void {
    this.buttons.forEach((button, index) => button.addEventListener("click", () => this.show(index)));
    this.open().catch((fault: unknown) => explain(this, fault));
  }

  private get buttons(): HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>("button[data-record]")];
  }

  private async open(): Promise<void> {
    this.months = await Promise.all(this.buttons.map(numbersOf));
    this.show(0);
    this.setAttribute("state", "open");
  }

  private show(index: number): void {
    const numbers = this.months[index] ?? {};
    tell(this, this.months[index] === null ? UNVERIFIED : "");
    this.buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at === index)));
    this.querySelectorAll<HTMLElement>("[data-away]").forEach((row, at) => (row.hidden = at !== index));
    const before = this.months.slice(index + 1, index + 1 + FAINT).map((one) => this.layer(one ?? {}));
    drawPetals(find<SVGElement>(this, "svg.petals"), [this.layer(numbers)], before.reverse(), this.listOf("names", "|"));
    this.showWords(numbers);
    this.showCircles(numbers[CIRCLES]);
  }

  private listOf(name: string, between: string): string[] {
    return (this.dataset[name] ?? "").split(between);
  }

  private layer(numbers: Numbers): Layer {
    const petals = this.listOf("petals", " ").map((id) => numbers[id] ?? null);
    return { petals, side: this.dataset["side"] ?? "clay" };
  }

  private showWords(numbers: Numbers): void {
    const said = this.listOf("said", "|");
    for (const row of this.querySelectorAll<HTMLElement>("[data-of]")) {
      const value = numbers[row.dataset["of"] ?? ""];
      const cell = find(row, "dd, td");
      if (cell.localName === "td") cell.textContent = value === undefined ? "–" : String(value);
      else cell.textContent = value === undefined ? "left out" : (said[value] ?? "");
    }
  }

  /** The picture that was chosen, as it stands in the questions. */
  private showCircles(number: number | undefined): void {
    const place = find<HTMLElement>(this, "[data-circles]");
    const choice = document.querySelector(`look-form [data-circles="${number ?? ""}"]`);
    place.hidden = !choice;
    if (!choice) return;
    find(place, "[data-place]").replaceChildren(find<SVGElement>(choice, "svg").cloneNode(true));
    find(place, "p").textContent = find(choice, "span").textContent;
  }
}

customElements.define("look-own", LookOwn);
