/** Takes one's own long letter away. What it says is the same whether the letter was opened or not. */

import { send } from "../lib/http.ts";
import { find } from "../lib/page.ts";
import { explain } from "../lib/submit.ts";
import { onSecondPress } from "../lib/twice.ts";
import { offerUndo } from "../lib/undo.ts";

class LongLetterRemove extends HTMLElement {
  connectedCallback(): void {
    onSecondPress(find<HTMLButtonElement>(this, "button"), () =>
      this.takeAway().catch((fault: unknown) => explain(this, fault)),
    );
  }

  private async takeAway(): Promise<void> {
    const { undo } = await send(this.dataset["url"] ?? "", {});
    const page = [...document.querySelectorAll<HTMLElement>("#opened, #main .row")];
    const show = (on: boolean): void => page.forEach((part) => (part.hidden = !on));
    show(false);
    offerUndo("The letter is taken away.", undo, () => show(true));
  }
}

customElements.define("long-letter-remove", LongLetterRemove);
