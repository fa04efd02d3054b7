/** The browsers somebody is signed in with; each can be ended from here. */

import { send } from "../lib/http.ts";
import { announce } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";

class DeviceList extends HTMLElement {
  connectedCallback(): void {
    for (const time of this.querySelectorAll("time")) {
      time.textContent = new Date(time.dateTime).toLocaleString(undefined, {
        dateStyle: "long",
        timeStyle: "short",
      });
    }
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-end]")) {
      const row = button.closest("li");
      if (row) onPress(button, row, () => this.end(button, row));
    }
  }

  private async end(button: HTMLButtonElement, row: HTMLElement): Promise<void> {
    await send(button.dataset["end"] ?? "", {});
    row.remove();
    announce("Signed out there.");
  }
}

customElements.define("device-list", DeviceList);
