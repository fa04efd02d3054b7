/**
 * Bytes and text, and one spelling of JSON.
 *
 * Promise: every decoder is strict. What does not decode to exactly one meaning throws, so that
 * nobody can say the same thing in two spellings to a comparison that guards a signature.
 */
import { base64urlnopad, hex } from "@scure/base";

/** Bytes that WebCrypto accepts: backed by an ArrayBuffer of their own, never a shared one. */
export type Bytes = Uint8Array<ArrayBuffer>;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** URL-safe base64 without padding. */
export function toBase64url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/** The bytes of URL-safe base64 without padding; throws on anything else. */
export function fromBase64url(text: string): Bytes {
  return new Uint8Array(base64urlnopad.decode(text));
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  return hex.encode(bytes);
}

/** The bytes of hexadecimal digits; throws on anything else. */
export function fromHex(text: string): Bytes {
  return new Uint8Array(hex.decode(text));
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** The text of UTF-8 bytes; throws where they are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  return strictDecoder.decode(bytes);
}

/** The parts one after the other, in bytes of their own. */
export function joined(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * JSON with sorted keys and no white space: equal values have equal spellings.
 *
 * Throws TypeError on what JSON would drop or bend (undefined, NaN, infinity, functions), because a
 * comparison that skips a field guards nothing.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === "boolean" || typeof value === "string")
    return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value))
      throw new TypeError("JSON has no spelling for a number that is not finite.");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`JSON has no spelling for ${typeof value}.`);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(",")}}`;
}

/** Whether a parsed value is a JSON object (neither null nor a list). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
