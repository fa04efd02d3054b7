/**
 * The signed container: what lies inside an age file when it matters who wrote it.
 *
 * Promise: the signature covers the exact text (not a re-serialisation of it) under a prefix of its
 * own for each use, so a signature made for one use is worth nothing for another. The container is
 * padded, so that its length gives away a rough size and no more.
 */
import { fromBase64url, toBase64url, utf8 } from "./bytes.ts";
import { parsedObject } from "./age.ts";
import { SealingError } from "./errors.ts";

/** What a signature may be for. */
export type Purpose = "letter" | "pins" | "introduction";

export interface Container {
  inner: string;
  signature: string;
}

const leastSize = 512; // bytes: a one-word answer and a sentence look alike

/**
 * The padded size, in bytes, for a length in bytes.
 *
 * Padmé (Nikitin et al., PURBs, 2019): at most 12 % more, and few bits of the length leak.
 */
export function padme(length: number): number {
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** Math.max(0, exponent - kept);
  return Math.ceil(length / step) * step;
}

/** Signs the text and gives the padded container as text. */
export async function signedContainer(
  purpose: Purpose,
  inner: string,
  signing: CryptoKey,
): Promise<string> {
  const signature = toBase64url(
    new Uint8Array(await crypto.subtle.sign("Ed25519", signing, signedBytes(purpose, inner))),
  );
  const bare = JSON.stringify({ v: 1, inner, signature, pad: "" });
  const length = utf8(bare).length;
  const pad = "0".repeat(padme(Math.max(leastSize, length)) - length);
  return JSON.stringify({ v: 1, inner, signature, pad });
}

/** The two parts of a container whose signature is still to be checked; throws SealingError. */
export function readContainer(contents: Uint8Array): Container {
  const { v, inner, signature } = parsedObject(contents);
  if (v !== 1 || typeof inner !== "string" || typeof signature !== "string") {
    throw new SealingError("What was inside is not a signed container.");
  }
  return { inner, signature };
}

/** The signed text, once its signature holds under this key; throws SealingError. */
export async function verifiedText(
  purpose: Purpose,
  container: Container,
  verify: CryptoKey,
): Promise<string> {
  const signature = fromBase64url(container.signature);
  const signed = signedBytes(purpose, container.inner);
  if (!(await crypto.subtle.verify("Ed25519", verify, signature, signed))) {
    throw new SealingError("The signature is somebody else's, or the words were changed.");
  }
  return container.inner;
}

function signedBytes(purpose: Purpose, inner: string) {
  return utf8(`twofold ${purpose} v1\n${inner}`);
}
