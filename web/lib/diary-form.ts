/** The check-in's form: read, filled, and put into one line of plain words. What is left out stays out. */

import { GROUPS, idsOf, type Numbers } from "./diary.ts";
import { find } from "./page.ts";

const DAY = 24 * 60; // minutes
const TOGETHER = new Intl.ListFormat("en-GB", { type: "conjunction" });

export class DiaryForm {
  private readonly form: HTMLElement;
  private readonly day: string;

  /** `day` as "2026-11-22". */
  constructor(form: HTMLElement, day: string) {
    this.form = form;
    this.day = day;
    for (const one of this.ratings) this.easeRating(one);
    form.addEventListener("input", () => this.sumUp());
    form.addEventListener("change", () => this.sumUp());
    this.sumUp();
  }

  private get ratings(): HTMLElement[] {
    return [...this.form.querySelectorAll<HTMLElement>("[data-rating]")];
  }

  private get words(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this.form, "[data-note-words]");
  }

  get note(): string {
    return this.words.value.trim();
  }

  /** What is in the form, as it would travel. */
  get numbers(): Numbers {
    const numbers: Numbers = { day: this.day };
    for (const group of GROUPS) {
      const ids = boxes(this.form, group).filter((box) => box.checked).map((box) => box.value);
      if (ids.length) numbers[group] = ids;
    }
    for (const rating of this.ratings) {
      const said = answer(rating);
      if (said !== null) numbers[rating.dataset["rating"] ?? ""] = said;
    }
    return numbers;
  }

  fill(numbers: Numbers, note: string): void {
    for (const group of GROUPS) {
      const ids = new Set(idsOf(numbers, group));
      for (const box of boxes(this.form, group)) box.checked = ids.has(box.value);
    }
    for (const rating of this.ratings) put(rating, numbers[rating.dataset["rating"] ?? ""] ?? null);
    this.words.value = note;
    for (const one of this.form.querySelectorAll("feeling-wheel, body-figure")) {
      one.dispatchEvent(new CustomEvent("filled"));
    }
    this.sumUp();
  }

  /** Take the feeling that was tapped on Today or the minutes spent together, and clear them from the address. */
  takeFromAddress(): void {
    const brought = new URLSearchParams(location.hash.slice(1));
    const [id, minutes] = [brought.get("feeling"), brought.get("minutes")];
    if (!id && !minutes) return;
    history.replaceState(null, "", location.pathname + location.search);
    if (/^\d{1,4}$/.test(minutes ?? "")) this.addMinutes(Number(minutes));
    const box = boxes(this.form, "feelings").find((one) => one.value === id);
    if (box && !box.checked) box.click();
  }

  private addMinutes(minutes: number): void {
    const rating = this.ratings.find((one) => one.dataset["rating"] === "undivided_minutes");
    if (!rating || !minutes) return;
    put(rating, Math.min(Number(answer(rating) ?? 0) + minutes, DAY));
    rating.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** What somebody who is shown this would see, such as "Tender; chest; 4 answers; your words". */
  describe(): string {
    const parts = GROUPS.map((group) => TOGETHER.format(names(this.form, group))).filter(Boolean);
    const said = this.ratings.filter((rating) => answer(rating) !== null).length;
    if (said) parts.push(said === 1 ? "one answer about the day" : `${said} answers about the day`);
    if (this.note) parts.push("your own words");
    return parts.join("; ");
  }

  /** Folded parts say on the outside what is in them. */
  private sumUp(): void {
    for (const rating of this.ratings) find<HTMLElement>(rating, "[data-leave-out]").hidden = answer(rating) === null;
    for (const sheet of this.form.querySelectorAll<HTMLElement>("[data-sheet]")) {
      const sum = find<HTMLElement>(sheet, "[data-sum]");
      sum.dataset["empty"] ??= sum.textContent;
      const chosen = GROUPS.flatMap((group) => names(sheet, group));
      const said = [...sheet.querySelectorAll<HTMLElement>("[data-rating]")].filter((one) => answer(one) !== null);
      const line = said.length ? `${said.length} said` : chosen.join(", ");
      sum.textContent = line || sum.dataset["empty"];
      sum.classList.toggle("said", line !== "");
    }
  }

  private easeRating(rating: HTMLElement): void {
    const field = rating.querySelector<HTMLInputElement>("input[type=number]");
    const change = (value: number | null) => {
      put(rating, value);
      rating.dispatchEvent(new Event("change", { bubbles: true }));
    };
    find(rating, "[data-leave-out]").addEventListener("click", () => {
      change(null);
      rating.querySelector<HTMLElement>("input")?.focus();
    });
    for (const button of rating.querySelectorAll<HTMLElement>("[data-set]")) {
      button.addEventListener("click", () => change(Number(button.dataset["set"])));
    }
    rating.querySelector("[data-more]")?.addEventListener("click", () => change(Number(field?.value ?? 0) + 1));
  }
}

function boxes(where: ParentNode, group: string): HTMLInputElement[] {
  return [...where.querySelectorAll<HTMLInputElement>(`[data-group="${group}"] input[type=checkbox]`)];
}

function names(where: ParentNode, group: string): string[] {
  const chosen = boxes(where, group).filter((box) => box.checked);
  return chosen.map((box) => box.closest("label")?.querySelector("[data-name]")?.textContent ?? "");
}

/** What a rating says: a number, yes or no, or null while it is left out. */
function answer(rating: HTMLElement): number | boolean | null {
  const field = rating.querySelector<HTMLInputElement>("input[type=number]");
  if (field) return field.value === "" || !field.validity.valid ? null : Math.round(Number(field.value));
  const chosen = rating.querySelector<HTMLInputElement>("input:checked")?.value;
  if (chosen === undefined) return null;
  return rating.dataset["kind"] === "yes-no" ? chosen === "yes" : Number(chosen);
}

function put(rating: HTMLElement, value: unknown): void {
  const field = rating.querySelector<HTMLInputElement>("input[type=number]");
  if (field) field.value = typeof value === "number" ? String(value) : "";
  const wanted = value === true ? "yes" : value === false ? "no" : String(value);
  for (const choice of rating.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
    choice.checked = choice.value === wanted;
  }
}
