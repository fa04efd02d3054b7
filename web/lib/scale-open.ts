/** The scale and the answers of a page, opened on this device; and files that leave it by the person's hand. */

import type { Opened } from "../sealing/letter.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";
import { recordOf, textOf } from "./letting-words.ts";
import { type KeptScale, readKept } from "./scale-read.ts";
import type { Answers } from "./scale-score.ts";

const opened = new WeakMap<Element, Promise<KeptScale>>();

/** The scale of the page that `element` stands in, opened once. Throws a Sentence where it cannot be. */
export function scaleOf(element: Element): Promise<KeptScale> {
  const page = element.closest<HTMLElement>("scale-page");
  if (!page) throw new Error("missing scale-page");
  const found = opened.get(page) ?? textOf(page).then(readKept);
  opened.set(page, found);
  return found;
}

export interface KeptAnswers {
  answers: Answers;
  writtenAt: string;
}

/** The answers that an entry carries, or null where they could not be verified. */
export async function answersOf(entry: HTMLElement): Promise<KeptAnswers | null> {
  const record = recordOf(entry);
  if (!record) return null;
  const found: Opened = await (await opener()).open(fromBase64(entry.dataset["sealed"] ?? ""), record);
  if (found.state !== "open" || typeof found.inner.text === "string") return null;
  const answers = JSON.parse(found.inner.text["numbers"] ?? "{}") as Answers;
  return { answers, writtenAt: found.inner.written_at };
}

/** Hand a file over to the person. Its name says what sort it is, and nothing of what is inside. */
export function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
