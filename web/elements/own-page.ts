/** One's own settings: what one is called, the locks, signing out everywhere, and leaving for good. */

import { nameHandle } from "../sealing/derive.ts";
import { send } from "../lib/http.ts";
import { forget, forgetPerson } from "../lib/keep.ts";
import { keepRing, openOwn, resealed } from "../lib/keyring-opening.ts";
import { deriveHere } from "../lib/derive-progress.ts";
import { at, find, meta, toast } from "../lib/page.ts";
import { PassphraseChoice } from "../lib/passphrase-choice.ts";
import { ceremony, makeCode } from "../lib/recovery-ceremony.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { fillZones } from "../lib/time-zones.ts";

class OwnPage extends HTMLElement {
  private choice: PassphraseChoice | null = null;

  connectedCallback(): void {
    fillZones(find(this, "#zone"));
    const form = (name: string) => find<HTMLFormElement>(this, `[data-${name}]`);
    onSubmit(form("preferences"), () => this.savePreferences());
    onSubmit(form("passphrase"), () => this.changePassphrase(form("passphrase")));
    onSubmit(form("recovery"), () => this.newCode(form("recovery")));
    onSubmit(form("delete"), () => this.deleteAll(form("delete")));
    const everywhere = find<HTMLElement>(this, "[data-everywhere]");
    onPress(find(everywhere, "button"), everywhere, () => this.leaveEverywhere());
    form("passphrase")
      .closest("details")
      ?.addEventListener("toggle", () => this.offerWords());
  }

  private value(selector: string): string {
    return find<HTMLInputElement | HTMLSelectElement>(this, selector).value.trim();
  }

  private async savePreferences(): Promise<void> {
    const called = this.value("#called");
    if (!called)
      throw new Sentence("Type what you would like to be called.", find(this, "#called"));
    await send(at("me/preferences"), { called, time_zone: this.value("#zone") });
    toast("Saved.");
  }

  private offerWords(): void {
    this.choice ??= new PassphraseChoice(find(this, "[data-choice]"), () => [
      this.value("#called"),
    ]);
  }

  private async changePassphrase(form: HTMLFormElement): Promise<void> {
    if (!this.choice) return;
    const passphrase = await this.choice.passphrase();
    const { derived: old, ...open } = await openOwn(form, find(form, "#old-passphrase"));
    const handle = nameHandle(meta("place"), open.root.name);
    const { locator, auth, wrapRecipient } = await deriveHere(form, passphrase, handle);
    const parts = await resealed(open, wrapRecipient);
    await send(at("me/passphrase"), {
      proof: { auth: old.auth },
      locks: { handle, locator, auth },
      parts,
    });
    await keepRing(open, wrapRecipient);
    form.reset();
    this.choice.restart();
    form.closest("details")?.removeAttribute("open");
    toast("Your passphrase is changed. Other devices are signed out.");
  }

  private async newCode(form: HTMLFormElement): Promise<void> {
    const { derived, ...old } = await openOwn(form, find(form, "#code-passphrase"));
    const code = await makeCode();
    const open = { ...old, root: { ...old.root, recovery: code.recipient } };
    const parts = await resealed(open, derived.wrapRecipient);
    const kept = find<HTMLFormElement>(this, "[data-code-kept]");
    const place = find<HTMLElement>(this, "[data-new-code]");
    onSubmit(kept, async () => {
      await send(at("me/recovery-code"), {
        proof: { auth: derived.auth },
        recovery: code.sent,
        parts,
      });
      await keepRing(open, derived.wrapRecipient);
      toast("The new code counts from now on.");
      setTimeout(() => location.reload(), 1_500);
    });
    form.hidden = true;
    place.hidden = false;
    void ceremony(place, code).then(() => {
      place.hidden = true;
      kept.hidden = false;
      kept.requestSubmit();
    });
  }

  private async leaveEverywhere(): Promise<void> {
    await send(at("sign-out/everywhere"), {});
    await forget();
    sessionStorage.clear();
    location.replace(at(""));
  }

  private async deleteAll(form: HTMLFormElement): Promise<void> {
    const word = find<HTMLInputElement>(form, "#delete-word");
    if (word.value.trim().toLowerCase() !== "delete")
      throw new Sentence("Type the word delete, to be sure.", word);
    const { derived } = await openOwn(form, find(form, "#delete-passphrase"));
    await send(form.action, { auth: derived.auth });
    await forgetPerson(meta("person"));
    sessionStorage.clear();
    location.replace(at(""));
  }
}

customElements.define("own-page", OwnPage);
