/** Whether this browser can seal, asked before anybody types anything. */

import { supportsSealing } from "../sealing/keys.ts";

/**
 * Show the form (`[data-ready]`), or in its place what to do about this browser or address (`[data-cannot]`).
 * Gives whether the form is shown.
 */
export async function canSeal(): Promise<boolean> {
  const why = !isSecureContext ? "address" : !(await supportsSealing()) ? "browser" : "";
  for (const part of document.querySelectorAll<HTMLElement>("[data-ready]"))
    part.hidden = why !== "";
  for (const part of document.querySelectorAll<HTMLElement>("[data-cannot]")) {
    part.hidden = part.dataset["cannot"] !== why;
  }
  return why === "";
}
