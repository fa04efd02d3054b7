/** A simple figure beside the places of the body: tapping a place on it ticks the box that stands for it. */

import { find } from "../lib/page.ts";

class BodyFigure extends HTMLElement {
  private readonly places = new Map<string, SVGElement>();

  connectedCallback(): void {
    for (const one of this.querySelectorAll<SVGElement>("[data-place]")) {
      this.places.set(one.dataset["place"] ?? "", one);
    }
    const group = find(this, "[data-group=body]");
    find(group, "svg").addEventListener("click", (event) => this.tapped(event));
    group.addEventListener("change", () => this.show());
    for (const type of ["pointerover", "pointerout"]) {
      group.addEventListener(type, (event) => this.pointed(event, type === "pointerover"));
    }
    this.addEventListener("filled", () => this.show());
    this.show();
  }

  private box(place: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`[data-group=body] input[value="${CSS.escape(place)}"]`);
  }

  private tapped(event: Event): void {
    const place = (event.target as Element).closest<SVGElement>("[data-place]")?.dataset["place"];
    this.box(place ?? "")?.click();
  }

  private show(): void {
    for (const [place, shape] of this.places) shape.classList.toggle("on", this.box(place)?.checked ?? false);
  }

  /** The shape and the name of a place light up together. */
  private pointed(event: Event, on: boolean): void {
    const target = event.target as Element;
    const label = target.closest("label");
    const place =
      target.closest<SVGElement>("[data-place]")?.dataset["place"] ?? label?.querySelector("input")?.value;
    this.places.get(place ?? "")?.classList.toggle("lit", on);
    this.box(place ?? "")?.closest("label")?.classList.toggle("lit", on);
  }
}

customElements.define("body-figure", BodyFigure);
