/** Finds a country in the list, and says by this device's clock which lines have become old. Sends nothing. */

import { announce, find } from "../lib/page.ts";

const YEAR = 365 * 24 * 60 * 60 * 1000; // milliseconds

class HelpPage extends HTMLElement {
  connectedCallback(): void {
    this.sayOld();
    const field = find<HTMLInputElement>(this, "input");
    find(this, "[data-search]").hidden = false;
    field.addEventListener("input", () => this.filter(plain(field.value)));
  }

  /** A page that was kept for long does not know its own age. */
  private sayOld(): void {
    for (const note of this.querySelectorAll<HTMLElement>("[data-as-of]")) {
      if (Date.now() - Date.parse(note.dataset["asOf"] ?? "") > YEAR) note.hidden = false;
    }
  }

  private filter(wanted: string): void {
    const all = [...this.querySelectorAll<HTMLElement>("[data-name]")];
    for (const one of all) one.hidden = !plain(one.dataset["name"] ?? "").includes(wanted);
    const found = all.filter((one) => !one.hidden).length;
    find(this, "[data-none]").hidden = found > 0;
    announce(found === 1 ? "One country" : `${found} countries`);
  }
}

function plain(name: string): string {
  return name.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

customElements.define("help-page", HelpPage);
