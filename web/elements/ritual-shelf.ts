/** Shows the part of the shelf that somebody looks for. */

import { find } from "../lib/page.ts";

class RitualShelf extends HTMLElement {
  connectedCallback(): void {
    const filter = find<HTMLElement>(this, ".shelf-filter");
    filter.hidden = false;
    filter.addEventListener("change", () => this.show());
    this.show(); // the browser may have kept the choice from before
  }

  private show(): void {
    const cadence = find<HTMLInputElement>(this, "[name=show]:checked").value;
    const apart = find<HTMLInputElement>(this, "[data-apart]").checked;
    let some = false;
    for (const group of this.querySelectorAll<HTMLElement>("[data-cadence]")) {
      const cards = [...group.querySelectorAll<HTMLElement>(".card")];
      for (const card of cards) card.hidden = apart && card.dataset["worksApart"] === undefined;
      group.hidden = (cadence !== "" && group.dataset["cadence"] !== cadence) || cards.every((one) => one.hidden);
      some ||= !group.hidden;
    }
    find<HTMLElement>(this, "[data-none]").hidden = some;
  }
}

customElements.define("ritual-shelf", RitualShelf);
