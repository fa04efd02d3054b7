/** The slow derivation with a bar to look at, in a worker so that the page stays alive meanwhile. */

import { type Derived, deriveIn } from "../sealing/derive.ts";
import { announce, find } from "./page.ts";
import { deriveWorker } from "./trusted.ts";

/** Derive keys while `[data-progress]` in `where` fills. Throws SealingError where a name or passphrase is missing. */
export async function deriveHere(
  where: ParentNode,
  passphrase: string,
  handle: string,
): Promise<Derived> {
  const bar = find<HTMLElement>(where, "[data-progress]");
  const progress = find<HTMLProgressElement>(bar, "progress");
  progress.value = 0;
  bar.hidden = false;
  announce("Making your key on this device. This takes a few seconds.");
  try {
    return await deriveIn(deriveWorker(), passphrase, handle, (share) => (progress.value = share));
  } finally {
    bar.hidden = true;
    announce("");
  }
}
