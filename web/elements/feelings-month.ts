/** A month of one's own feelings: a flower for each day, the same as a list, and what set them off. */

import { flower } from "../lib/flower.ts";
import { counted, type Month, type MonthDay, openMonth } from "../lib/month.ts";
import { find } from "../lib/page.ts";

const MOST = 6; // lines in the list of what set feelings off
const AND = new Intl.ListFormat("en-GB", { type: "conjunction" });
const CORNERS: [string, number, number][] = [
  ["lively and easy", 3, 3],
  ["quiet and easy", 3, -3],
  ["quiet and hard", -3, -3],
  ["lively and hard", -3, 3],
];

class FeelingsMonth extends HTMLElement {
  connectedCallback(): void {
    void this.open();
  }

  private async open(): Promise<void> {
    const sealed = this.querySelectorAll<HTMLElement>("[data-letter-day]");
    if (!sealed.length) return;
    const month = await openMonth(sealed, this.json("feeling-words"), this.json("trigger-names"));
    for (const cell of this.querySelectorAll<HTMLElement>("td[data-day]")) {
      const day = month.days.get(cell.dataset["day"] ?? "");
      if (day) this.fillDay(cell, day);
    }
    this.showLegend();
    this.showTriggers(month);
    find<HTMLElement>(this, "[data-as-list]").hidden = month.days.size === 0;
    if (month.unopened) find(this, "[data-words]").textContent = unopened(month.unopened);
  }

  private json<T>(id: string): T {
    return JSON.parse(find(this, `#${id}`).textContent) as T;
  }

  private fillDay(cell: HTMLElement, day: MonthDay): void {
    const name = cell.dataset["name"] ?? "";
    const words = day.feelings.map((one) => one.word).join(", ") || "no word that day";
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", `${name}: ${words}`);
    button.append(...cell.childNodes, flower(day.feelings));
    button.addEventListener("click", () => this.tellDay(button, name, day));
    cell.append(button);
    const list = find(this, "[data-days-list]");
    list.appendChild(document.createElement("dt")).textContent = name;
    list.appendChild(document.createElement("dd")).textContent = words;
  }

  private tellDay(button: HTMLElement, name: string, { feelings, triggers }: MonthDay): void {
    for (const one of this.querySelectorAll("[aria-pressed]")) one.removeAttribute("aria-pressed");
    button.setAttribute("aria-pressed", "true");
    const words = AND.format(feelings.map((one) => one.word)) || "no word that day";
    const line = Object.assign(document.createElement("b"), { textContent: words });
    const why = Object.assign(document.createElement("small"), {
      textContent: triggers.length ? `Set off by: ${triggers.join(", ")}` : "",
    });
    find(this, "[data-words]").replaceChildren(name, line, why);
  }

  private showLegend(): void {
    find<HTMLElement>(this, "[data-legend]").hidden = false;
    const lines = CORNERS.map(([name, pleasant, energy]) => {
      const line = document.createElement("li");
      line.append(flower([{ pleasant, energy }]), name);
      return line;
    });
    find(this, "[data-key]").replaceChildren(...lines);
  }

  private showTriggers({ days }: Month): void {
    const all = counted(days.values()).slice(0, MOST);
    const most = all[0]?.[1] ?? 1;
    const lines = all.map(([name, count]) => {
      const line = document.createElement("li");
      const bar = document.createElement("i");
      bar.style.inlineSize = `${Math.round((count / most) * 100)}%`;
      const number = Object.assign(document.createElement("small"), { textContent: count === 1 ? "1 day" : `${count} days` });
      line.append(Object.assign(document.createElement("span"), { textContent: name }), number, bar);
      return line;
    });
    find(this, "[data-bars]").replaceChildren(...lines);
    find<HTMLElement>(this, "[data-no-bars]").hidden = lines.length > 0;
  }
}

function unopened(count: number): string {
  return count === 1 ? "One day could not be opened here." : `${count} days could not be opened here.`;
}

customElements.define("feelings-month", FeelingsMonth);
