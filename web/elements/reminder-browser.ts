/** Reminders in this browser: asked for by a press, and explained where the browser will not. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find, toast } from "../lib/page.ts";
import { canPush, isDenied, mayNotify, subscribe, tidyUp } from "../lib/push.ts";
import { onPress, Sentence } from "../lib/submit.ts";

const NO_SERVICE =
  "This browser could not reach its push service just now. Nothing has changed; try again in a while.";

class ReminderBrowser extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset["on"] !== undefined) return;
    const button = find<HTMLButtonElement>(this, "[data-turn-on]");
    button.disabled = false;
    onPress(button, find(this, "[data-ask]"), () => this.turnOn());
    this.show();
    if (canPush()) void tidyUp().catch(() => undefined);
  }

  /** The way in, or what to do where there is none. */
  private show(): void {
    const cannot = !canPush();
    const denied = !cannot && isDenied();
    find(this, "[data-cannot]").hidden = !cannot;
    find(this, "[data-denied]").hidden = !denied;
    find(this, "[data-ask]").hidden = cannot || denied;
  }

  private async turnOn(): Promise<void> {
    const may = await mayNotify();
    this.show();
    if (!may) {
      if (!isDenied()) throw new Sentence("Nothing was changed. Press once more when you want to say yes.");
      return;
    }
    const made = await subscribe(this.dataset["key"] ?? "").catch(() => {
      throw new Sentence(NO_SERVICE);
    });
    await send(this.dataset["url"] ?? "", made);
    toast("On. Reminders come to this browser.");
    changed();
  }
}

customElements.define("reminder-browser", ReminderBrowser);
