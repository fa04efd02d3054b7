/**
 * Whose key is whose: the partner's key is pinned when it is first seen, sealed to oneself, and held to from then on.
 *
 * Promise: a server that hands over another key later is noticed, and nothing is sealed for it.
 */

import { type CoupleInUse, openPins, type Pins, sealPins } from "../sealing/keyring.ts";
import { openIntroduction } from "../sealing/invitation.ts";
import { ask, fromBase64, send, toBase64, Unreachable } from "./http.ts";
import { type Kept, keep } from "./keep.ts";
import type { Ring } from "./keyring-opening.ts";
import { keys, keysChanged } from "./keys.ts";
import { at, find } from "./page.ts";
import { Sentence } from "./submit.ts";

/** The partner's key is another than the one pinned. The message is for the person. */
export class KeyChanged extends Sentence {}

const CHANGED =
  "The key of your partner has changed, so nothing is sent from here. Ask them, by phone or face to face, whether they " +
  "joined anew. If they did not, somebody may stand between the two of you.";
const LOOKED = "twofold pinned";

interface Introduced {
  couple: string | null;
  partner: string;
  introduction: string;
}

let looking: Promise<void> | null = null;

/**
 * Pin the partner's key when it is new, and hold it against the pin when it is not.
 *
 * Call it on any page before sealing: it asks the server once a tab, or each time with `anew`. Where there is no
 * connection it does nothing. Throws KeyChanged, and says so at the top of the page.
 */
export function pinPartner(anew = false): Promise<void> {
  if (anew) looking = null;
  looking ??= look(anew).catch((fault: unknown) => {
    looking = null;
    if (fault instanceof Unreachable) return;
    if (fault instanceof KeyChanged) warn(fault.message);
    throw fault;
  });
  return looking;
}

/** Say it first thing on the page, whatever else is there. */
function warn(sentence: string): void {
  const note = document.querySelector("[data-key-changed]") ?? document.createElement("p");
  note.textContent = sentence;
  note.className = "note care";
  note.setAttribute("data-key-changed", "");
  note.setAttribute("role", "alert");
  find(document, "#main").prepend(note);
}

async function look(anew: boolean): Promise<void> {
  const own = await keys();
  const couples = own.couples
    .map((one) => one.id)
    .sort()
    .join();
  if (!anew && sessionStorage.getItem(LOOKED) === couples) return;
  const facts = (await ask(at("us/introductions"))) as unknown as Introduced;
  if (!facts.couple) return;
  const couple = own.couples.find((one) => one.id === facts.couple);
  if (!couple) return fetchKeys();
  await holdTo(own, couple, facts);
  sessionStorage.setItem(LOOKED, couples);
}

/** The place for two was made on another device: its key comes with the passphrase. */
function fetchKeys(): Promise<never> {
  location.replace(`${at("unlock")}#next=${encodeURIComponent(location.pathname)}`);
  return new Promise(() => undefined);
}

async function holdTo(
  own: Kept,
  couple: CoupleInUse,
  { partner, introduction }: Introduced,
): Promise<void> {
  const before = couple.pins[partner];
  const others = Object.keys(couple.pins).filter(
    (person) => person !== own.person && person !== partner,
  );
  if (others.length) throw new KeyChanged(CHANGED);
  const shown = introduction ? await introducedKey(couple, partner, introduction) : null;
  if (before) {
    if (shown && shown !== before) throw new KeyChanged(CHANGED);
    return;
  }
  const kept = await pinsElsewhere(own, couple);
  const verify = kept?.pins[partner] ?? shown;
  if (!verify) return;
  if (shown && verify !== shown) throw new KeyChanged(CHANGED);
  await pin(own, couple, {
    v: 1,
    couple: couple.id,
    pins: { [partner]: verify },
    compared: kept?.compared ?? false,
  });
}

/** The key in an introduction; null for one that does not open, which changes nothing that is pinned. */
async function introducedKey(
  couple: CoupleInUse,
  partner: string,
  introduction: string,
): Promise<string | null> {
  const opened = await openIntroduction(
    fromBase64(introduction),
    couple.key,
    couple.id,
    partner,
  ).catch(() => null);
  return opened?.verify ?? null;
}

/** What one has pinned on another device already. */
async function pinsElsewhere(own: Kept, couple: CoupleInUse): Promise<Pins | null> {
  const { parts } = (await ask(at("me/keyring"))) as unknown as Ring;
  const sealed = parts.find((part) => part.kind === "pins" && part.couple === couple.id);
  return sealed ? openPins(fromBase64(sealed.sealed), own.personal, own.verify, couple.id) : null;
}

/** Remember pins, sealed on the server and in use on this device. */
async function pin(own: Kept, couple: CoupleInUse, pins: Pins): Promise<void> {
  const sealed = toBase64(await sealPins(pins, own.personalRecipient, own.signing));
  await send(at("me/pins"), { kind: "pins", couple: couple.id, sealed });
  const couples = own.couples.map((one) =>
    one.id === couple.id ? { ...one, pins: pins.pins, compared: pins.compared } : one,
  );
  await keep({ ...own, couples });
  keysChanged();
}

/** Remember that the two have compared their pair words, or that they have yet to. */
export async function markCompared(coupleId: string, compared: boolean): Promise<void> {
  const own = await keys();
  const couple = own.couples.find((one) => one.id === coupleId);
  if (couple) await pin(own, couple, { v: 1, couple: couple.id, pins: couple.pins, compared });
}

/** Everybody's key in this couple, as pair words are made of them. */
export function allPins(own: Kept, couple: CoupleInUse): Record<string, string> {
  return { ...couple.pins, [own.person]: own.verify };
}
