/** The title of a wish or own idea, or the words beside it, opened on this device. */

import { openWish } from "../lib/wish-words.ts";

class WishPart extends HTMLElement {
  connectedCallback(): void {
    void this.open();
  }

  private async open(): Promise<void> {
    const rest = this.dataset["part"] === "rest";
    const words = await openWish(this.dataset);
    if (!words) this.textContent = rest ? "" : "This could not be verified, so it is not shown";
    else this.textContent = rest ? words.rest : words.title;
    this.setAttribute("state", words ? "open" : "unverified");
  }
}

customElements.define("wish-part", WishPart);
