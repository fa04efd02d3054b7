/** A keyring as the server keeps it, sealed in parts: opened here, kept here, and sealed anew when its locks change. */

import type { Derived } from "../sealing/derive.ts";
import { SealingError } from "../sealing/errors.ts";
import {
  type CouplePart,
  importKeys,
  openCouplePart,
  openPins,
  openRoot,
  type Pins,
  type Root,
  sealCouplePart,
  sealRoot,
} from "../sealing/keyring.ts";
import { verifyKeyOf } from "../sealing/keys.ts";
import { deriveHere } from "./derive-progress.ts";
import { ask, fromBase64, toBase64 } from "./http.ts";
import { keep } from "./keep.ts";
import { keysChanged } from "./keys.ts";
import { at } from "./page.ts";
import { Sentence } from "./submit.ts";

export interface SealedPart {
  kind: "root" | "couple" | "pins";
  couple: string | null;
  sealed: string;
}

/** What the server hands to its owner. */
export interface Ring {
  person: string;
  handle: string;
  parts: SealedPart[];
}

export interface OpenRing {
  root: Root;
  couples: { part: CouplePart; pins: Pins }[];
}

const NO_FIT = "This passphrase does not fit. Check it once more; capital letters count.";

/** Open every part with the passphrase's or the recovery code's identity; throws SealingError. */
export async function openRing(ring: Ring, identity: string): Promise<OpenRing> {
  const root = await openRoot(bytesOf(ring.parts.find((part) => part.kind === "root")), identity);
  if (root.person !== ring.person) throw new SealingError("This keyring is somebody else's.");
  const parts = ring.parts.filter((part) => part.kind === "couple");
  const couples = await Promise.all(
    parts.map(async (sealed) => {
      const part = await openCouplePart(bytesOf(sealed), identity);
      return { part, pins: await pinsIn(ring, root, part.couple) };
    }),
  );
  return { root, couples };
}

async function pinsIn(ring: Ring, root: Root, couple: string): Promise<Pins> {
  const sealed = ring.parts.find((part) => part.kind === "pins" && part.couple === couple);
  if (!sealed) return { v: 1, couple, pins: {}, compared: false }; // nobody has joined yet
  return openPins(bytesOf(sealed), root.identity, await verifyKeyOf(root.signing), couple);
}

function bytesOf(part: SealedPart | undefined): Uint8Array<ArrayBuffer> {
  if (!part) throw new SealingError("A part of this keyring is missing.");
  return fromBase64(part.sealed);
}

/** Keep on this device what reading and writing need, in the place of any other keys. */
export async function keepRing(open: OpenRing, wrapRecipient: string): Promise<void> {
  await keep(await importKeys(open.root, wrapRecipient, open.couples));
  keysChanged();
}

/** The parts that a passphrase or a recovery code opens, sealed to new ones. */
export async function resealed(open: OpenRing, wrapRecipient: string): Promise<SealedPart[]> {
  const root = toBase64(await sealRoot(open.root, wrapRecipient));
  const couples = open.couples.map(async ({ part }): Promise<SealedPart> => {
    const sealed = await sealCouplePart(part, wrapRecipient, open.root.recovery);
    return { kind: "couple", couple: part.couple, sealed: toBase64(sealed) };
  });
  return [{ kind: "root", couple: null, sealed: root }, ...(await Promise.all(couples))];
}

/** Open the signed-in person's own keyring with the passphrase in `field`; throws Sentence where it does not fit. */
export async function openOwn(
  where: ParentNode,
  field: HTMLInputElement,
): Promise<OpenRing & { ring: Ring; derived: Derived }> {
  if (!field.value.trim()) throw new Sentence("Type your passphrase.", field);
  const ring = (await ask(at("me/keyring"))) as unknown as Ring;
  const derived = await deriveHere(where, field.value, ring.handle);
  try {
    return { ...(await openRing(ring, derived.wrapIdentity)), ring, derived };
  } catch {
    throw new Sentence(NO_FIT, field);
  }
}
