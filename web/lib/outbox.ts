/**
 * The outbox: sealed letters on their way. One that cannot be sent stays here and is tried again,
 * when the network comes back, when a page opens, and every half minute. Ids make a repeat harmless.
 */

import { outbox } from "./keep.ts";
import { type Answer, Refused, send, Unreachable } from "./http.ts";
import { announce, meta } from "./page.ts";

interface Parcel {
  url: string;
  body: unknown;
  person: string;
  at: number;
}
export type Delivery = { state: "sent"; answer: Answer } | { state: "waiting"; sentence: string };

/** Send now, or keep it for later. `key` names the thing: a newer parcel takes the place of an older. */
export async function deliver(key: string, url: string, body: unknown): Promise<Delivery> {
  const parcel: Parcel = { url, body, person: meta("person"), at: Date.now() };
  key = `${parcel.person} ${key}`; // the store is the browser's, and two people may share one
  await outbox.put(key, parcel);
  try {
    const answer = await send(url, body);
    await outbox.delete(key);
    show();
    return { state: "sent", answer };
  } catch (fault) {
    if (fault instanceof Unreachable) {
      show();
      return { state: "waiting", sentence: fault.message };
    }
    await outbox.delete(key);
    throw fault;
  }
}

let busy = false;

/** Try everything that waits, oldest first. */
export async function sendWaiting(): Promise<void> {
  if (busy || !navigator.onLine) return;
  busy = true;
  try {
    const waiting = await outbox.list<Parcel>();
    for (const [key, parcel] of waiting.sort((a, b) => a[1].at - b[1].at)) {
      if (parcel.person === meta("person") && !(await sendOne(key, parcel))) break;
    }
  } finally {
    busy = false;
    show();
  }
}

async function sendOne(key: string, parcel: Parcel): Promise<boolean> {
  try {
    await send(parcel.url, parcel.body);
    document.dispatchEvent(new CustomEvent("delivered", { detail: key }));
  } catch (fault) {
    if (fault instanceof Unreachable) return false;
    if (!(fault instanceof Refused) || fault.status === 403) return false;
    announce(fault.message); // what was refused for good is with the server already, or cannot be
  }
  await outbox.delete(key);
  return true;
}

/** Show how many wait, when any do. */
async function show(): Promise<void> {
  const mine = (await outbox.list<Parcel>()).filter(([, parcel]) => parcel.person === meta("person"));
  let sign = document.querySelector<HTMLElement>(".unsent");
  if (!mine.length) return sign?.remove();
  if (!sign) {
    sign = document.createElement("p");
    sign.className = "note unsent";
    document.getElementById("main")?.prepend(sign);
  }
  sign.textContent =
    mine.length === 1
      ? "Not sent yet: one sealed letter waits on this device for the connection."
      : `Not sent yet: ${mine.length} sealed letters wait on this device for the connection.`;
}

/** Keep trying while the page is open. */
export function watchOutbox(): void {
  addEventListener("online", () => void sendWaiting());
  setInterval(() => void sendWaiting(), 30_000);
  void sendWaiting();
}
