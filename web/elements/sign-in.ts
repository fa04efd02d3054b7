/** Signing in: the passphrase is turned into keys here, and only what the keys prove is sent. */

import { nameHandle } from "../sealing/derive.ts";
import { canSeal } from "../lib/browser-check.ts";
import { deriveHere } from "../lib/derive-progress.ts";
import { send } from "../lib/http.ts";
import { keepRing, openRing, type Ring } from "../lib/keyring-opening.ts";
import { at, find, meta } from "../lib/page.ts";
import { showButtons } from "../lib/shown-passphrase.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { wayOn } from "../lib/way-on.ts";

class SignIn extends HTMLElement {
  connectedCallback(): void {
    showButtons(this);
    onSubmit(find(this, "form"), () => this.enter());
    void canSeal();
  }

  private async enter(): Promise<void> {
    const name = find<HTMLInputElement>(this, "#sign-in-name");
    const passphrase = find<HTMLInputElement>(this, "#passphrase");
    if (!name.value.trim()) throw new Sentence("Type the name you sign in with.", name);
    if (!passphrase.value.trim()) throw new Sentence("Type your passphrase.", passphrase);
    const handle = nameHandle(meta("place"), name.value);
    const { locator, auth, wrapIdentity, wrapRecipient } = await deriveHere(
      this,
      passphrase.value,
      handle,
    );
    const ring = (await send(at("sign-in"), { handle, locator, auth })) as unknown as Ring;
    await keepRing(await openRing(ring, wrapIdentity), wrapRecipient);
    location.replace(wayOn());
  }
}

customElements.define("sign-in", SignIn);
