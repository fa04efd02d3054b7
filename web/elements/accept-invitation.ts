/** Opens an invitation: the secret in the link opens the key of the place for two, here and nowhere else. */

import { importCouple, sealCouplePart, sealPins } from "../sealing/keyring.ts";
import { openPackage, type Package, sealIntroduction } from "../sealing/invitation.ts";
import { recipientOf } from "../sealing/keys.ts";
import { canSeal } from "../lib/browser-check.ts";
import { fromBase64, send, toBase64 } from "../lib/http.ts";
import { takeSecret } from "../lib/invitation-link.ts";
import { keep } from "../lib/keep.ts";
import { keys, keysChanged } from "../lib/keys.ts";
import { at, find } from "../lib/page.ts";
import { onSubmit } from "../lib/submit.ts";
import { carriedInvitation, carryInvitation, dropInvitation } from "../lib/way-on.ts";

class AcceptInvitation extends HTMLElement {
  connectedCallback(): void {
    addEventListener("hashchange", () => location.reload()); // the whole link, pasted after a cut one
    void canSeal().then((can) => (can ? this.begin() : undefined));
  }

  private async begin(): Promise<void> {
    const path = location.pathname;
    const carried = carriedInvitation();
    const secret = takeSecret() || (carried?.path === path ? carried.secret : "");
    const contents = await this.opened(secret);
    find<HTMLElement>(this, contents ? "[data-whole]" : "[data-broken]").hidden = false;
    if (!contents) return;
    carryInvitation({ path, secret }); // through sign-up or sign-in, in this tab alone
    const form = this.querySelector("form");
    if (form) onSubmit(form, () => this.accept(contents));
  }

  /** What the link's secret opens; null for a link that was cut, or is another's. */
  private async opened(secret: string): Promise<Package | null> {
    const contents = await openPackage(fromBase64(this.dataset["package"] ?? ""), secret).catch(
      () => null,
    );
    const { couple, inviter } = this.dataset;
    return contents?.couple === couple && contents?.inviter === inviter ? contents : null;
  }

  private async accept({ couple, identity, inviter, verify }: Package): Promise<void> {
    const own = await keys();
    const part = { v: 1, couple, identity } as const;
    const pins = { v: 1, couple, pins: { [inviter]: verify }, compared: false } as const;
    const introduction = { couple, person: own.person, verify: own.verify };
    const recipient = await recipientOf(identity);
    const body = {
      introduction: toBase64(await sealIntroduction(introduction, recipient, own.signing)),
      part: toBase64(await sealCouplePart(part, own.wrapRecipient, own.recoveryRecipient)),
      pins: toBase64(await sealPins(pins, own.personalRecipient, own.signing)),
    };
    // Kept here first: an answer that is lost on the way loses nothing, and sending twice is sending once.
    const others = own.couples.filter((one) => one.id !== couple);
    await keep({ ...own, couples: [...others, await importCouple(part, pins)] });
    keysChanged();
    await send(this.dataset["accept"] ?? "", body);
    dropInvitation();
    location.replace(at("us/two"));
  }
}

customElements.define("accept-invitation", AcceptInvitation);
