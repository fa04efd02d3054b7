/** Hears of letters that waited in the outbox and have arrived. */

import { meta } from "./page.ts";

const PUT_AWAY = 300; // milliseconds in which the outbox has put the letter away, so that a page may reload

/** Call `run` each time a letter of one's own has arrived whose key begins like this. */
export function onDelivered(key: string, run: () => void): void {
  document.addEventListener("delivered", (event) => {
    const whole = (event as CustomEvent<string>).detail;
    if (whole.startsWith(`${meta("person")} ${key}`)) setTimeout(run, PUT_AWAY);
  });
}
