/**
 * The age format: one call to seal, one to open.
 *
 * Promise: what does not open is a SealingError with a plain sentence, whatever lies underneath
 * (age reports a changed payload as a failed fetch, which would mislead whoever reads it).
 */
import { Decrypter, Encrypter } from "age-encryption";
import { fromUtf8, isObject, type Bytes } from "./bytes.ts";
import { SealingError } from "./errors.ts";

/** Seals to every recipient given; each of them alone can open. */
export async function sealTo(recipients: string[], contents: string | Uint8Array): Promise<Bytes> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return new Uint8Array(await encrypter.encrypt(contents));
}

/** Opens with one identity; throws SealingError. */
export async function openWith(
  identity: string | CryptoKey,
  envelope: Uint8Array,
): Promise<Uint8Array> {
  try {
    return await decrypterFor(identity).decrypt(envelope);
  } catch {
    throw new SealingError("This key does not open it, or it was changed on the way.");
  }
}

/**
 * A Decrypter to keep: making one costs a key agreement, which a page of two hundred letters pays
 * once.
 */
export function decrypterFor(identity: string | CryptoKey): Decrypter {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter;
}

/** The JSON object in opened bytes; throws SealingError where there is none. */
export function parsedObject(contents: Uint8Array | string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(typeof contents === "string" ? contents : fromUtf8(contents));
  } catch {
    throw new SealingError("What was inside is not JSON.");
  }
  if (!isObject(value)) throw new SealingError("What was inside is not an object.");
  return value;
}

/**
 * A record of version 1 whose named fields are all text; throws SealingError otherwise.
 *
 * Guards against one sealed thing being handed over in the place of another.
 */
export function textFields<Name extends string>(
  value: Record<string, unknown>,
  names: readonly Name[],
): { v: 1 } & Record<Name, string> {
  if (value["v"] !== 1)
    throw new SealingError("This was sealed by a version that is not known here.");
  for (const name of names) {
    if (typeof value[name] !== "string") throw new SealingError(`There is no “${name}” inside.`);
  }
  return value as { v: 1 } & Record<Name, string>;
}
