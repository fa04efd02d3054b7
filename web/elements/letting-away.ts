/** Puts a matter away with every word in it, and brings it back within the hour. */

import { send } from "../lib/http.ts";
import { find } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";

class LettingAway extends HTMLElement {
  private undo = "";

  connectedCallback(): void {
    onPress(find<HTMLButtonElement>(this, "[data-away]"), this, () => this.away());
    onPress(find<HTMLButtonElement>(this, "[data-back]"), find(this, "[data-gone]"), () => this.bringBack());
  }

  private async away(): Promise<void> {
    const { undo } = await send(this.dataset["url"] ?? "", {});
    this.undo = String(undo);
    const page = this.closest("main") ?? document.body;
    for (const part of page.querySelectorAll<HTMLElement>(".way-stones, [data-step], .matter-name, details.put-away")) {
      part.hidden = true;
    }
    find<HTMLElement>(this, "[data-gone]").hidden = false;
    find<HTMLElement>(this, "[data-gone] h2").focus();
  }

  private async bringBack(): Promise<void> {
    await send(this.undo, {});
    location.reload();
  }
}

customElements.define("letting-away", LettingAway);
