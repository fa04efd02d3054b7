/** Takes one's own letter back, or removes it: asks once, then says which of the two it was. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find, tell } from "../lib/page.ts";
import { offerUndo } from "../lib/undo.ts";

class RemoveLetter extends HTMLElement {
  private asked = false;

  connectedCallback(): void {
    const button = find<HTMLButtonElement>(this, "button");
    button.addEventListener("click", () => void this.takeAway(button));
    button.addEventListener("blur", () => this.calm(button));
    button.dataset["words"] = button.textContent ?? "";
  }

  private calm(button: HTMLButtonElement): void {
    this.asked = false;
    button.textContent = button.dataset["words"] ?? "";
  }

  private async takeAway(button: HTMLButtonElement): Promise<void> {
    if (!this.asked) {
      this.asked = true;
      button.textContent = "Sure? Tap once more";
      return;
    }
    try {
      const { taken_back, left, undo } = await send(this.dataset["url"] ?? "", {});
      const removed = left ? "Removed. An empty place stays where it was." : "Removed.";
      const said = taken_back ? "Taken back. It had not been read." : removed;
      offerUndo(this.dataset["said"] ?? said, undo);
      changed();
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    }
  }
}

customElements.define("remove-letter", RemoveLetter);
