/** A month of one's own check-ins, opened on this device and counted; nothing is concluded from it. */

import type { LetterRecord } from "../sealing/letter.ts";
import type { Place } from "./circumplex.ts";
import { idsOf, numbersIn } from "./diary.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";

export interface Feeling extends Place {
  word: string;
}
export interface MonthDay {
  feelings: Feeling[];
  triggers: string[];
}
export interface Month {
  days: Map<string, MonthDay>;
  unopened: number;
}

/** Open the sealed days in the page. `words` gives a word, pleasantness and energy by id. */
export async function openMonth(
  sealed: Iterable<HTMLElement>,
  words: Record<string, [string, number, number]>,
  triggers: Record<string, string>,
): Promise<Month> {
  const month: Month = { days: new Map(), unopened: 0 };
  const letters = await opener();
  for (const { dataset } of sealed) {
    const record = JSON.parse(dataset["record"] ?? "null") as LetterRecord;
    const opened = await letters.open(fromBase64(dataset["sealed"] ?? ""), record);
    if (opened.state !== "open") {
      month.unopened += 1;
      continue;
    }
    const numbers = numbersIn(opened.inner);
    month.days.set(dataset["letterDay"] ?? "", {
      feelings: idsOf(numbers, "feelings").flatMap((id) => {
        const [word, pleasant, energy] = words[id] ?? [];
        return word && pleasant && energy !== undefined ? [{ word, pleasant, energy }] : [];
      }),
      triggers: idsOf(numbers, "triggers").flatMap((id) => triggers[id] ?? []),
    });
  }
  return month;
}

/** What set feelings off, with the number of days, the most frequent first. */
export function counted(days: Iterable<MonthDay>): [string, number][] {
  const counts = new Map<string, number>();
  for (const { triggers } of days) {
    for (const one of triggers) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]);
}
