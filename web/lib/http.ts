/** Talking to the server in JSON. Words that pass here are sealed already. */

import { meta } from "./page.ts";

export type Answer = { ok: true } & Record<string, unknown>;

/** The server has said no, in a sentence for the person. */
export class Refused extends Error {
  readonly status: number;
  readonly facts: Record<string, unknown>;
  constructor(sentence: string, status: number, facts: Record<string, unknown>) {
    super(sentence);
    this.status = status;
    this.facts = facts;
  }
}

/** The server could not be reached, or has no room just now: worth trying again later. */
export class Unreachable extends Error {}

const AWAY = "There is no connection just now.";
const ELSE = "Twofold could not be reached just now."; // something answers in its place
const SIGNED_OUT = "You are signed out here. Nothing was sent: sign in again first.";

/** POST `body` and give the answer. Throws Refused or Unreachable. */
export async function send(url: string, body: unknown): Promise<Answer> {
  return answerOf(
    await reach(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": meta("csrf") },
      body: JSON.stringify(body),
    }),
  );
}

/** POST sealed bytes as they are, and give the answer. Throws Refused or Unreachable. */
export async function sendBytes(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<Answer> {
  const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": meta("csrf") };
  return answerOf(await reach(url, { method: "POST", headers, body: bytes }));
}

/** GET JSON. Throws Refused or Unreachable. */
export async function ask(url: string): Promise<Answer> {
  return answerOf(await reach(url, {}));
}

async function reach(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: "same-origin", redirect: "manual", ...options });
  } catch {
    throw new Unreachable(AWAY);
  }
}

/** A proxy, a hotel's network or a page about works may answer instead: what is not Twofold's own counts for nothing. */
async function answerOf(response: Response): Promise<Answer> {
  if (response.type === "opaqueredirect" || response.status === 403) throw new Refused(SIGNED_OUT, 403, {});
  const facts = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  if (response.ok && facts?.["ok"] === true) return facts as Answer;
  const sentence = facts?.["error"];
  if (!facts || typeof sentence !== "string") throw new Unreachable(ELSE);
  if (response.status >= 500) throw new Unreachable(sentence);
  throw new Refused(sentence, response.status, facts);
}

/** Standard base64, as the server reads and writes bytes in JSON. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
