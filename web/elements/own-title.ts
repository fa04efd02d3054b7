/** The title of a practice that the couple has written, opened on this device. */

import { openOwn } from "../lib/own-score.ts";

class OwnTitle extends HTMLElement {
  connectedCallback(): void {
    void this.open();
  }

  private async open(): Promise<void> {
    const { record = "null", sealed = "" } = this.dataset;
    const own = await openOwn({ record: JSON.parse(record) as Record<string, unknown>, sealed });
    if (own?.title) this.textContent = own.title;
  }
}

customElements.define("own-title", OwnTitle);
