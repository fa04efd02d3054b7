/** The keys in use on this device, for whoever is signed in on this page. */

import { Opener } from "../sealing/letter.ts";
import type { CoupleInUse } from "../sealing/keyring.ts";
import { type Kept, kept } from "./keep.ts";
import { at, meta } from "./page.ts";
import { pinPartner } from "./pinning.ts"; // which needs this module itself, and calls it later

let known: Promise<Kept> | null = null;

/** The keys of the signed-in person. Without them the page gives way to the one that unlocks. */
export function keys(): Promise<Kept> {
  known ??= kept().then((found) => {
    if (found && found.person === meta("person")) return found;
    if (document.querySelector(".cover")) return new Promise<Kept>(() => undefined); // leaving quickly
    const back = encodeURIComponent(location.pathname + location.search);
    location.replace(`${at("unlock")}#next=${back}`);
    return new Promise<Kept>(() => undefined); // the page is on its way out
  });
  return known;
}

/** Forget what was read from the store, after it was changed. */
export function keysChanged(): void {
  known = null;
  opening = null;
}

let opening: Promise<Opener> | null = null;

/** The one opener of this page. Whose key is whose is settled before it opens anything. */
export function opener(): Promise<Opener> {
  opening ??= settle()
    .catch(() => undefined) // a key that changed is told at the top of the page; older letters still open
    .then(keys)
    .then((found) => new Opener(found));
  return opening;
}

/** Pin the partner's key when it is new. Throws when it is another than before: nothing is sealed then. */
export async function settle(): Promise<void> {
  await pinPartner();
}

/** The couple that letters are sealed to now, by its id. */
export function coupleOf(all: Kept, id: string): CoupleInUse {
  const couple = all.couples.find((one) => one.id === id);
  if (!couple) throw new Error("The key of your place for two is not on this device. Sign out and in again.");
  return couple;
}
