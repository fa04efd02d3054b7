/**
 * Keys: age X25519 identities and Ed25519 signing keys.
 *
 * Promise: a key in use is a WebCrypto key that no script can read back. Texts
 * (`AGE-SECRET-KEY-1…`, signing seeds) exist while keys are being made, moved or kept in the
 * keyring, and nowhere else.
 */
import { identityToRecipient } from "age-encryption";
import { bech32 } from "@scure/base";
import { fromBase64url, joined, toBase64url, type Bytes } from "./bytes.ts";
import { SealingError } from "./errors.ts";

// WebCrypto takes a private key of these kinds as PKCS #8: RFC 8410's fixed prefix, then 32 bytes.
const pkcs8Prefix = {
  X25519: [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20,
  ],
  Ed25519: [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ],
} as const;
const identityPrefix = "AGE-SECRET-KEY-";

/** 32 random bytes, or as many as asked. */
export function randomBytes(length = 32): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** An age identity (`AGE-SECRET-KEY-1…`) out of 32 secret bytes. */
export function identityFrom(secret: Uint8Array): string {
  if (secret.length !== 32) throw new SealingError("An age identity is made of 32 bytes.");
  return bech32.encodeFromBytes(identityPrefix, secret).toUpperCase();
}

/** A fresh age identity. */
export function makeIdentity(): string {
  return identityFrom(randomBytes());
}

/** The recipient (`age1…`) that seals to this identity. */
export async function recipientOf(identity: string | CryptoKey): Promise<string> {
  return identityToRecipient(identity);
}

/** A fresh Ed25519 seed, base64url. */
export function makeSigningSeed(): string {
  return toBase64url(randomBytes());
}

/** The public half (base64url) of a signing seed (base64url). */
export async function verifyKeyOf(seed: string): Promise<string> {
  // An exported JWK is WebCrypto's one way to the public half; this key is dropped at once.
  const key = await importPrivate("Ed25519", fromBase64url(seed), true);
  const { x } = await crypto.subtle.exportKey("jwk", key);
  if (x === undefined) throw new SealingError("This signing key has no public half.");
  return x;
}

/** A non-extractable X25519 key out of an age identity. */
export async function importIdentity(identity: string): Promise<CryptoKey> {
  const { prefix, bytes } = decodedIdentity(identity);
  if (prefix.toUpperCase() !== identityPrefix)
    throw new SealingError("This is not an age identity.");
  return importPrivate("X25519", bytes, false);
}

/** A non-extractable Ed25519 signing key out of a seed (base64url). */
export async function importSigning(seed: string): Promise<CryptoKey> {
  return importPrivate("Ed25519", fromBase64url(seed), false);
}

/** An Ed25519 key to verify with, out of its 32 bytes (base64url). */
export async function importVerify(verify: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", fromBase64url(verify), "Ed25519", true, ["verify"]);
}

/**
 * Whether this browser has X25519 and Ed25519 in WebCrypto, without which nothing can be sealed.
 */
export async function supportsSealing(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
    await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
    return true;
  } catch {
    return false; // also on a page that is not a secure context, which has no crypto.subtle
  }
}

function decodedIdentity(identity: string): { prefix: string; bytes: Uint8Array } {
  try {
    return bech32.decodeToBytes(identity);
  } catch {
    throw new SealingError("This is not an age identity.");
  }
}

async function importPrivate(
  name: "X25519" | "Ed25519",
  secret: Bytes | Uint8Array,
  extractable: boolean,
): Promise<CryptoKey> {
  if (secret.length !== 32) throw new SealingError(`An ${name} key is made of 32 bytes.`);
  const pkcs8 = joined(new Uint8Array(pkcs8Prefix[name]), secret);
  return crypto.subtle.importKey("pkcs8", pkcs8, { name }, extractable, [
    name === "X25519" ? "deriveBits" : "sign",
  ]);
}
