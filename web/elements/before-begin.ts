/**
 * The private choice before a talk that can be hard.
 *
 * Promise: what somebody chooses is neither stored nor sent. Both answers are in the page already, and
 * choosing shows one of them: no request, no entry in the history, nothing kept on the device.
 */

import { find } from "../lib/page.ts";

const GOING_ON = "at-ease";

class BeforeBegin extends HTMLElement {
  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-choose]")) {
      button.addEventListener("click", () => this.show(button.dataset["choose"] || "choice"));
    }
    if (this.cameFromThere()) this.goOn();
  }

  /** Who comes from a page that asked the same has chosen there: the address before this one says so. */
  private cameFromThere(): boolean {
    const there = this.dataset["chosenAt"];
    return Boolean(there && document.referrer && new URL(document.referrer).pathname === there);
  }

  private show(which: string): void {
    if (which === GOING_ON) return this.goOn();
    for (const part of this.querySelectorAll<HTMLElement>("[data-for]")) part.hidden = part.dataset["for"] !== which;
    const heading = find(this, `[data-for="${which}"] h2`);
    heading.focus();
    this.scrollIntoView({ block: "start" });
  }

  /** What stands behind comes to the front; the style sheet shows it once this is hidden. */
  private goOn(): void {
    const behind = document.querySelector<HTMLElement>("[data-behind]");
    const chosen = this.contains(document.activeElement);
    this.hidden = true;
    if (chosen) behind?.querySelector<HTMLElement>("button, a, [tabindex]")?.focus();
  }
}

customElements.define("before-begin", BeforeBegin);
