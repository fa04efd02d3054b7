/** A question shown large, to say aloud to the one who told. Nothing is sent. */

import { find } from "../lib/page.ts";

class MapAloud extends HTMLElement {
  connectedCallback(): void {
    const dialog = find<HTMLDialogElement>(this, "dialog");
    find(this, ":scope > button").addEventListener("click", () => dialog.showModal());
    find(this, "[data-close]").addEventListener("click", () => dialog.close());
    find(this, "[data-next]").addEventListener("click", () => this.turn());
  }

  private turn(): void {
    const lines = [...this.querySelectorAll<HTMLElement>("[data-aloud]")];
    const now = lines.findIndex((one) => !one.hidden);
    for (const [index, one] of lines.entries()) one.hidden = index !== (now + 1) % lines.length;
  }
}

customElements.define("map-aloud", MapAloud);
