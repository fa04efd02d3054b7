/** First letters under an id that their draft has carried: two tabs may have had the same draft. */

import { Refused } from "./http.ts";

/**
 * Send something new under `id`. Where the server has a letter under that id by now, it is no other device
 * that was first, for the id was made here: the words are sent once more, under an id of their own.
 */
export async function sendNew<T>(id: string, send: (id: string) => Promise<T>): Promise<T> {
  try {
    return await send(id);
  } catch (fault) {
    if (!(fault instanceof Refused) || !("revision" in fault.facts)) throw fault;
    return send(crypto.randomUUID());
  }
}
