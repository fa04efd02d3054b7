/** Takes one's own letter back, or removes it: asks once, then says which of the two it was. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find } from "../lib/page.ts";
import { explain } from "../lib/submit.ts";
import { onSecondPress } from "../lib/twice.ts";
import { offerUndo } from "../lib/undo.ts";

class RemoveLetter extends HTMLElement {
  connectedCallback(): void {
    onSecondPress(find<HTMLButtonElement>(this, "button"), () =>
      this.takeAway().catch((fault: unknown) => explain(this, fault)),
    );
  }

  private async takeAway(): Promise<void> {
    const { taken_back, left, undo } = await send(this.dataset["url"] ?? "", {});
    const gone = new CustomEvent("removed", { bubbles: true, cancelable: true, detail: undo });
    if (!this.dispatchEvent(gone)) return; // the page it stood on says the rest
    const removed = left ? "Removed. An empty place stays where it was." : "Removed.";
    const said = taken_back ? "Taken back. It had not been read." : removed;
    offerUndo(this.dataset["said"] ?? said, undo);
    changed();
  }
}

customElements.define("remove-letter", RemoveLetter);
