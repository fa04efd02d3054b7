/** The name that the two gave a ritual, or another part of its words, opened on this device. */

import { openWords } from "../lib/ritual-words.ts";

class RitualTitle extends HTMLElement {
  connectedCallback(): void {
    void this.open();
  }

  private async open(): Promise<void> {
    const words = await openWords(this.dataset["letter"] ?? "");
    const part = this.dataset["part"] ?? "title";
    if (words?.[part]) this.textContent = words[part];
    else if (part !== "title") this.hidden = true;
  }
}

customElements.define("ritual-title", RitualTitle);
