/**
 * Inviting: how a couple's key gets from one to the other without anybody between them seeing it.
 *
 * Promise: the secret travels in the link's fragment, which browsers never send; what the server
 * keeps is sealed under it. Whether a stranger stood between is settled by the pair words, which
 * both read aloud.
 */
import { openWith, parsedObject, sealTo, textFields } from "./age.ts";
import { fromBase64url, toBase64url, type Bytes } from "./bytes.ts";
import { readContainer, signedContainer, verifiedText } from "./container.ts";
import { expanded } from "./derive.ts";
import { SealingError } from "./errors.ts";
import { identityFrom, importVerify, randomBytes, recipientOf } from "./keys.ts";

/** What the invited person receives: the couple's key, and the key that the inviter signs with. */
export interface Package {
  v: 1;
  couple: string;
  identity: string;
  inviter: string;
  verify: string;
}

/** What the invited person answers with. */
export interface Introduction {
  v: 1;
  couple: string;
  person: string;
  verify: string;
}

/** A fresh secret for one link: 32 bytes, base64url. */
export function makeInvitationSecret(): string {
  return toBase64url(randomBytes());
}

export async function sealPackage(secret: string, contents: Omit<Package, "v">): Promise<Bytes> {
  const { couple, identity, inviter, verify } = contents;
  const recipient = await recipientOf(invitationIdentity(secret));
  return sealTo(
    [recipient],
    JSON.stringify({ v: 1, couple, identity, inviter, verify } satisfies Package),
  );
}

/** Throws SealingError where the secret is another link's. */
export async function openPackage(envelope: Uint8Array, secret: string): Promise<Package> {
  const opened = parsedObject(await openWith(invitationIdentity(secret), envelope));
  return textFields(opened, ["couple", "identity", "inviter", "verify"]);
}

/** Signed with the very key it introduces, so that nobody introduces a key that is not theirs. */
export async function sealIntroduction(
  contents: Omit<Introduction, "v">,
  coupleRecipient: string,
  signing: CryptoKey,
): Promise<Bytes> {
  const { couple, person, verify } = contents;
  const inner = JSON.stringify({ v: 1, couple, person, verify } satisfies Introduction);
  return sealTo([coupleRecipient], await signedContainer("introduction", inner, signing));
}

/**
 * The introduction of this person to this couple; throws SealingError where it is of anybody else.
 */
export async function openIntroduction(
  envelope: Uint8Array,
  couple: CryptoKey | string,
  coupleId: string,
  personId: string,
): Promise<Introduction> {
  const container = readContainer(await openWith(couple, envelope));
  const introduction = textFields(parsedObject(container.inner), ["couple", "person", "verify"]);
  if (introduction.couple !== coupleId || introduction.person !== personId) {
    throw new SealingError("This introduction is of somebody else.");
  }
  await verifiedText("introduction", container, await importVerify(introduction.verify));
  return introduction;
}

function invitationIdentity(secret: string): string {
  const bytes = readSecret(secret);
  return identityFrom(expanded(bytes, "twofold invitation v1", 32));
}

function readSecret(secret: string): Uint8Array {
  try {
    const bytes = fromBase64url(secret);
    if (bytes.length === 32) return bytes;
  } catch {
    // falls through to the one sentence that helps: the link was cut
  }
  throw new SealingError("This link is not complete.");
}
