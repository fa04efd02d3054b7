/** Hears of letters that waited in the outbox and have arrived. */

import { changed } from "./live.ts";
import { meta, tell } from "./page.ts";

const PUT_AWAY = 300; // milliseconds in which the outbox has put the letter away, so that a page may reload

/** Call `run` each time a letter of one's own has arrived whose key begins like this. Gives a way to stop. */
export function onDelivered(key: string, run: () => void): () => void {
  let waits = 0;
  const heard = (event: Event): void => {
    const whole = (event as CustomEvent<string>).detail;
    if (whole.startsWith(`${meta("person")} ${key}`)) waits = window.setTimeout(run, PUT_AWAY);
  };
  document.addEventListener("delivered", heard);
  return () => {
    clearTimeout(waits);
    document.removeEventListener("delivered", heard);
  };
}

/** Say in `where` why a letter waits, for as long as it does. */
export function tellWaiting(where: Element, sentence: string, key: string): void {
  tell(where, sentence);
  const stop = onDelivered(key, () => {
    stop();
    tell(where, "");
    changed();
  });
}
