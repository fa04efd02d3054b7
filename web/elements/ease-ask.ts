/** How a question sat with this person. It goes to nobody's page, the partner's least of all. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { tell } from "../lib/page.ts";

class EaseAsk extends HTMLElement {
  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-ease]")) {
      button.addEventListener("click", () => void this.say(button.dataset["ease"] === "yes"));
    }
  }

  private async say(at_ease: boolean): Promise<void> {
    try {
      await send(this.dataset["url"] ?? "", { at_ease });
      changed();
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    }
  }
}

customElements.define("ease-ask", EaseAsk);
