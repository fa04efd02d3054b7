/** Inviting: the key of the place for two is made here, and sealed into a link that goes to no server whole. */

import {
  type CouplePart,
  importCouple,
  makeCouple,
  openCouplePart,
  sealCouplePart,
} from "../sealing/keyring.ts";
import { makeInvitationSecret, sealPackage } from "../sealing/invitation.ts";
import { verifyKeyOf } from "../sealing/keys.ts";
import { ask, fromBase64, send, toBase64 } from "../lib/http.ts";
import { dropSecret, keepSecret, keptSecret, linkOf } from "../lib/invitation-link.ts";
import { keep } from "../lib/keep.ts";
import { openOwn } from "../lib/keyring-opening.ts";
import { keys, keysChanged } from "../lib/keys.ts";
import { offerLink } from "../lib/link-offer.ts";
import { announce, at, find } from "../lib/page.ts";
import { pinPartner } from "../lib/pinning.ts";
import { onPress, onSubmit } from "../lib/submit.ts";
import { zoneHere } from "../lib/time-zones.ts";

const LOOK_EVERY = 20_000; // milliseconds

class InvitePartner extends HTMLElement {
  // Made once, so that a message sent twice is one invitation.
  private readonly invitation = crypto.randomUUID();
  private readonly secret = makeInvitationSecret();
  private fresh: CouplePart | null = null;
  private timer = 0;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (form) onSubmit(form, () => this.invite(form));
    const waiting = this.querySelector<HTMLElement>("[data-waiting]");
    if (waiting) void this.showWaiting(waiting);
    if (this.dataset["couple"]) this.watch();
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  private async invite(form: HTMLFormElement): Promise<void> {
    const { root, derived } = await openOwn(form, find(form, "#passphrase"));
    const sealed = this.dataset["part"];
    this.fresh ??= sealed
      ? await openCouplePart(fromBase64(sealed), derived.wrapIdentity)
      : makeCouple(crypto.randomUUID());
    const { couple, identity } = this.fresh;
    const verify = await verifyKeyOf(root.signing);
    const contents = { couple, identity, inviter: root.person, verify };
    const body = {
      couple,
      part: sealed
        ? null
        : toBase64(await sealCouplePart(this.fresh, derived.wrapRecipient, root.recovery)),
      invitation: this.invitation,
      package: toBase64(await sealPackage(this.secret, contents)),
      time_zone: zoneHere(),
      side: form.querySelector<HTMLInputElement>("[name=side]:checked")?.value ?? "clay",
    };
    await this.keepHere(this.fresh);
    await send(at("invite"), body);
    location.reload();
  }

  /** First on this device, then on the server: an answer that is lost on the way loses nothing. */
  private async keepHere(part: CouplePart): Promise<void> {
    const own = await keys();
    const pins = { v: 1, couple: part.couple, pins: {}, compared: false } as const;
    const others = own.couples.filter((one) => one.id !== part.couple);
    await keep({ ...own, couples: [...others, await importCouple(part, pins)] });
    keysChanged();
    await keepSecret(this.invitation, this.secret);
  }

  private async showWaiting(waiting: HTMLElement): Promise<void> {
    const id = waiting.dataset["waiting"] ?? "";
    const secret = await keptSecret(id);
    const withdraw = find<HTMLElement>(waiting, "[data-withdraw]");
    onPress(find(withdraw, "button"), withdraw, async () => {
      await send(at(`invite/${id}/withdraw`), {});
      await dropSecret();
      location.reload();
    });
    const until = find<HTMLTimeElement>(waiting, "time");
    until.textContent = new Date(until.dateTime).toLocaleString(undefined, {
      weekday: "long",
      hour: "2-digit",
      minute: "2-digit",
    });
    find<HTMLElement>(waiting, secret ? "[data-here]" : "[data-elsewhere]").hidden = false;
    if (secret) await offerLink(waiting, linkOf(id, secret));
  }

  /** Go on by itself when the partner has joined. */
  private watch(): void {
    const look = () => void this.look();
    document.addEventListener("part", look);
    this.timer = window.setInterval(() => document.hidden || look(), LOOK_EVERY);
  }

  private async look(): Promise<void> {
    const facts = await ask(at("us/introductions")).catch(() => null);
    if (!facts?.["couple"]) return;
    clearInterval(this.timer);
    announce("Your partner has joined.");
    await dropSecret();
    await pinPartner(true).catch(() => undefined); // the next page says what is wrong
    location.replace(at("us/two"));
  }
}

customElements.define("invite-partner", InvitePartner);
