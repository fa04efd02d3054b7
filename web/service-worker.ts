/**
 * Shows a reminder, and opens Today when it is tapped.
 *
 * Promise: it holds no keys, reads no page, and says one of two sentences. Where it is registered for the
 * help page, it shows the copy of it that the device keeps.
 */

import { type HelpPlace, serveHelp } from "./lib/help-worker.ts";

const TITLE = "Twofold";
const SAYS = ["Something new", "A reminder you set"] as const;

interface Told extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Pushed extends Told {
  data: { json(): unknown } | null;
}
interface Tapped extends Told {
  notification: Notification;
}
interface Place {
  registration: ServiceWorkerRegistration;
  clients: {
    matchAll(options: object): Promise<{ url: string; focus(): Promise<unknown> }[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: "push", run: (event: Pushed) => void): void;
  addEventListener(type: "notificationclick", run: (event: Tapped) => void): void;
}

const here = globalThis as unknown as Place;
serveHelp(globalThis as unknown as HelpPlace);

here.addEventListener("push", (event) => {
  const body = sentenceOf(event.data);
  // One tag: a later one takes the place of an earlier, and nothing piles up on a lock screen.
  event.waitUntil(here.registration.showNotification(TITLE, { body, tag: "twofold" }));
});

here.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openToday());
});

/** Nothing else is ever shown, whatever was sent. */
function sentenceOf(data: Pushed["data"]): string {
  try {
    const { body } = data?.json() as { body?: unknown };
    return SAYS.find((one) => one === body) ?? SAYS[0];
  } catch {
    return SAYS[0];
  }
}

/** A page that shows Today comes to the front; another is left alone, because somebody may be writing there. */
async function openToday(): Promise<void> {
  const today = here.registration.scope;
  const pages = await here.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.find((page) => page.url.split(/[?#]/)[0] === today);
  await (open ? open.focus() : here.clients.openWindow(today));
}
