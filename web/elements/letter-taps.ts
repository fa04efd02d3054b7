/** One tap under the partner's letter; another tap takes it back. */

import { send } from "../lib/http.ts";
import { tell } from "../lib/page.ts";

class LetterTaps extends HTMLElement {
  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("button")) {
      button.addEventListener("click", () => void this.tap(button));
    }
  }

  private async tap(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    try {
      const { on } = await send(this.dataset["url"] ?? "", { kind: button.dataset["kind"] });
      button.setAttribute("aria-pressed", String(on));
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    } finally {
      button.disabled = false;
    }
  }
}

customElements.define("letter-taps", LetterTaps);
