/** Sending a diary day, and taking it back. */

import { type LetterRecord, oneOf } from "../sealing/letter.ts";
import { letterOf, type Numbers } from "./diary.ts";
import { send } from "./http.ts";
import { deliver, type Delivery } from "./outbox.ts";
import { meta } from "./page.ts";
import { seal } from "./write.ts";

const NO_ID = "00000000-0000-0000-0000-000000000000"; // stands in an address for the id to come

/** A day's place: where it goes, and the letter that stands there already, if one does. */
export interface DayPlace {
  day: string;
  url: string;
  couple: string | null;
  record: LetterRecord | null;
}

/**
 * Seal a day and send it. Two devices that begin the same day agree on its id, so that it stays one day;
 * the couple is part of the id, because the same day may have begun in a space that is closed by now.
 */
export async function sendDay(place: DayPlace, numbers: Numbers, note: string, share: boolean): Promise<Delivery> {
  const { day, couple, record } = place;
  const letter = await seal({
    id: record?.id ?? oneOf("checkin", meta("person"), couple ?? "alone", day),
    couple: share ? couple : null,
    kind: "checkin",
    revision: (record?.revision ?? 0) + 1,
    ...letterOf(numbers, note, share),
  });
  return deliver(`checkin:${day}`, place.url, { letter, day, share });
}

/** What to say once it is on its way: a sentence, and a second one. */
export function closing(delivery: Delivery, share: boolean, partner: string): [string, string] {
  if (delivery.state === "waiting") {
    return ["It is kept on this device.", `${delivery.sentence} It will be sent by itself.`];
  }
  if (share) return [`It is with ${partner} now.`, "You can change it or take it back here, for a week."];
  return ["It is kept, just for you.", "You can change it here for a week, and share it later if you like."];
}

/** Take a day's letter back. Gives what still stands there, and the sentence that says what became of it. */
export async function takeBack(url: string, record: LetterRecord): Promise<[LetterRecord | null, string]> {
  const shared = record.couple !== null;
  const { taken_back } = await send(url.replace(NO_ID, record.id), {});
  const stays = "What you wrote is still here on the page.";
  if (taken_back) return [null, `Taken back before it was opened. ${stays}`];
  if (shared) return [record, `Removed. An empty place stays where it was. ${stays}`];
  return [null, `Removed. ${stays}`];
}
