/** The fields that narrow the ideas: what is chosen in them, kept on the device, and which card it takes. */

import { type Choice, type Facts, fitsChoice, remember, remembered } from "./date-choice.ts";
import { find, meta } from "./page.ts";

export class DateFilter {
  private readonly form: HTMLFormElement;

  constructor(form: HTMLFormElement, changed: () => void) {
    this.form = form;
    this.bringBack();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", changed);
    find(form, "[data-clear]").addEventListener("click", () => (this.clear(), changed()));
  }

  private bringBack(): void {
    for (const [name, value] of Object.entries(remembered(meta("person")))) this.set(name, value);
  }

  private set(name: string, value: string): void {
    const field = this.form.elements.namedItem(name);
    if (field instanceof RadioNodeList || field instanceof HTMLSelectElement) field.value = value;
  }

  private clear(): void {
    const { view } = this.choice;
    this.form.reset();
    this.set("view", view);
  }

  private get choice(): Choice {
    const chosen = new FormData(this.form);
    const of = (name: string): string => String(chosen.get(name) ?? "");
    const [time, cost, energy, place] = [of("time"), of("cost"), of("energy"), of("place")];
    return { time, cost, energy, place, fits: of("fits"), view: of("view") };
  }

  get asList(): boolean {
    return this.choice.view === "list";
  }

  /** Whether a card is to be seen: in the list whatever was said to it, on the pile while nothing was. */
  takes(card: HTMLElement): boolean {
    const free = this.asList ? this.looksFor(card) : card.dataset["said"] === "";
    return free && fitsChoice(factsOf(card), this.choice);
  }

  private looksFor(card: HTMLElement): boolean {
    const sought = find<HTMLInputElement>(this.form, "[type=search]").value.toLowerCase();
    const liked = find<HTMLInputElement>(this.form, '[name="liked"]').checked;
    const text = card.textContent?.toLowerCase() ?? "";
    return (!liked || card.dataset["said"] === "yes") && sought.split(/\s+/).every((word) => text.includes(word));
  }

  /** Keep the choice, show what belongs to it, and give the sentence on how many fit. */
  tell(count: number): string {
    const choice = this.choice;
    remember(meta("person"), choice);
    find<HTMLElement>(this.form, "[data-list-tools]").hidden = !this.asList;
    const narrowed = [choice.time, choice.cost, choice.energy, choice.place, choice.fits].filter(Boolean).length;
    find(this.form, "[data-chosen]").textContent = narrowed ? `(${narrowed} chosen)` : "";
    const sentence = !this.asList ? "" : count === 1 ? "One idea" : `${count} ideas`;
    find(this.form, "[data-count]").textContent = sentence;
    return sentence;
  }
}

function factsOf(card: HTMLElement): Facts {
  const { minutes, cost, energy, place = "", fits = "" } = card.dataset;
  const numbers = { minutes: Number(minutes), cost: Number(cost), energy: Number(energy) };
  return { ...numbers, place, fits: fits.split(" "), children: card.dataset["children"] !== undefined };
}
