/**
 * The recovery code: the way back in for somebody whose passphrase is gone.
 *
 * Promise: the code is 160 random bits, shown once; copied by hand in capitals or not, with O for 0
 * or l for 1, it still works; and the kit is an ordinary age file that `age -d` opens with the
 * code, without Twofold.
 */
import { Decrypter, Encrypter, armor } from "age-encryption";
import { fromUtf8, toBase64url } from "./bytes.ts";
import { expanded } from "./derive.ts";
import { RecoveryCodeError, SealingError } from "./errors.ts";
import { randomBytes } from "./keys.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no I, L, O, U
const codeBytes = 20;
const codeLetters = 32;
const kitWork = 14; // low, as the code has 160 bits of its own: the format wants scrypt, we do not

/** A fresh code: eight groups of four, joined by "-". */
export function makeRecoveryCode(): string {
  return grouped(lettersOf(randomBytes(codeBytes)));
}

/** The code as printed, from however it was typed; throws RecoveryCodeError. */
export function canonicalRecoveryCode(typed: string): string {
  const letters = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]+/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/gu, "1");
  const strange = [...letters].find((letter) => !alphabet.includes(letter));
  if (strange !== undefined)
    throw new RecoveryCodeError(
      `“${strange}” is never part of a recovery code. Please look at that place again.`,
    );
  if (letters.length !== codeLetters) {
    throw new RecoveryCodeError(
      `A recovery code has ${codeLetters} letters and numbers. This one has ${letters.length}.`,
    );
  }
  return grouped(letters);
}

/** What finds and opens the account when somebody comes back with the code. */
export function recoveryKeys(code: string): { locator: string; auth: string } {
  const secret = bytesOf(canonicalRecoveryCode(code));
  return {
    locator: toBase64url(expanded(secret, "twofold recovery locator v1", 16)),
    auth: toBase64url(expanded(secret, "twofold recovery sign-in v1", 32)),
  };
}

/**
 * The kit: an armoured age file with the recovery identity inside, opened by the code as printed.
 */
export async function makeRecoveryKit(code: string, recoveryIdentity: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(canonicalRecoveryCode(code));
  encrypter.setScryptWorkFactor(kitWork);
  return armor.encode(await encrypter.encrypt(recoveryIdentity));
}

/**
 * The recovery identity out of a kit (its text, or that text's bytes); throws RecoveryCodeError or
 * SealingError.
 */
export async function openRecoveryKit(kit: string | Uint8Array, code: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(canonicalRecoveryCode(code));
  try {
    const identity = await decrypter.decrypt(
      armor.decode(typeof kit === "string" ? kit : fromUtf8(kit)),
      "text",
    );
    return identity.trim();
  } catch {
    throw new SealingError("This code does not open the recovery kit.");
  }
}

function grouped(letters: string): string {
  return (letters.match(/.{4}/gu) ?? []).join("-");
}

function lettersOf(bytes: Uint8Array): string {
  let bits = bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  let letters = "";
  for (let at = 0; at < codeLetters; at += 1, bits >>= 5n)
    letters = alphabet.charAt(Number(bits & 31n)) + letters;
  return letters;
}

function bytesOf(code: string): Uint8Array {
  let bits = [...code.replaceAll("-", "")].reduce(
    (number, letter) => (number << 5n) | BigInt(alphabet.indexOf(letter)),
    0n,
  );
  const bytes = new Uint8Array(codeBytes);
  for (let at = codeBytes - 1; at >= 0; at -= 1, bits >>= 8n) bytes[at] = Number(bits & 255n);
  return bytes;
}
