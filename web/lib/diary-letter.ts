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
  /** When it was written and who can read it, such as "Written Sunday 20:14. Just for you." */
  about: string;
}

/** What stands in a day's letter, or null where it could not be verified. */
export async function openDay(sealed: string, record: LetterRecord, partner: string): Promise<Day | null> {
  const opened = await (await opener()).open(fromBase64(sealed), record);
  if (opened.state !== "open") return null;
  const at = new Date(opened.inner.written_at);
  const when = at.toLocaleString("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" });
  const reader = record.couple ? `Shared with ${partner}.` : "Just for you.";
  return {
    numbers: numbersIn(opened.inner),
    note: noteIn(opened.inner),
    about: `${record.revision > 1 ? "Edited" : "Written"} ${when}. ${reader}`,
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
): Promise<{ delivery: Delivery; record: LetterRecord }> {
  const { day, couple, record: before } = place;
  const words = {
    id: before?.id ?? oneOf("checkin", meta("person"), couple ?? "alone", day),
    couple: share ? couple : null,
    kind: "checkin",
    about: null,
    revision: (before?.revision ?? 0) + 1,
    ...letterOf(numbers, note, share),
  };
  const delivery = await deliver(`checkin:${day}`, place.url, { letter: await seal(words), day, share });
  const { text: _, ...record } = words;
  return { delivery, record: { ...record, author: meta("person") } };
}
