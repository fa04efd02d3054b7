/**
 * Keeps the help page on this device: it then opens without a connection, and opening it asks for nothing.
 *
 * Any page fetches it, now and then, whether or not somebody wants it: so a server's log that names it
 * tells nothing. The page is fetched without cookies, and is the same for everybody.
 */

import { kept, KEPT } from "./help-kept.ts";
import { at } from "./page.ts";
import { registerHelpWorker } from "./trusted.ts";

const FRESH = 12 * 60 * 60 * 1000; // milliseconds; a browser asks anew for a worker after a day at the latest
const DATED = "x-kept-at";
// What a script cannot start without, and the element of this page, which it loads when it meets it.
const PARTS = /(?:\bfrom|\bimport)\s*"(\.\/[\w.-]+\.js)"|import\("(\.\/part-help-page-[\w.-]+\.js)"\)/g;
const DRAWN = /url\("?(\.\/[^")]+)"?\)/g;

/** Fetch it, where it is not here yet or was fetched long ago. Never throws: help opens without this, too. */
export async function keepHelp(): Promise<void> {
  try {
    if (!isSecureContext || !("serviceWorker" in navigator) || (await isFresh())) return;
    const page = at("help");
    const answer = await get(page, { credentials: "omit", cache: "reload" });
    const html = await answer.clone().text();
    const files = await filesOf(html);
    const cache = await caches.open(KEPT);
    for (const [url, file] of files) await cache.put(url, file);
    await cache.put(page, dated(answer)); // last: a page that is here has all it needs
    const wanted = new Set([page, ...files.keys()].map((one) => new URL(one, location.href).href));
    for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
    await (await registerHelpWorker()).update();
  } catch {
    return; // no connection, or no room; the next page tries again
  }
}

async function isFresh(): Promise<boolean> {
  const when = (await kept(at("help")))?.headers.get(DATED);
  const worker = await navigator.serviceWorker.getRegistration(at("help"));
  return Boolean(when && worker?.scope.endsWith("/help")) && Date.now() - Date.parse(when ?? "") < FRESH;
}

async function get(url: string, how: RequestInit = {}): Promise<Response> {
  const answer = await fetch(url, { redirect: "error", ...how });
  if (!answer.ok) throw new Error(`no ${url}`);
  return answer;
}

function dated(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.set(DATED, new Date().toISOString());
  return new Response(answer.body, { headers });
}

/** The styles, scripts and letters that the page needs, by address. */
async function filesOf(html: string): Promise<Map<string, Response>> {
  const found = new Map<string, Response>();
  const waiting = [...html.matchAll(/(?:href|src)="([^"]*\/static\/[^"]+)"/g)].map(([, url]) => url ?? "");
  for (let url = waiting.pop(); url; url = waiting.pop()) {
    if (found.has(url)) continue;
    const answer = await get(url); // as a page asks for it: most of them the browser has already
    found.set(url, answer.clone());
    const inside = url.endsWith(".js") ? PARTS : url.endsWith(".css") ? DRAWN : null;
    if (!inside) continue;
    const here = new URL(url, location.href);
    for (const [, always, met] of (await answer.text()).matchAll(inside)) {
      waiting.push(new URL(always ?? met ?? "", here).pathname);
    }
  }
  return found;
}
