/** One's own matter: seven steps, one in sight, in any order. Where somebody is, nobody is told. */

import { showStep } from "../lib/steps.ts";

class LettingMatter extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const to = (event.target as Element).closest<HTMLElement>("[data-go]")?.dataset["go"];
      if (to) this.go(to);
    });
    document.addEventListener("parts-arrived", this.mark);
  }

  disconnectedCallback(): void {
    document.removeEventListener("parts-arrived", this.mark);
  }

  private go(to: string): void {
    showStep(this, to);
    this.mark();
  }

  /** The way above shows where one is; it may have come anew from the server, which does not know. */
  private mark = (): void => {
    const here = this.querySelector<HTMLElement>("[data-step]:not([hidden])")?.dataset["step"];
    for (const stone of this.querySelectorAll<HTMLElement>(".stone")) {
      if (stone.dataset["go"] === here) stone.setAttribute("aria-current", "step");
      else stone.removeAttribute("aria-current");
    }
  };
}

customElements.define("letting-matter", LettingMatter);
