/** One's word on a day that stands: yes to it, letting it go, or bringing it back. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { toast } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { offerUndo } from "../lib/undo.ts";

class OutingActs extends HTMLElement {
  connectedCallback(): void {
    for (const one of this.querySelectorAll<HTMLButtonElement>("[data-post], [data-let-go]")) {
      onPress(one, this, () => this.act(one));
    }
  }

  private async act(button: HTMLButtonElement): Promise<void> {
    const letGo = button.dataset["letGo"];
    if (letGo) {
      const { undo } = await send(letGo, {});
      offerUndo("Let go for now. The idea stays.", undo);
    } else {
      await send(button.dataset["post"] ?? "", { turn: Number(this.dataset["turn"]) });
      toast("It is a date.");
    }
    changed();
  }
}

customElements.define("outing-acts", OutingActs);
