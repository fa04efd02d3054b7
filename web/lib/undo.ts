/** A notice that something was removed, with the way back. */

import { send } from "./http.ts";
import { changed } from "./live.ts";
import { toast } from "./page.ts";

const CARRIED = "twofold-undo"; // in this tab alone: a sentence, and an address that is of use to nobody else

/** Say what was removed, and offer to undo it; `undo` is the address that the server gave for it. Once it is back, `back` shows it. */
export function offerUndo(sentence: string, undo: unknown, back: () => void = changed): void {
  if (typeof undo !== "string") return toast(sentence);
  toast(sentence, { label: "Undo", run: () => void restore(undo, back) });
}

/** Leave a page whose letter is gone for `to`, where an element that takes it up can still offer to undo it. */
export function leaveWithUndo(to: string, sentence: string, undo: unknown): void {
  sessionStorage.setItem(CARRIED, JSON.stringify({ sentence, undo }));
  location.assign(to);
}

/** Offer what was carried here, once. */
export function takeUpUndo(): void {
  const carried = JSON.parse(sessionStorage.getItem(CARRIED) ?? "null") as { sentence: string; undo: unknown } | null;
  sessionStorage.removeItem(CARRIED);
  if (carried) offerUndo(carried.sentence, carried.undo);
}

async function restore(undo: string, back: () => void): Promise<void> {
  try {
    await send(undo, {});
    toast("It is back.");
    back();
  } catch (fault) {
    toast((fault as Error).message);
  }
}
