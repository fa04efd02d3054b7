/** A private mark: I'd like this for us. What both have marked comes together on the page, for both. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";

class DosPair extends HTMLElement {
  connectedCallback(): void {
    const button = find<HTMLButtonElement>(this, "button");
    onPress(button, this, async () => {
      const wanted = button.getAttribute("aria-pressed") !== "true";
      const { on } = await send(this.dataset["url"] ?? "", { pair: this.dataset["pair"], on: wanted });
      button.setAttribute("aria-pressed", String(on));
      changed();
    });
  }
}

customElements.define("dos-pair", DosPair);
