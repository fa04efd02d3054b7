/** One's own invitation link: its secret is sealed to the inviter, and kept on the device that made it until it is spent. */

import { type LetterRecord, Opener, sealLetter } from "../sealing/letter.ts";
import { drafts } from "./keep.ts";
import { keys } from "./keys.ts";
import { at, meta } from "./page.ts";

/** The address that one's partner opens. Only the part before the # ever reaches a server. */
export function linkOf(invitation: string, secret: string): string {
  return `${location.origin}${at(`invitation/${invitation}`)}#k=${secret}`;
}

/** The secret in the address bar, taken out of it at once so that it stays in no history; "" where there is none. */
export function takeSecret(): string {
  const secret = new URLSearchParams(location.hash.slice(1)).get("k") ?? "";
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  return secret;
}

/** Keep the secret of an invitation on this device, in the place of any earlier one. */
export async function keepSecret(invitation: string, secret: string): Promise<void> {
  const own = await keys();
  const draft = { ...recordOf(invitation), written_at: new Date().toISOString(), text: secret };
  await drafts.put(place(), await sealLetter(draft, own.personalRecipient, own.signing));
}

/** The secret of this invitation, or null where another device made it. */
export async function keptSecret(invitation: string): Promise<string | null> {
  const sealed = await drafts.get<Uint8Array>(place());
  if (!sealed) return null;
  const opened = await new Opener(await keys()).open(sealed, recordOf(invitation));
  return opened.state === "open" && typeof opened.inner.text === "string"
    ? opened.inner.text
    : null;
}

/** Let the secret go, once it was used or taken back. */
export async function dropSecret(): Promise<void> {
  await drafts.delete(place());
}

function place(): string {
  return `${meta("person")} invitation`;
}

function recordOf(invitation: string): LetterRecord {
  return {
    id: invitation,
    couple: null,
    author: meta("person"),
    kind: "link",
    about: null,
    revision: 1,
    readable: {},
  };
}
