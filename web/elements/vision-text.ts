/** One version of the vision, opened on this device, each part under its own title. */

import { recordOf, wordsOf } from "../lib/meaning-words.ts";

class VisionText extends HTMLElement {
  connectedCallback(): void {
    if (!this.hasAttribute("state")) void this.open();
  }

  private async open(): Promise<void> {
    this.setAttribute("state", "opening");
    const record = recordOf(this);
    const text = record && (await wordsOf(this.dataset["sealed"] ?? "", record));
    if (!text) {
      this.textContent = "This could not be verified, so it is not shown. Nothing of yours is lost.";
      this.setAttribute("state", "unverified");
      return;
    }
    for (const part of this.querySelectorAll<HTMLElement>("[data-area]")) {
      const words = typeof text === "string" ? "" : (text[part.dataset["area"] ?? ""] ?? "");
      const place = part.querySelector("dd");
      if (place) place.textContent = words;
      part.hidden = words === "";
    }
    this.setAttribute("state", "open");
  }
}

customElements.define("vision-text", VisionText);
