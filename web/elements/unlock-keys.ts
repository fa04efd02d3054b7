/** Brings the keys back to a browser that is signed in without them. */

import { canSeal } from "../lib/browser-check.ts";
import { keepRing, openOwn } from "../lib/keyring-opening.ts";
import { find } from "../lib/page.ts";
import { showButtons } from "../lib/shown-passphrase.ts";
import { onSubmit } from "../lib/submit.ts";
import { wayOn } from "../lib/way-on.ts";

class UnlockKeys extends HTMLElement {
  connectedCallback(): void {
    showButtons(this);
    onSubmit(find(this, "form"), () => this.unlock());
    void canSeal();
  }

  private async unlock(): Promise<void> {
    const open = await openOwn(this, find(this, "#passphrase"));
    await keepRing(open, open.derived.wrapRecipient);
    location.replace(wayOn());
  }
}

customElements.define("unlock-keys", UnlockKeys);
