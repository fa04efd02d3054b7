/** Takes one's own long letter away. What it says is the same whether the letter was opened or not. */

import { send } from "../lib/http.ts";
import { find } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { offerUndo } from "../lib/undo.ts";

class LongLetterRemove extends HTMLElement {
  private asked = false;

  connectedCallback(): void {
    const button = find<HTMLButtonElement>(this, "button");
    const words = button.textContent ?? "";
    onPress(button, this, async () => {
      if (this.asked) return this.takeAway();
      this.asked = true;
      button.textContent = "Sure? Tap once more";
    });
    button.addEventListener("focusout", () => {
      if (this.dataset["busy"] !== undefined) return; // the focus comes back with the answer
      this.asked = false;
      button.textContent = words;
    });
  }

  private async takeAway(): Promise<void> {
    const { undo } = await send(this.dataset["url"] ?? "", {});
    const page = [...document.querySelectorAll<HTMLElement>("#opened, #main .row")];
    for (const part of page) part.hidden = true;
    document.addEventListener("part-changed", () => page.forEach((part) => (part.hidden = false)), { once: true });
    offerUndo("The letter is taken away.", undo);
  }
}

customElements.define("long-letter-remove", LongLetterRemove);
