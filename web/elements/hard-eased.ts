/** Says that a hard time has become easier; it can be taken back at once. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { offerUndo } from "../lib/undo.ts";

class HardEased extends HTMLElement {
  connectedCallback(): void {
    onPress(find<HTMLButtonElement>(this, "button"), this, async () => {
      const { undo } = await send(this.dataset["url"] ?? "", {});
      offerUndo("Good that it is easier.", undo);
      changed();
    });
  }
}

customElements.define("hard-eased", HardEased);
