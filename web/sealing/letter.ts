/**
 * A letter: words sealed so that their readers alone can open them, and signed so that nobody else
 * can have written them.
 *
 * Promise: what `Opener.open` gives as open is what the author wrote, for this place, at this
 * revision, beside these numbers. Everything else is "unverified", without a word of it. A server
 * can withhold or delete a letter, and no more.
 */
import type { Decrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";
import { decrypterFor, parsedObject, sealTo } from "./age.ts";
import { canonicalJson, isObject, toHex, utf8, type Bytes, type Json } from "./bytes.ts";
import { readContainer, signedContainer, verifiedText } from "./container.ts";
import type { KeysInUse } from "./keyring.ts";
import { importVerify } from "./keys.ts";

export { padme } from "./container.ts";

export type Text = string | Record<string, string>;

/**
 * What the server says about a letter, beside it. `readable` holds the numbers that travel in
 * clear.
 */
export interface LetterRecord {
  id: string;
  couple: string | null;
  author: string;
  kind: string;
  about: string | null;
  revision: number;
  readable: Record<string, Json>;
}

export interface Draft extends LetterRecord {
  /** ISO 8601, with an offset. */
  written_at: string;
  text: Text;
}

export interface Inner extends Draft {
  v: 1;
}

export type Opened = { state: "open"; inner: Inner } | { state: "unverified" };

export type OpenerKeys = Pick<KeysInUse, "person" | "verify" | "personal" | "couples">;

/** The most bytes a sealed letter may have. */
export const MAX_LETTER = 98_304;

/** The words are more than one letter holds. */
export class LetterTooLongError extends Error {
  override name = "LetterTooLongError";
}

/**
 * Seals a letter to one recipient: the couple's, or the person's own for "just for me".
 *
 * Throws LetterTooLongError, or TypeError for a draft that could never be opened again.
 */
export async function sealLetter(
  draft: Draft,
  recipient: string,
  signing: CryptoKey,
): Promise<Bytes> {
  const { id, couple, author, kind, about, revision, written_at, readable, text } = draft;
  const inner = {
    v: 1,
    id,
    couple,
    author,
    kind,
    about,
    revision,
    written_at,
    readable,
    text,
  } satisfies Inner;
  if (!isInner(inner)) throw new TypeError("This draft is not a letter.");
  canonicalJson(readable);
  const envelope = await sealTo(
    [recipient],
    await signedContainer("letter", JSON.stringify(inner), signing),
  );
  if (envelope.length > MAX_LETTER)
    throw new LetterTooLongError("This is longer than one letter can hold.");
  return envelope;
}

/**
 * Opens letters with the keys in use. Keep one for a page: it remembers the costly part of each
 * key.
 */
export class Opener {
  readonly #keys: OpenerKeys;
  readonly #decrypters = new Map<CryptoKey, Decrypter>();
  readonly #verifiers = new Map<string, Promise<CryptoKey>>();

  constructor(keys: OpenerKeys) {
    this.#keys = keys;
  }

  /** Never throws: a letter is open as its author wrote it, or unverified. */
  async open(envelope: Uint8Array, record: LetterRecord): Promise<Opened> {
    try {
      const contents = await this.#decrypter(record).decrypt(envelope);
      const text = await verifiedText(
        "letter",
        readContainer(contents),
        await this.#verifier(record),
      );
      const inner: unknown = parsedObject(text);
      if (isInner(inner) && bound(inner) === bound(record)) return { state: "open", inner };
    } catch {
      // A reader cannot act on the reason, and a stranger could choose the words of an error.
    }
    return { state: "unverified" };
  }

  /**
   * A letter that names a couple opens with that couple's key alone, so that none moves from one
   * couple to another.
   */
  #decrypter(record: LetterRecord): Decrypter {
    const key = record.couple === null ? this.#keys.personal : this.#couple(record.couple).key;
    const known = this.#decrypters.get(key) ?? decrypterFor(key);
    this.#decrypters.set(key, known);
    return known;
  }

  #verifier(record: LetterRecord): Promise<CryptoKey> {
    const pin = this.#pin(record);
    const known = this.#verifiers.get(pin) ?? importVerify(pin);
    this.#verifiers.set(pin, known);
    return known;
  }

  #pin(record: LetterRecord): string {
    if (record.author === this.#keys.person) return this.#keys.verify;
    const pins = record.couple === null ? {} : this.#couple(record.couple).pins;
    const pin = Object.hasOwn(pins, record.author) ? pins[record.author] : undefined;
    if (pin === undefined) throw new Error("Nobody is pinned under this author.");
    return pin;
  }

  #couple(id: string) {
    const couple = this.#keys.couples.find((each) => each.id === id);
    if (couple === undefined) throw new Error("There is no key for this couple.");
    return couple;
  }
}

/**
 * The id of something there is one of, such as a person's answer to the question of a day: two
 * devices agree on it without asking, so that two drafts become two revisions and not two letters.
 * The parts are joined by line breaks.
 */
export function oneOf(...parts: string[]): string {
  if (parts.some((part) => part.includes("\n")))
    throw new TypeError("A part of an id has no line break in it.");
  const bytes = sha256(utf8(`twofold one\n${parts.join("\n")}`)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80; // RFC 9562: version 8, made by a rule of our own
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

/** The fields that a record has to agree on, in one spelling. */
function bound({ id, author, couple, kind, about, revision, readable }: LetterRecord): string {
  return canonicalJson({ id, author, couple, kind, about, revision, readable });
}

function isInner(value: unknown): value is Inner {
  if (!isObject(value)) return false;
  const { v, id, couple, author, kind, about, revision, written_at, readable, text } = value;
  const texts = [id, author, kind, written_at].every((each) => typeof each === "string");
  const references = [couple, about].every((each) => each === null || typeof each === "string");
  return (
    v === 1 &&
    texts &&
    references &&
    Number.isSafeInteger(revision) &&
    isObject(readable) &&
    isText(text)
  );
}

function isText(value: unknown): value is Text {
  return (
    typeof value === "string" ||
    (isObject(value) && Object.values(value).every((each) => typeof each === "string"))
  );
}
