/**
 * From a sign-in name and a passphrase to keys.
 *
 * Promise: the passphrase never leaves the device, what does leave it (`locator`, `auth`) says
 * nothing about what opens the keyring (`wrapIdentity`), and the slow step is never made cheaper:
 * its parameters are constants with a floor here, not something a server may ask for.
 */
import { hkdf } from "@noble/hashes/hkdf.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64url, fromHex, joined, toBase64url, toHex, utf8 } from "./bytes.ts";
import { SealingError } from "./errors.ts";
import { identityFrom, recipientOf } from "./keys.ts";

/** scrypt's cost: memory is 128 × N × r bytes. */
export interface Work {
  N: number;
  r: number;
  p: number;
}

export interface Derived {
  /** Which account it is: 16 bytes, base64url. */
  locator: string;
  /** What signing in sends: 32 bytes, base64url. */
  auth: string;
  /** What opens the keyring: an age identity that stays here. */
  wrapIdentity: string;
  wrapRecipient: string;
}

/** 128 MiB and about half a second. Signing in costs the same as guessing, on purpose. */
export const leastWork: Readonly<Work> = Object.freeze({ N: 2 ** 17, r: 8, p: 1 });

/**
 * The handle (64 hex digits) that stands for a sign-in name at this place, and salts the
 * derivation.
 */
export function nameHandle(placeSalt: string, name: string): string {
  const salt = fromBase64url(placeSalt);
  if (salt.length !== 32) throw new SealingError("The salt of a place has 32 bytes.");
  const plain = name.normalize("NFKC").trim().toLowerCase();
  return toHex(sha256(joined(utf8("twofold name v1\n"), salt, utf8(`\n${plain}`))));
}

/** The one spelling of a passphrase: however it was typed, spaced or composed. */
export function normalisePassphrase(passphrase: string): string {
  return passphrase.normalize("NFKC").trim().replace(/\s+/gu, " ");
}

/**
 * The keys of a person. Blocks for about half a second, so call it in the Worker (see `deriveIn`).
 *
 * `onProgress` hears a share from 0 to 1. Throws SealingError where there is nothing to derive
 * from, or `work` is below the floor.
 */
export async function derive(
  passphrase: string,
  handle: string,
  onProgress?: (share: number) => void,
  work: Work = leastWork,
): Promise<Derived> {
  // Written so that NaN, which is neither less nor more, is refused as well.
  if (!(work.N >= leastWork.N && work.r >= leastWork.r && work.p >= leastWork.p)) {
    throw new SealingError("This asks for a weaker lock than Twofold ever uses.");
  }
  const secret = normalisePassphrase(passphrase);
  const salt = fromHex(handle);
  if (secret === "" || salt.length !== 32)
    throw new SealingError("A name and a passphrase are needed.");
  const options = { ...work, dkLen: 32, ...(onProgress && { onProgress: inSteps(onProgress) }) };
  const master = scrypt(utf8(secret), salt, options);
  const wrapIdentity = identityFrom(expanded(master, "twofold wrap v1", 32));
  return {
    locator: toBase64url(expanded(master, "twofold locator v1", 16)),
    auth: toBase64url(expanded(master, "twofold sign-in v1", 32)),
    wrapIdentity,
    wrapRecipient: await recipientOf(wrapIdentity),
  };
}

/**
 * The same in a Worker made from `derive-worker.ts`; the Worker is ended afterwards, and its memory
 * with it.
 */
export function deriveIn(
  worker: Worker,
  passphrase: string,
  handle: string,
  onProgress?: (share: number) => void,
): Promise<Derived> {
  const derived = new Promise<Derived>((resolve, reject) => {
    worker.onmessage = ({
      data,
    }: MessageEvent<{ progress?: number; result?: Derived; error?: string }>) => {
      if (data.progress !== undefined) onProgress?.(data.progress);
      if (data.result !== undefined) resolve(data.result);
      if (data.error !== undefined) reject(new SealingError(data.error));
    };
    worker.onerror = () => reject(new SealingError("The Worker that derives keys did not start."));
    worker.postMessage({ passphrase, handle });
  });
  return derived.finally(() => worker.terminate());
}

/** HKDF-SHA256 with an empty salt: one secret, independent keys by purpose. */
export function expanded(secret: Uint8Array, purpose: string, length: number): Uint8Array {
  return hkdf(sha256, secret, undefined, utf8(purpose), length);
}

/** Hundredths are plenty for a progress bar; scrypt itself would report ten thousand times. */
function inSteps(onProgress: (share: number) => void): (share: number) => void {
  let reported = -1;
  return (share) => {
    const step = Math.floor(share * 100);
    if (step === reported) return;
    reported = step;
    onProgress(share);
  };
}
