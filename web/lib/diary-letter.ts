/** The letter of a diary day: opened, and sent. */

import { type LetterRecord, oneOf } from "../sealing/letter.ts";
import { letterOf, noteIn, numbersIn, type Numbers } from "./diary.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";
import { deliver, type Delivery } from "./outbox.ts";
import { meta } from "./page.ts";
import { seal } from "./write.ts";

/** A day's place: where it goes, and the letter that stands there already, if one does. */
export interface DayPlace {
  day: string;
  url: string;
  couple: string | null;
  record: LetterRecord | null;
}

export interface Day {
  numbers: Numbers;
  note: string;
  /** When it was written, as a person would say it, such as "Sunday 20:14". */
  when: string;
}

/** What stands in a day's letter, or null where it could not be verified. */
export async function openDay(sealed: string, record: LetterRecord): Promise<Day | null> {
  const opened = await (await opener()).open(fromBase64(sealed), record);
  if (opened.state !== "open") return null;
  const when = new Date(opened.inner.written_at);
  return {
    numbers: numbersIn(opened.inner),
    note: noteIn(opened.inner),
    when: when.toLocaleString("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" }),
  };
}

/**
 * Seal a day and send it. Two devices that begin the same day agree on its id, so that it stays one day;
 * the couple is part of the id, because the same day may have begun in a space that is closed by now.
 */
export async function sendDay(
  place: DayPlace,
  numbers: Numbers,
  note: string,
  share: boolean,
): Promise<Delivery> {
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
