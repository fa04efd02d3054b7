/** The words of a wish or of an own idea: a title, and what there is to say beside it. */

import type { LetterRecord, Text } from "../sealing/letter.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";

export interface WishWords {
  title: string;
  /** Why it draws its author, or more about it; "" where nothing was said. */
  rest: string;
}

/** Open what stands in an element's data. Null where it could not be verified. */
export async function openWish(data: DOMStringMap): Promise<WishWords | null> {
  const { record, sealed } = data;
  if (!record || !sealed) return null;
  const opened = await (await opener()).open(fromBase64(sealed), JSON.parse(record) as LetterRecord);
  return opened.state === "open" ? wordsOf(opened.inner.text) : null;
}

export function wordsOf(text: Text): WishWords {
  if (typeof text === "string") return { title: text, rest: "" };
  const { title = "", why = "", text: more = "" } = text;
  const rest = why || more;
  return title ? { title, rest } : { title: rest, rest: "" };
}

/** What was typed, as it is sealed; null while there is no title. */
export function wishFrom(where: ParentNode): Record<string, string> | null {
  const word = (name: string): string =>
    where.querySelector<HTMLTextAreaElement>(`[data-words="${name}"]`)?.value.trim() ?? "";
  const [title, why] = [word("title"), word("why")];
  return title ? { title, ...(why && { why }) } : null;
}
