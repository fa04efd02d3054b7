/** Exchanging parts of an open page for what the server would send by now, never under somebody's hands. */

import { atWorkIn, turnAlike } from "./hands.ts";
import { giveBack, heldIn } from "./kept-focus.ts";
import { announce } from "./page.ts";
import { freshPage } from "./trusted.ts";

const asSent = new WeakMap<Element, string>();

/** Remember each live part as the server sent it, before any script changes it. Call it first. */
export function rememberParts(where: ParentNode): void {
  for (const part of where.querySelectorAll("[data-live]")) asSent.set(part, part.innerHTML);
}

let looking: Promise<void> | null = null;
let again = false;

/** Fetch this page again and exchange the parts that differ. One look at a time: an answer that was
 * overtaken on its way would put back what is past. Resolves when the last look that was asked for is over. */
export function refresh(): Promise<void> {
  again = true;
  looking ??= lookWhileAsked();
  return looking;
}

async function lookWhileAsked(): Promise<void> {
  try {
    while (again) {
      again = false;
      await look();
    }
  } finally {
    looking = null;
  }
}

async function look(): Promise<void> {
  const fresh = await freshPage();
  if (!fresh) return;
  for (const mine of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const name = CSS.escape(mine.dataset["live"] ?? "");
    const theirs = fresh.querySelector<HTMLElement>(`[data-live="${name}"]`);
    if (theirs && mine.isConnected && asSent.get(mine) !== theirs.innerHTML) exchange(mine, theirs);
  }
  document.dispatchEvent(new CustomEvent("parts-arrived"));
}

function exchange(mine: HTMLElement, theirs: HTMLElement): void {
  if (atWorkIn(mine)) return; // the smaller live parts inside are exchanged on their own instead
  const unfolds = !mine.querySelector(".unfolded") && theirs.querySelector(".unfolded") !== null;
  const next = document.importNode(theirs, true);
  asSent.set(next, theirs.innerHTML);
  rememberParts(next);
  if (unfolds) {
    next.classList.add("unfolding");
    document.querySelector(".toast")?.remove();
    announce("You have both answered. Both answers are open now.");
  }
  turnAlike(mine, next);
  const held = heldIn(mine);
  mine.replaceWith(next);
  if (held) giveBack(held, next);
}

/** Ask the page to look again, after something was sent from it. */
export function changed(): void {
  document.dispatchEvent(new CustomEvent("part-changed"));
}
