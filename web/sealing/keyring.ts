/**
 * The keyring: a person's secrets, sealed in parts that the server keeps and cannot open.
 *
 * Promise: the root and couple parts open with the passphrase's key or with the recovery key; the
 * pins are signed, so that whose key belongs to whom cannot be altered where they are kept.
 */
import { openWith, parsedObject, sealTo, textFields } from "./age.ts";
import { isObject, type Bytes } from "./bytes.ts";
import { readContainer, signedContainer, verifiedText } from "./container.ts";
import { SealingError } from "./errors.ts";
import {
  importIdentity,
  importSigning,
  importVerify,
  makeIdentity,
  makeSigningSeed,
  recipientOf,
  verifyKeyOf,
} from "./keys.ts";

export { supportsSealing } from "./keys.ts";

/**
 * A person's own secrets. `recovery` is the recipient of the recovery key, whose secret half is in
 * the kit alone.
 */
export interface Root {
  v: 1;
  person: string;
  name: string;
  identity: string;
  signing: string;
  recovery: string;
}

export interface CouplePart {
  v: 1;
  couple: string;
  identity: string;
}

/** Whose key is whose, by person; `compared` once both have read the pair words to each other. */
export interface Pins {
  v: 1;
  couple: string;
  pins: Record<string, string>;
  compared: boolean;
}

export interface CoupleInUse {
  id: string;
  key: CryptoKey;
  recipient: string;
  pins: Record<string, string>;
  compared: boolean;
}

/** What reading and writing need, and no more: every private key is non-extractable. */
export interface KeysInUse {
  person: string;
  verify: string;
  signing: CryptoKey;
  personal: CryptoKey;
  personalRecipient: string;
  wrapRecipient: string;
  recoveryRecipient: string;
  couples: CoupleInUse[];
}

/**
 * Fresh keys for a person. The recovery identity goes into the recovery kit and is then forgotten.
 */
export async function makePerson(
  personId: string,
  name: string,
): Promise<{ root: Root; recoveryIdentity: string }> {
  const recoveryIdentity = makeIdentity();
  const recovery = await recipientOf(recoveryIdentity);
  return {
    root: {
      v: 1,
      person: personId,
      name,
      identity: makeIdentity(),
      signing: makeSigningSeed(),
      recovery,
    },
    recoveryIdentity,
  };
}

export async function sealRoot(root: Root, wrapRecipient: string): Promise<Bytes> {
  return sealTo([wrapRecipient, root.recovery], JSON.stringify(root));
}

/** Opens with the passphrase's identity or the recovery identity; throws SealingError. */
export async function openRoot(envelope: Uint8Array, identity: string): Promise<Root> {
  return textFields(parsedObject(await openWith(identity, envelope)), [
    "person",
    "name",
    "identity",
    "signing",
    "recovery",
  ]);
}

/** A fresh couple identity, made by whoever invites. */
export function makeCouple(coupleId: string): CouplePart {
  return { v: 1, couple: coupleId, identity: makeIdentity() };
}

export async function sealCouplePart(
  part: CouplePart,
  wrapRecipient: string,
  recoveryRecipient: string,
): Promise<Bytes> {
  return sealTo([wrapRecipient, recoveryRecipient], JSON.stringify(part));
}

/** Opens with the passphrase's identity or the recovery identity; throws SealingError. */
export async function openCouplePart(envelope: Uint8Array, identity: string): Promise<CouplePart> {
  return textFields(parsedObject(await openWith(identity, envelope)), ["couple", "identity"]);
}

export async function sealPins(
  pins: Pins,
  personalRecipient: string,
  signing: CryptoKey,
): Promise<Bytes> {
  return sealTo([personalRecipient], await signedContainer("pins", JSON.stringify(pins), signing));
}

/**
 * Opens one's own pins of one couple; throws SealingError where the signature or the couple is
 * another.
 */
export async function openPins(
  envelope: Uint8Array,
  personal: CryptoKey | string,
  verify: string,
  coupleId: string,
): Promise<Pins> {
  const container = readContainer(await openWith(personal, envelope));
  const value = parsedObject(await verifiedText("pins", container, await importVerify(verify)));
  const { pins, compared } = value;
  if (textFields(value, ["couple"]).couple !== coupleId)
    throw new SealingError("These pins belong to another couple.");
  if (
    !isObject(pins) ||
    typeof compared !== "boolean" ||
    !Object.values(pins).every((key) => typeof key === "string")
  ) {
    throw new SealingError("What was inside are not pins.");
  }
  return { v: 1, couple: coupleId, pins: pins as Record<string, string>, compared };
}

/** Turns opened parts into the keys in use. */
export async function importKeys(
  root: Root,
  wrapRecipient: string,
  couples: { part: CouplePart; pins: Pins }[],
): Promise<KeysInUse> {
  return {
    person: root.person,
    verify: await verifyKeyOf(root.signing),
    signing: await importSigning(root.signing),
    personal: await importIdentity(root.identity),
    personalRecipient: await recipientOf(root.identity),
    wrapRecipient,
    recoveryRecipient: root.recovery,
    couples: await Promise.all(couples.map(({ part, pins }) => importCouple(part, pins))),
  };
}

/**
 * Turns one couple's parts into keys in use; throws SealingError where they belong to different
 * couples.
 */
export async function importCouple(part: CouplePart, pins: Pins): Promise<CoupleInUse> {
  if (part.couple !== pins.couple) throw new SealingError("These pins belong to another couple.");
  return {
    id: part.couple,
    key: await importIdentity(part.identity),
    recipient: await recipientOf(part.identity),
    pins: pins.pins,
    compared: pins.compared,
  };
}
