/** Says, for both, that the vision was looked at together today. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { offerUndo } from "../lib/undo.ts";

class VisionLook extends HTMLElement {
  connectedCallback(): void {
    onPress(find<HTMLButtonElement>(this, "button"), this, async () => {
      const { undo } = await send(this.dataset["url"] ?? "", {});
      offerUndo("Noted for both of you.", undo);
      changed();
    });
  }
}

customElements.define("vision-look", VisionLook);
