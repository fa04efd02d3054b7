/** Stars a question for oneself. */

import { send } from "../lib/http.ts";
import { find, tell } from "../lib/page.ts";

class StarButton extends HTMLElement {
  connectedCallback(): void {
    const button = find<HTMLButtonElement>(this, "button");
    button.addEventListener("click", () => void this.toggle(button));
  }

  private async toggle(button: HTMLButtonElement): Promise<void> {
    try {
      const { on } = await send(this.dataset["url"] ?? "", this.dataset["source"] ? { source: this.dataset["source"] } : {});
      button.setAttribute("aria-pressed", String(on));
      button.textContent = on ? "★ Starred" : "☆ Star";
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    }
  }
}

customElements.define("star-button", StarButton);
