/**
 * What a photo's letter says of its files: their ids, and the digests of their sealed bytes.
 *
 * Promise: what `readPhoto` gives was signed by the photo's author; a file whose bytes have another
 * digest is not the one that was meant.
 */

import { isObject } from "../sealing/bytes.ts";
import type { Inner, Text } from "../sealing/letter.ts";

export interface FileName {
  id: string;
  /** SHA-256 of the sealed bytes, in hex. */
  sha256: string;
}

export interface Photo {
  caption: string;
  width: number;
  height: number;
  picture: FileName;
  thumb: FileName;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const LONGEST = 65_535; // pixels; no JPEG has more

/** The words of the letter. What is no words is one part of it, which pages leave out. */
export function photoText({ caption, ...numbers }: Photo): Text {
  return { caption, numbers: JSON.stringify(numbers) };
}

/** The photo in an opened letter, or null where there is something else in it. */
export function readPhoto(inner: Inner): Photo | null {
  if (typeof inner.text === "string") return null;
  const { caption, numbers } = inner.text;
  try {
    const said: unknown = JSON.parse(numbers ?? "");
    if (!isObject(said) || caption === undefined) return null;
    const { width, height, picture, thumb } = said;
    if (!isLength(width) || !isLength(height) || !isName(picture) || !isName(thumb)) return null;
    return { caption, width, height, picture: named(picture), thumb: named(thumb) };
  } catch {
    return null;
  }
}

function named({ id, sha256 }: FileName): FileName {
  return { id, sha256 };
}

function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= LONGEST;
}

function isName(value: unknown): value is FileName & Record<string, unknown> {
  if (!isObject(value)) return false;
  const { id, sha256 } = value;
  return typeof id === "string" && ID.test(id) && typeof sha256 === "string" && SHA256.test(sha256);
}
