/**
 * Leaving quickly: a button, or Shift pressed three times within five seconds, on any page.
 *
 * Promise: the words are gone from the screen before anything else happens; then the keys leave this
 * device, the session is ended, and a plain page about something else takes the place of this one.
 */

import { forget } from "../lib/keep.ts";
import { at, find, meta } from "../lib/page.ts";

const WITHIN = 5_000; // milliseconds
const PRESSES = 3;
const PATIENCE = 400; // milliseconds that letting the keys go may take before the page is left anyway
const LEFT = "left"; // in this tab alone, and gone with it or with the next visit

class LeaveQuickly extends HTMLElement {
  connectedCallback(): void {
    find(this, "button").addEventListener("click", () => leave(true));
  }
}

let leaving = false;
const otherTabs = new BroadcastChannel("twofold leave");
otherTabs.addEventListener("message", () => leave(false));

function leave(tellOthers: boolean): void {
  if (leaving) return;
  leaving = true;
  const [away, out, csrf] = [at("units"), at("sign-out"), meta("csrf")];
  cover();
  sessionStorage.clear();
  sessionStorage.setItem(LEFT, "yes");
  if (tellOthers) otherTabs.postMessage("leave");
  // It goes on after the page has gone, however slow the network.
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  void fetch(out, { method: "POST", keepalive: true, headers, body: "{}" }).catch(() => undefined);
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  void Promise.race([forget().catch(() => undefined), patience]).then(() => location.replace(away));
}

function cover(): void {
  const sheet = document.createElement("div");
  sheet.className = "cover";
  document.body.replaceChildren(sheet);
  document.title = "Kitchen conversions";
}

/** Back, afterwards, leads to the plain page too: also from pages that anybody may see, such as help. */
function stayAway(persisted: boolean): boolean {
  if (leaving || !sessionStorage.getItem(LEFT)) return false;
  const [how] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (how?.type === "navigate" && !persisted) {
    sessionStorage.removeItem(LEFT); // somebody has come to Twofold anew
    return false;
  }
  cover();
  location.replace(at("units"));
  return true;
}

let alone = false; // Shift went down and nothing else since: no capital letter was being typed
let presses: number[] = [];

function pressed(event: KeyboardEvent): void {
  alone = event.key === "Shift" && !event.repeat;
  if (event.key !== "Shift") presses = [];
}

function released(event: KeyboardEvent): void {
  if (event.key !== "Shift" || !alone) return;
  const now = performance.now();
  presses = [...presses.filter((one) => now - one < WITHIN), now];
  if (presses.length >= PRESSES) leave(true);
}

addEventListener("keydown", pressed, true);
addEventListener("keyup", released, true);
addEventListener("pointerdown", () => (alone = false), true);
// The plain page takes no part in fading from page to page, and nothing of this one is to linger.
addEventListener("pageswap", (event) => {
  if (leaving) event.viewTransition?.skipTransition();
});
// A page that the browser had put aside whole comes back with its words: fetch it anew, signed out.
addEventListener("pageshow", (event) => {
  if (event.persisted && !stayAway(true)) location.reload();
});

stayAway(false);
customElements.define("leave-quickly", LeaveQuickly);
