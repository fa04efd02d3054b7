/** One way by which reminders come: a test of it, and taking it away, with the way back. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find, tell } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { offerUndo } from "../lib/undo.ts";

const SENDING = "Sending…";

class ReminderWay extends HTMLElement {
  connectedCallback(): void {
    const test = this.querySelector<HTMLButtonElement>("[data-test]");
    if (test) onPress(test, this, () => this.test(test.dataset["test"] ?? ""));
    const remove = find<HTMLButtonElement>(this, "[data-remove]");
    onPress(remove, this, () => this.takeAway(remove.dataset["remove"] ?? ""));
  }

  private async test(url: string): Promise<void> {
    tell(this, SENDING);
    const { sentence } = await send(url, {});
    tell(this, typeof sentence === "string" ? sentence : "");
  }

  private async takeAway(url: string): Promise<void> {
    const { undo } = await send(url, {});
    offerUndo("Removed. Nothing more comes this way.", undo);
    changed();
  }
}

customElements.define("reminder-way", ReminderWay);
