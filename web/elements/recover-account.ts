/** Recovery: the code opens the keyring here, and the keyring is locked anew under a new passphrase and a new code. */

import { type Derived, nameHandle } from "../sealing/derive.ts";
import { canonicalRecoveryCode, openRecoveryKit, recoveryKeys } from "../sealing/recovery.ts";
import { canSeal } from "../lib/browser-check.ts";
import { deriveHere } from "../lib/derive-progress.ts";
import { fromBase64, Refused, send } from "../lib/http.ts";
import { keepRing, type OpenRing, openRing, resealed, type Ring } from "../lib/keyring-opening.ts";
import { at, find, meta } from "../lib/page.ts";
import { PassphraseChoice } from "../lib/passphrase-choice.ts";
import { ceremony, makeCode } from "../lib/recovery-ceremony.ts";
import { showStep } from "../lib/steps.ts";
import { onSubmit, Sentence, waitHere } from "../lib/submit.ts";
import { wayOn } from "../lib/way-on.ts";

interface Change {
  open: OpenRing;
  derived: Derived;
  locks: { handle: string; locator: string; auth: string };
  body: object;
  tried: boolean;
}

class RecoverAccount extends HTMLElement {
  private proof = { locator: "", auth: "" };
  private open: OpenRing | null = null;
  private change: Change | null = null;
  private choice: PassphraseChoice | null = null;

  connectedCallback(): void {
    void canSeal().then((can) => (can ? this.begin() : undefined));
  }

  private begin(): void {
    const form = (name: string) => find<HTMLFormElement>(this, `[data-step="${name}"] form`);
    onSubmit(form("old-code"), () => this.unseal());
    onSubmit(form("passphrase"), () => this.lockAnew());
    onSubmit(form("arrive"), () => this.arrive());
  }

  private get name(): HTMLInputElement {
    return find(this, "#sign-in-name");
  }

  private async unseal(): Promise<void> {
    const code = canonicalRecoveryCode(find<HTMLTextAreaElement>(this, "#recovery-code").value);
    this.proof = recoveryKeys(code);
    const answer = await send(this.dataset["kit"] ?? "", this.proof);
    const identity = await openRecoveryKit(fromBase64(String(answer["kit"])), code);
    this.open = await openRing(answer as unknown as Ring, identity);
    this.name.value = this.open.root.name;
    find<HTMLElement>(this, "[data-lost]").hidden = true;
    this.choice = new PassphraseChoice(find(this, "[data-choice]"), () => [this.name.value]);
    showStep(this, "passphrase");
  }

  private async lockAnew(): Promise<void> {
    const name = this.name.value.trim();
    if (!name) throw new Sentence("Type the name you sign in with.", this.name);
    if (!this.open || !this.choice) return;
    const passphrase = await this.choice.passphrase();
    const handle = nameHandle(meta("place"), name);
    const derived = await deriveHere(this, passphrase, handle);
    const code = await makeCode();
    const open = { ...this.open, root: { ...this.open.root, name, recovery: code.recipient } };
    const locks = { handle, locator: derived.locator, auth: derived.auth };
    const parts = await resealed(open, derived.wrapRecipient);
    const body = { proof: this.proof, locks, recovery: code.sent, parts };
    this.change = { open, derived, locks, body, tried: false };
    showStep(this, "code");
    void ceremony(find(this, '[data-step="code"]'), code).then(() => {
      showStep(this, "arrive");
      find<HTMLFormElement>(this, '[data-step="arrive"] form').requestSubmit();
    });
  }

  private async arrive(): Promise<void> {
    if (!this.change) return;
    const { open, derived, locks, body, tried } = this.change;
    this.change.tried = true;
    await send(at("recover"), body).catch((fault: unknown) => {
      // The first try may have arrived and its answer been lost: then the new passphrase signs in already.
      if (tried && fault instanceof Refused) return send(at("sign-in"), locks);
      return waitHere(fault);
    });
    await keepRing(open, derived.wrapRecipient);
    location.replace(wayOn());
  }
}

customElements.define("recover-account", RecoverAccount);
