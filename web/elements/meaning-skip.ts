/** Leaves a topic out for oneself, or takes it up after all. Nobody else is told. */

import { send } from "../lib/http.ts";
import { find } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";

class MeaningSkip extends HTMLElement {
  connectedCallback(): void {
    const button = find<HTMLButtonElement>(this, "button");
    onPress(button, this, async () => {
      await send(this.dataset["url"] ?? "", { on: button.dataset["on"] === "yes" });
      const after = this.dataset["after"];
      if (after) location.assign(after);
      else location.reload();
    });
  }
}

customElements.define("meaning-skip", MeaningSkip);
