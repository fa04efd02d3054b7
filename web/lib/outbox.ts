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
  /** Why the server will not take it. It stays here, sealed, until its author puts it away. */
  refused?: string;
}
export type Delivery = { state: "sent"; answer: Answer } | { state: "waiting"; sentence: string };

/** Send now, or keep it for later. `key` names the thing: a newer parcel takes the place of an older. */
export async function deliver(key: string, url: string, body: unknown): Promise<Delivery> {
  const parcel: Parcel = { url, body, person: meta("person"), at: Date.now() };
  key = `${parcel.person} ${key}`; // the store is the browser's, and two people may share one
  await outbox.put(key, parcel);
  try {
    const answer = await send(url, body);
    await settled(key, parcel);
    show();
    return { state: "sent", answer };
  } catch (fault) {
    if (fault instanceof Unreachable) {
      show();
      return { state: "waiting", sentence: fault.message };
    }
    await settled(key, parcel);
    throw fault;
  }
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
    show();
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
    if (fault instanceof Unreachable) return false;
    if (!(fault instanceof Refused) || fault.status === 403) return false;
    if (await settled(key, parcel, { ...parcel, refused: fault.message })) announce(fault.message);
    return true;
  }
  if (await settled(key, parcel)) document.dispatchEvent(new CustomEvent("delivered", { detail: key }));
  return true;
}

/** Show how many wait, and what was refused, when there is any. */
async function show(): Promise<void> {
  const mine = (await outbox.list<Parcel>()).filter(([, parcel]) => parcel.person === meta("person"));
  const waiting = mine.filter(([, parcel]) => !parcel.refused).length;
  const signs = mine.flatMap(([key, parcel]) => (parcel.refused ? [refusal(key, parcel.refused)] : []));
  if (waiting) signs.push(sign(waitingWords(waiting)));
  document.querySelectorAll(".unsent").forEach((old) => old.remove());
  document.getElementById("main")?.prepend(...signs);
}

function waitingWords(count: number): string {
  if (count === 1) return "Not sent yet: one sealed letter waits on this device for the connection.";
  return `Not sent yet: ${count} sealed letters wait on this device for the connection.`;
}

function sign(words: string): HTMLElement {
  const note = document.createElement("p");
  note.className = "note unsent";
  note.textContent = words;
  return note;
}

function refusal(key: string, why: string): HTMLElement {
  const note = sign(`A letter written here could not be sent: ${why} `);
  const button = note.appendChild(document.createElement("button"));
  button.type = "button";
  button.className = "bare";
  button.textContent = "Put it away";
  button.addEventListener("click", () => void outbox.delete(key).then(show));
  return note;
}

/** Keep trying while the page is open. */
export function watchOutbox(): void {
  addEventListener("online", () => void sendWaiting());
  setInterval(() => void sendWaiting(), 30_000);
  void sendWaiting();
}
