/** One's own choice to let one's ratings into what is worked out for both, or to take them out. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";

class InsightJoin extends HTMLElement {
  connectedCallback(): void {
    const button = find<HTMLButtonElement>(this, "button");
    onPress(button, this, async () => {
      await send(this.dataset["url"] ?? "", { on: button.dataset["on"] === "true" });
      changed();
    });
  }
}

customElements.define("insight-join", InsightJoin);
