/** Opens what was raised at a time of one's own, which is told to nobody. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { onPress } from "../lib/submit.ts";
import { toast } from "../lib/page.ts";

class HeardLater extends HTMLElement {
  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-minutes]")) {
      onPress(button, this, async () => {
        await send(this.dataset["url"] ?? "", { minutes: Number(button.dataset["minutes"]) });
        toast("It waits here until then. This stays with you.");
        changed();
      });
    }
  }
}

customElements.define("heard-later", HeardLater);
