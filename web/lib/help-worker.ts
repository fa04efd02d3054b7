/**
 * Shows the help page that is kept on the device.
 *
 * Promise: it looks after the help page and nothing else; it answers out of what is kept, and asks the
 * server for what is not there alone.
 */

import { kept } from "./help-kept.ts";

interface Fetched extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
export interface HelpPlace {
  registration: { scope: string };
  addEventListener(type: "fetch", run: (event: Fetched) => void): void;
}

/** Call it where the worker begins. Under any other registration it does nothing. */
export function serveHelp(here: HelpPlace): void {
  const page = here.registration.scope;
  if (!page.endsWith("/help")) return;
  here.addEventListener("fetch", (event) => {
    const { request } = event;
    const opened = request.mode === "navigate" && request.url.split(/[?#]/)[0] === page;
    // A page that fetches it anew is not to be handed the old one.
    const part = request.mode !== "navigate" && request.cache !== "reload" && request.url !== page;
    if (request.method !== "GET" || !(opened || part)) return;
    event.respondWith(kept(opened ? page : request.url).then((found) => found ?? fetch(request)));
  });
}
