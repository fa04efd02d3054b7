/** A part of a page that comes after it, from an address of its own, and stays as current as the page. */

import { atWorkIn } from "../lib/hands.ts";
import { freshPage } from "../lib/trusted.ts";

class LaterPart extends HTMLElement {
  private asSent = "";

  connectedCallback(): void {
    document.addEventListener("parts-arrived", this.load);
    void this.load();
  }

  disconnectedCallback(): void {
    document.removeEventListener("parts-arrived", this.load);
  }

  private load = async (): Promise<void> => {
    const fresh = await freshPage(this.dataset["url"]);
    const sent = fresh?.body.innerHTML ?? this.asSent;
    if (!fresh || sent === this.asSent || atWorkIn(this)) return;
    this.asSent = sent;
    this.replaceChildren(...[...fresh.body.children].map((one) => document.importNode(one, true)));
    document.dispatchEvent(new CustomEvent("part-loaded"));
  };
}

customElements.define("later-part", LaterPart);
