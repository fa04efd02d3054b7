/** Sends the parcels of photos, one after the other, in one tab at a time; tells how far it has come. */

import { type Answer, ask, Refused, send, sendBytes, Unreachable } from "./http.ts";
import { deliver } from "./outbox.ts";
import { at, meta } from "./page.ts";
import { type Parcel, parcelOf, put, putAway, type SealedPart, waiting } from "./photo-parcels.ts";

export interface Sending {
  /** Photos that are still on this device, those that were refused left out. */
  left: number;
  /** How much of the one under way is there, from 0 to 1. */
  share: number;
  refused: { key: string; why: string }[];
  /** Why it waits, if it does. */
  sentence: string;
}

const PIECE = 256 * 1024; // bytes: a slow line gets one through, and little is sent twice
const TRIES = 3; // beginnings of one file, before its author is asked
const LOCK = "twofold-photos";
const ELSEWHERE = "Another page of Twofold is sending them.";

/** Send all that waits. Gives what is left, and why; `told` hears of each step. */
export async function sendPhotos(told: (now: Sending) => void): Promise<Sending> {
  const run = (): Promise<Sending> => sendAll(told);
  if (!navigator.locks) return run(); // two tabs then send twice, which ids make harmless
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) =>
    lock ? run() : { ...(await standing()), sentence: ELSEWHERE },
  );
}

/** What waits, before anything is sent. */
export async function standing(): Promise<Sending> {
  const refused: Sending["refused"] = [];
  const keys = await waiting();
  for (const key of keys) {
    const why = (await parcelOf(key))?.refused;
    if (why) refused.push({ key, why });
  }
  return { left: keys.length - refused.length, share: 0, refused, sentence: "" };
}

async function sendAll(told: (now: Sending) => void): Promise<Sending> {
  const now = await standing();
  told(now);
  for (const key of await waiting()) {
    const parcel = await parcelOf(key);
    if (!parcel || parcel.refused) continue;
    try {
      await sendOne(parcel, (share) => told({ ...now, share }));
      await putAway(key);
    } catch (fault) {
      if (!(fault instanceof Refused) || fault.status === 403) return { ...now, sentence: (fault as Error).message };
      await put(key, { ...parcel, refused: fault.message });
      now.refused.push({ key, why: fault.message });
    }
    now.left -= 1;
    told({ ...now, share: 0 });
  }
  return now;
}

async function sendOne(parcel: Parcel, told: (share: number) => void): Promise<void> {
  const { picture, thumb, letter, about, couple } = parcel;
  const whole = picture.sealed.length + thumb.sealed.length;
  await sendPart(couple, thumb, (sent) => told(sent / whole));
  await sendPart(couple, picture, (sent) => told((thumb.sealed.length + sent) / whole));
  const body = { letter, picture: picture.id, thumb: thumb.id, ...(about ? { about } : {}) };
  const delivery = await deliver(`photo:${letter.id}`, at("us/album/keep"), body);
  if (delivery.state === "waiting") throw new Unreachable(delivery.sentence);
}

async function sendPart(couple: string, part: SealedPart, told: (sent: number) => void): Promise<void> {
  const url = at(`us/files/${part.id}`);
  const size = part.sealed.length;
  let answer = await send(`${url}/begin`, { couple, size, digest: part.sha256 });
  for (let tries = 0; !answer["complete"]; ) {
    const from = Number(answer["received"]);
    told(from);
    if (from === 0 && tries++ >= TRIES) throw new Refused("This picture did not arrive whole, however often it was sent.", 409, {});
    answer = await piece(url, part.sealed.slice(from, from + PIECE), from);
  }
  told(size);
}

/** Send some bytes. Where the server has come less far than this page thinks, it says how far. */
async function piece(url: string, bytes: Uint8Array<ArrayBuffer>, from: number): Promise<Answer> {
  try {
    return await sendBytes(`${url}/pieces?at=${from}`, bytes);
  } catch (fault) {
    if (fault instanceof Refused && "received" in fault.facts) return ask(`${url}/pieces`);
    throw fault;
  }
}

/** Whether any of this person's photos wait here: the one question that every album page asks. */
export async function anyWaiting(): Promise<boolean> {
  return meta("person") !== "" && (await waiting()).length > 0;
}

/** Try a refused one again. */
export async function again(key: string): Promise<void> {
  const parcel = await parcelOf(key);
  if (!parcel) return;
  const { refused: _, ...fresh } = parcel;
  await put(key, fresh);
}
