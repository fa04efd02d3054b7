/** Signing up: everything is made on this device before one message is sent, which can be sent again. */

import { type Derived, nameHandle } from "../sealing/derive.ts";
import { makePerson, type Root, sealRoot } from "../sealing/keyring.ts";
import { canSeal } from "../lib/browser-check.ts";
import { deriveHere } from "../lib/derive-progress.ts";
import { type Answer, send, toBase64 } from "../lib/http.ts";
import { keepRing, openRing, type Ring } from "../lib/keyring-opening.ts";
import { at, find, meta, tell } from "../lib/page.ts";
import { PassphraseChoice } from "../lib/passphrase-choice.ts";
import { ceremony, makeCode } from "../lib/recovery-ceremony.ts";
import { leadBack, showStep } from "../lib/steps.ts";
import { onSubmit, Sentence, waitHere } from "../lib/submit.ts";
import { zoneHere } from "../lib/time-zones.ts";
import { wayOn } from "../lib/way-on.ts";

const KNOWN =
  "You have been here before, with this name and passphrase, so nothing new was made. The recovery code you kept then " +
  "still counts; the one you have just seen opens nothing.";

interface Newcomer {
  root: Root;
  derived: Derived;
  body: object;
}

class SignUp extends HTMLElement {
  private newcomer: Newcomer | null = null;

  connectedCallback(): void {
    void canSeal().then((can) => (can ? this.begin() : undefined));
  }

  private begin(): void {
    const step = (name: string) => find<HTMLElement>(this, `[data-step="${name}"]`);
    const choice = new PassphraseChoice(find(this, "[data-choice]"), () => [
      this.called,
      this.name,
    ]);
    leadBack(this);
    onSubmit(find(step("who"), "form"), async () => this.introduced());
    onSubmit(find(step("passphrase"), "form"), async () => this.make(await choice.passphrase()));
    onSubmit(find(step("arrive"), "form"), async () => this.arrive(find(step("arrive"), "form")));
  }

  private get called(): string {
    return find<HTMLInputElement>(this, "#called").value.trim();
  }

  private get name(): string {
    return find<HTMLInputElement>(this, "#sign-in-name").value.trim();
  }

  private introduced(): void {
    if (!this.called)
      throw new Sentence("Type what you would like to be called.", find(this, "#called"));
    if (!this.name) throw new Sentence("Type a name to sign in with.", find(this, "#sign-in-name"));
    find<HTMLInputElement>(this, "[data-username]").value = this.name;
    showStep(this, "passphrase");
  }

  private async make(passphrase: string): Promise<void> {
    const { called, name } = this;
    const handle = nameHandle(meta("place"), name);
    const derived = await deriveHere(this, passphrase, handle);
    const { root, recoveryIdentity } = await makePerson(crypto.randomUUID(), name);
    const code = await makeCode(recoveryIdentity);
    const body = {
      id: root.person,
      called,
      time_zone: zoneHere(),
      locks: { handle, locator: derived.locator, auth: derived.auth },
      recovery: code.sent,
      root: toBase64(await sealRoot(root, derived.wrapRecipient)),
    };
    this.newcomer = { root, derived, body };
    showStep(this, "code");
    void ceremony(find(this, '[data-step="code"]'), code).then(() => {
      showStep(this, "arrive");
      find<HTMLFormElement>(this, '[data-step="arrive"] form').requestSubmit();
    });
  }

  private async arrive(form: HTMLFormElement): Promise<void> {
    if (!this.newcomer) return;
    const { root, derived, body } = this.newcomer;
    const answer: Answer = await send(at("sign-up"), body).catch(waitHere);
    const known = answer["person"] !== root.person;
    const ring = answer as unknown as Ring;
    await keepRing(
      known ? await openRing(ring, derived.wrapIdentity) : { root, couples: [] },
      derived.wrapRecipient,
    );
    if (!known) return location.replace(wayOn());
    tell(form, KNOWN);
    this.newcomer = null;
    find(form, "button").addEventListener("click", () => location.replace(wayOn()));
  }
}

customElements.define("sign-up", SignUp);
