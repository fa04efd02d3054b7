/**
 * Opening a photo's sealed files on this device.
 *
 * Promise: bytes are fetched, held against the digest in the signed letter, and then opened. What
 * does not hold is Unverified, and nothing of it is shown.
 */

import { openWith } from "../sealing/age.ts";
import { toHex, type Bytes } from "../sealing/bytes.ts";
import type { LetterRecord } from "../sealing/letter.ts";
import { coupleOf, keys, opener } from "./keys.ts";
import { at } from "./page.ts";
import { type FileName, type Photo, readPhoto } from "./photo-letter.ts";

/** Not what its author sealed, as far as this device can tell. */
export class Unverified extends Error {}

/** It cannot be had just now. */
export class Away extends Error {}

/** The photo that a letter speaks of. Throws Unverified. */
export async function openPhoto(sealed: Uint8Array, record: LetterRecord): Promise<Photo> {
  const opened = await (await opener()).open(sealed, record);
  const photo = opened.state === "open" ? readPhoto(opened.inner) : null;
  if (!photo) throw new Unverified();
  return photo;
}

/** One file of it, as a picture. Throws Unverified or Away. */
export async function openFile(file: FileName, couple: string, signal?: AbortSignal): Promise<Blob> {
  const sealed = await fetched(file.id, signal);
  if ((await sha256(sealed)) !== file.sha256) throw new Unverified();
  const { key } = coupleOf(await keys(), couple);
  const contents = await openWith(key, sealed).catch(() => Promise.reject(new Unverified()));
  // Always a JPEG: nothing that arrives here gets to say that it is a page.
  return new Blob([new Uint8Array(contents)], { type: "image/jpeg" });
}

async function fetched(id: string, signal?: AbortSignal): Promise<Bytes> {
  const response = await fetch(at(`us/files/${id}`), {
    credentials: "same-origin",
    redirect: "manual",
    ...(signal ? { signal } : {}),
  }).catch(() => null);
  const bytes = response?.ok ? await response.arrayBuffer().catch(() => null) : null;
  if (!bytes) throw new Away();
  return new Uint8Array(bytes);
}

/** In hex. */
export async function sha256(bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
