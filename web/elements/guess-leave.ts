/** Leaves a round for another time, or takes it up again. The other is told neither. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";

class GuessLeave extends HTMLElement {
  connectedCallback(): void {
    const button = find<HTMLButtonElement>(this, "button");
    onPress(button, this, async () => {
      await send(this.dataset["url"] ?? "", { left: button.dataset["left"] === "yes" });
      const then = this.dataset["then"];
      if (then) location.assign(then);
      else changed();
    });
  }
}

customElements.define("guess-leave", GuessLeave);
