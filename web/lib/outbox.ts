/**
 * The outbox: sealed letters on their way. One that cannot be sent stays here and is tried again,
 * when the network comes back, when a page opens, and every half minute. Ids make a repeat harmless.
 */

import type { LetterRecord } from "../sealing/letter.ts";
import { type Answer, Refused, send, Unreachable } from "./http.ts";
import { outbox } from "./keep.ts";
import { announce, meta } from "./page.ts";
import { refusedNote } from "./refused-letter.ts";
import { arrived, type Handed, handedOver } from "./sealed-text.ts";
import { sealedWith } from "./write.ts";

export interface Parcel {
  url: string;
  body: unknown;
  person: string;
  at: number;
  /** The drafts that hold the same words, and end with them. */
  drafts?: Handed[];
  /** By which its author can open the letter here. */
  record?: LetterRecord;
  /** Why the server will not take it. It stays here, sealed, until its author puts it away. */
  refused?: string;
}
export type Delivery = { state: "sent"; answer: Answer } | { state: "waiting"; sentence: string };

const KEPT = "What you wrote is kept on this device. It will be sent by itself.";
const SIGNED_OUT =
  "You are signed out here. What you wrote is kept on this device, sealed, and is sent when you sign in again.";

/**
 * Send now, or keep it for later. `key` names the thing: a newer parcel takes the place of an older.
 * `drafts` names those of the same words: they end once the letter has arrived, unless they were changed by then.
 */
export async function deliver(
  key: string,
  url: string,
  body: unknown,
  { drafts = [] }: { drafts?: string[] } = {},
): Promise<Delivery> {
  const record = sealedWith((body as { letter?: object }).letter ?? {});
  const person = meta("person");
  const parcel: Parcel = { url, body, person, at: Date.now(), drafts: await handedOver(drafts), ...(record && { record }) };
  key = `${person} ${key}`; // the store is the browser's, and two people may share one
  await outbox.put(key, parcel);
  try {
    const answer = await send(url, body);
    await done(key, parcel, false);
    return { state: "sent", answer };
  } catch (fault) {
    const sentence = whyItWaits(fault);
    if (!sentence) await settled(key, parcel); // it stands in the form still
    if (!sentence) throw fault;
    return { state: "waiting", sentence };
  } finally {
    void show();
  }
}

/** In which words a letter waits after `fault`; null where the server has said no. */
function whyItWaits(fault: unknown): string | null {
  if (fault instanceof Unreachable) return `${fault.message} ${KEPT}`;
  return fault instanceof Refused && fault.status === 403 ? SIGNED_OUT : null;
}

/** It is with the server. Its drafts go first: cut short here, it is sent once more, which changes nothing. */
async function done(key: string, parcel: Parcel, waited: boolean): Promise<boolean> {
  await arrived(parcel.drafts ?? [], waited);
  return settled(key, parcel);
}

/** Done with this parcel, so it goes or `next` takes its place; false where a newer one lies there by now. */
function settled(key: string, parcel: Parcel, next?: Parcel): Promise<boolean> {
  return outbox.exchange<Parcel>(key, (there) => there.at === parcel.at, next);
}

let busy = false;

/** Try everything that waits, oldest first, in one tab at a time. */
export async function sendWaiting(): Promise<void> {
  if (busy || !navigator.onLine) return;
  busy = true;
  try {
    // Browsers without locks send twice from two tabs, which ids make harmless.
    await (navigator.locks ? navigator.locks.request("twofold-outbox", sendAll) : sendAll());
  } finally {
    busy = false;
    void show();
  }
}

async function sendAll(): Promise<void> {
  const waiting = await outbox.list<Parcel>();
  for (const [key] of waiting.sort((a, b) => a[1].at - b[1].at)) {
    const parcel = await outbox.get<Parcel>(key); // a newer one may have come meanwhile
    const due = parcel?.person === meta("person") && !parcel.refused;
    if (due && !(await sendOne(key, parcel))) break;
  }
}

async function sendOne(key: string, parcel: Parcel): Promise<boolean> {
  try {
    await send(parcel.url, parcel.body);
  } catch (fault) {
    if (!(fault instanceof Refused) || whyItWaits(fault)) return false;
    if (await settled(key, parcel, { ...parcel, refused: fault.message })) announce(fault.message);
    return true;
  }
  if (await done(key, parcel, true)) document.dispatchEvent(new CustomEvent("delivered", { detail: key }));
  return true;
}

let shown = "";

/** Show how many wait, and what was refused, when there is any. */
async function show(): Promise<void> {
  const mine = (await outbox.list<Parcel>()).filter(([, parcel]) => parcel.person === meta("person"));
  const refused = mine.filter(([, parcel]) => parcel.refused);
  document.dispatchEvent(new CustomEvent("outbox")); // for a form whose words wait
  const signs = JSON.stringify([mine.length, refused.map(([key, { at }]) => [key, at])]);
  if (signs === shown) return; // somebody may be reading what could not be sent
  shown = signs;
  document.querySelectorAll(".unsent").forEach((old) => old.remove());
  const notes = refused.map(([key, parcel]) => refusedNote(parcel, () => tryAgain(key, parcel), () => putAway(key)));
  const waiting = mine.length - refused.length;
  document.getElementById("main")?.prepend(...notes, ...(waiting ? [waitingNote(waiting)] : []));
}

async function tryAgain(key: string, { refused: _, ...parcel }: Parcel): Promise<void> {
  await settled(key, parcel, parcel);
  await sendWaiting();
}

async function putAway(key: string): Promise<void> {
  await outbox.delete(key);
  await show();
}

function waitingNote(count: number): HTMLElement {
  const note = document.createElement("p");
  note.className = "note unsent";
  note.textContent =
    count === 1
      ? "Not sent yet: one sealed letter waits on this device."
      : `Not sent yet: ${count} sealed letters wait on this device.`;
  return note;
}

/** Keep trying while the page is open. */
export function watchOutbox(): void {
  addEventListener("online", () => void sendWaiting());
  setInterval(() => void sendWaiting(), 30_000);
  void sendWaiting();
}
