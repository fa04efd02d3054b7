/** The map of the two: both outlines over one another, and the months before faint behind them. */

import { drawPetals, type Layer, type Petals } from "../lib/look-petals.ts";
import { find } from "../lib/page.ts";

interface Month {
  own: Petals;
  other: Petals;
}

class LookMap extends HTMLElement {
  connectedCallback(): void {
    const [now, ...before] = JSON.parse(this.dataset["drawn"] ?? "[]") as Month[];
    if (!now) return;
    const names = (this.dataset["names"] ?? "").split("|");
    drawPetals(find<SVGElement>(this, "svg.petals"), this.layers(now), before.reverse().flatMap((one) => this.layers(one)), names);
  }

  private layers(month: Month): Layer[] {
    const own = { petals: month.own, side: this.dataset["own"] ?? "clay" };
    const other = { petals: month.other, side: this.dataset["other"] ?? "tide" };
    return own.side === "clay" ? [own, other] : [other, own]; // one picture, the same on both screens
  }
}

customElements.define("look-map", LookMap);
