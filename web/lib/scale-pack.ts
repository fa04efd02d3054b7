/**
 * Text made small for a letter, and back to the last sign: a questionnaire may be longer than a letter.
 *
 * Promise: `unpack(await pack(text))` is `text`; what would swell beyond any scale throws.
 */

import { fromBase64, toBase64 } from "./http.ts";
import { Sentence } from "./submit.ts";

const MOST = 4 * 1024 * 1024; // bytes, unpacked: two files of 256 kB and what was made of them
const BROKEN = "This scale could not be unpacked, so it is not shown.";

/** Gzip, as base64. */
export async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return toBase64(await gathered(stream, Infinity));
}

/** The text again. Throws a Sentence where it is none, or too long to be a scale. */
export async function unpack(packed: string): Promise<string> {
  try {
    const stream = new Blob([fromBase64(packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await gathered(stream, MOST));
  } catch {
    throw new Sentence(BROKEN);
  }
}

async function gathered(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) {
      await reader.cancel();
      throw new Sentence(BROKEN);
    }
    parts.push(new Uint8Array(next.value));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
