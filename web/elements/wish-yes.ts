/** One tap on a wish: a yes to it, that taken back, or that it has not come true after all. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find, toast } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { offerUndo } from "../lib/undo.ts";

class WishYes extends HTMLElement {
  connectedCallback(): void {
    onPress(find<HTMLButtonElement>(this, "button"), this, () => this.act());
  }

  private async act(): Promise<void> {
    const url = this.dataset["url"] ?? "";
    if (this.dataset["say"] === "not-yet") {
      const { undo } = await send(url, {});
      offerUndo("Back among your wishes.", undo);
    } else {
      const yes = this.dataset["say"] === "yes";
      await send(url, { yes });
      const back = { label: "Undo", run: () => void send(url, { yes: !yes }).then(changed, tellFault) };
      toast(yes ? "You both would like that." : "Your yes is taken back.", back);
    }
    changed();
  }
}

function tellFault(fault: unknown): void {
  toast((fault as Error).message);
}

customElements.define("wish-yes", WishYes);
