/** A notice that something was removed, with the way back. */

import { send } from "./http.ts";
import { changed } from "./live.ts";
import { toast } from "./page.ts";

/** Say what was removed, and offer to undo it; `undo` is the address that the server gave for it. */
export function offerUndo(sentence: string, undo: unknown): void {
  if (typeof undo !== "string") return toast(sentence);
  toast(sentence, { label: "Undo", run: () => void restore(undo) });
}

async function restore(undo: string): Promise<void> {
  try {
    await send(undo, {});
    toast("It is back.");
    changed();
  } catch (fault) {
    toast((fault as Error).message);
  }
}
