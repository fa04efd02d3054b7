/** Where to go after a door: back to where somebody came from, and never off this server. */

import { at } from "./page.ts";

const KEY = "twofold invitation";

/** An invitation on its way through sign-up or sign-in. Its secret stays in this tab and out of every address. */
export interface Carried {
  path: string;
  secret: string;
}

export function carryInvitation(invitation: Carried): void {
  sessionStorage.setItem(KEY, JSON.stringify(invitation));
}

export function carriedInvitation(): Carried | null {
  const text = sessionStorage.getItem(KEY);
  return text ? (JSON.parse(text) as Carried) : null;
}

export function dropInvitation(): void {
  sessionStorage.removeItem(KEY);
}

/** The address to go on to: the invitation somebody came with, the page that sent them here, or Today. */
export function wayOn(): string {
  const asked =
    new URLSearchParams(location.search).get("next") ??
    new URLSearchParams(location.hash.slice(1)).get("next");
  return carriedInvitation()?.path ?? ownPath(asked) ?? at("");
}

/** A path on this server as given, or null for anything that leads elsewhere. */
export function ownPath(path: string | null, origin = location.origin, root = at("")): string | null {
  if (!path?.startsWith("/") || !URL.canParse(path, origin)) return null;
  const url = new URL(path, origin);
  if (url.origin !== origin || !url.pathname.startsWith(root)) return null;
  if (url.pathname.startsWith("//")) return null; // "/.//elsewhere" is one, and would be read as a host
  return url.pathname + url.search;
}
