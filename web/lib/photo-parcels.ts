/**
 * Photos on their way: sealed, kept on this device, and sent a piece at a time until the server has them.
 *
 * Promise: once `pack` has resolved, a closed page or a lost network loses nothing; sending goes on
 * from the byte it had reached. The letter follows its files, so nobody is shown half a photo.
 */

import { sealTo } from "../sealing/age.ts";
import type { Bytes, Json } from "../sealing/bytes.ts";
import { files } from "./keep.ts";
import { coupleOf, keys, settle } from "./keys.ts";
import { meta } from "./page.ts";
import { photoText } from "./photo-letter.ts";
import { sha256 } from "./photo-open.ts";
import type { Prepared } from "./photo-picture.ts";
import { Sentence } from "./submit.ts";
import { type SealedDraft, seal } from "./write.ts";

export interface SealedPart {
  id: string;
  sealed: Bytes;
  sha256: string;
}

export interface Parcel {
  couple: string;
  about: string | null;
  letter: SealedDraft;
  picture: SealedPart;
  thumb: SealedPart;
  at: number;
  /** Why the server will not take it. It stays here, sealed, until its author decides. */
  refused?: string;
}

export interface Words {
  couple: string;
  about: string | null;
  caption: string;
  readable: Record<string, Json>;
}

const FULL =
  "There is no room on this device to keep this photo while it is sent. Those before it are safe; make some room, " +
  "or send fewer at a time.";

/** Seal a photo and keep it for sending. Throws a Sentence when this device has no room. */
export async function pack(prepared: Prepared, words: Words): Promise<void> {
  await settle();
  const { recipient } = coupleOf(await keys(), words.couple);
  const [picture, thumb] = [await part(prepared.picture, recipient), await part(prepared.thumb, recipient)];
  const { width, height } = prepared;
  const names = { picture: { id: picture.id, sha256: picture.sha256 }, thumb: { id: thumb.id, sha256: thumb.sha256 } };
  const letter = await seal({
    id: crypto.randomUUID(),
    couple: words.couple,
    kind: "photo",
    about: words.about,
    readable: words.readable,
    text: photoText({ caption: words.caption, width, height, ...names }),
  });
  const parcel: Parcel = { couple: words.couple, about: words.about, letter, picture, thumb, at: Date.now() };
  await files.put(keyOf(parcel), parcel).catch((fault: unknown) => {
    throw fault instanceof DOMException && fault.name === "QuotaExceededError" ? new Sentence(FULL) : fault;
  });
}

async function part(blob: Blob, recipient: string): Promise<SealedPart> {
  const sealed = await sealTo([recipient], new Uint8Array(await blob.arrayBuffer()));
  return { id: crypto.randomUUID(), sealed, sha256: await sha256(sealed) };
}

/** The store is the browser's, and two people may share one; it gives keys in order, so the oldest is sent first. */
function keyOf({ at, letter }: Parcel): string {
  return `${meta("person")} ${at} ${letter.id}`;
}

/** The keys of this person's parcels, the oldest first. */
export async function waiting(): Promise<string[]> {
  return (await files.keys()).filter((key) => key.startsWith(`${meta("person")} `));
}

export function parcelOf(key: string): Promise<Parcel | undefined> {
  return files.get<Parcel>(key);
}

export function put(key: string, parcel: Parcel): Promise<void> {
  return files.put(key, parcel);
}

export function putAway(key: string): Promise<void> {
  return files.delete(key);
}
