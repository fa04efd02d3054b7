/** A folded sheet that its reader opens when they like: asks once, then goes to the letter. */

import { send } from "../lib/http.ts";
import { find } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";

class LongLetterOpen extends HTMLElement {
  connectedCallback(): void {
    find(this, "[data-ask]").addEventListener("click", () => this.ask(true));
    find(this, "[data-keep]").addEventListener("click", () => this.ask(false));
    onPress(find<HTMLButtonElement>(this, "[data-open]"), this, () => this.open());
  }

  private ask(on: boolean): void {
    find<HTMLElement>(this, "[data-first]").hidden = on;
    find<HTMLElement>(this, "[data-sure]").hidden = !on;
    find<HTMLElement>(this, on ? "[data-open]" : "[data-ask]").focus();
  }

  private async open(): Promise<void> {
    const { letter } = await send(this.dataset["url"] ?? "", {});
    location.assign(`${String(letter)}#opened`); // where it unfolds
  }
}

customElements.define("long-letter-open", LongLetterOpen);
