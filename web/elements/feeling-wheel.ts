/**
 * The feelings wheel, drawn over a plain list of boxes. The list is what counts: the wheel ticks its
 * boxes and shows what is ticked, so that either can be used, by eye, by finger, by keys or by ear.
 */

import { tone } from "../lib/circumplex.ts";
import { announce, find, tell } from "../lib/page.ts";
import type { Family, Word } from "../lib/wheel-drawing.ts";
import { WheelStage } from "../lib/wheel-stage.ts";

const MOST = 5;

class FeelingWheel extends HTMLElement {
  private readonly boxes = new Map<string, HTMLInputElement>();
  private families: Family[] = [];
  private wheel: WheelStage | null = null;

  connectedCallback(): void {
    if (this.wheel) return;
    this.families = [...this.querySelectorAll("fieldset[data-family]")].map((one) => this.read(one));
    this.wheel = new WheelStage(this, this.families, (word) => this.take(word));
    find(this, "[data-list]").addEventListener("change", (event) => this.ticked(event));
    this.addEventListener("filled", () => this.show());
    const search = find<HTMLInputElement>(this, "[data-search]");
    search.addEventListener("input", () => this.narrow(search.value));
    this.show();
  }

  private read(group: Element): Family {
    const words = [...group.querySelectorAll<HTMLInputElement>("input")].map((box): Word => {
      const label = box.closest("label") ?? group;
      this.boxes.set(box.value, box);
      return {
        id: box.value,
        name: find(label, "[data-name]").textContent,
        means: find(label, "[data-means]").textContent,
        pleasant: Number(box.dataset["pleasant"]),
        energy: Number(box.dataset["energy"]),
        chosen: box.checked,
      };
    });
    return { name: find(group, "legend").textContent, words };
  }

  private get words(): Word[] {
    return this.families.flatMap((family) => family.words);
  }

  /** A word was tapped on the wheel, or taken off. */
  private take(word: Word): void {
    const box = this.boxes.get(word.id);
    if (!box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    announce(`${word.name}, ${box.checked ? "chosen" : "not chosen"}.`);
  }

  private ticked(event: Event): void {
    const box = event.target as HTMLInputElement;
    if (box.type !== "checkbox") return;
    const ticked = [...this.boxes.values()].filter((one) => one.checked).length;
    if (ticked > MOST) box.checked = false;
    tell(find(this, "[data-room]"), ticked > MOST ? "Five words fit. Take one off to make room." : "");
    this.show();
  }

  /** Show what is ticked: on the wheel, and as words that can be taken off. */
  private show(): void {
    for (const word of this.words) word.chosen = this.boxes.get(word.id)?.checked ?? false;
    this.wheel?.draw();
    const list = find<HTMLElement>(this, "[data-chosen]");
    const chosen = this.words.filter((word) => word.chosen);
    list.replaceChildren(...chosen.map((word) => this.chip(word)));
    list.hidden = !chosen.length;
  }

  private chip(word: Word): HTMLElement {
    const line = document.createElement("li");
    const button = line.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "chip word-chip";
    button.style.setProperty("--tone", tone(word));
    button.setAttribute("aria-label", `Take off ${word.name}`);
    button.append(word.name, Object.assign(document.createElement("span"), { textContent: "×" }));
    button.addEventListener("click", () => this.take(word));
    line.appendChild(document.createElement("small")).textContent = word.means;
    return line;
  }

  /** Show the words in the list whose name or meaning has what was typed. */
  private narrow(typed: string): void {
    const wanted = typed.trim().toLocaleLowerCase();
    let found = 0;
    for (const group of this.querySelectorAll<HTMLElement>("fieldset[data-family]")) {
      const labels = [...group.querySelectorAll<HTMLElement>("label")];
      for (const label of labels) label.hidden = !label.textContent.toLocaleLowerCase().includes(wanted);
      const left = labels.filter((label) => !label.hidden).length;
      group.hidden = left === 0;
      found += left;
    }
    const words = found === 1 ? "One word" : `${found || "No"} words`;
    find(this, "[data-found]").textContent = wanted ? `${words} found.` : "";
  }
}

customElements.define("feeling-wheel", FeelingWheel);
