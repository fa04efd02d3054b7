/** The letters of a comparing: opened strictly, and written so that each has one size. */

import { oneOf } from "../sealing/letter.ts";
import type { Inner, LetterRecord } from "../sealing/letter.ts";
import type { Wish } from "../sealing/match.ts";
import { fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";
import { meta } from "./page.ts";
import { seal, type SealedDraft } from "./write.ts";

export interface Sealed {
  record: LetterRecord;
  sealed: string;
}

/** A letter is not what it has to be, so nothing is made of it. The message is for the person. */
export class Unverified extends Error {}

const WISHES: Record<string, Wish> = { y: "yes", m: "maybe", n: "no", x: "not" };
const UNANSWERED = "-"; // as long as any answer

/** What a letter says, by name. Throws Unverified unless it is the one letter that belongs in this place. */
export async function openOne(letter: Sealed, about: string, author: string, couple: string | null): Promise<Record<string, string>> {
  const { record, sealed } = letter;
  const fits =
    record.kind === "wishes" &&
    record.about === about &&
    record.author === author &&
    record.couple === couple &&
    record.id === oneOf("wishes", about, author);
  const opened = fits ? await (await opener()).open(fromBase64(sealed), record) : null;
  if (opened?.state !== "open") throw new Unverified("This could not be verified, so nothing is shown.");
  return textOf(opened.inner);
}

function textOf(inner: Inner): Record<string, string> {
  if (typeof inner.text === "string") throw new Unverified("This could not be verified, so nothing is shown.");
  return inner.text;
}

export function sealOne(about: string, couple: string | null, text: Record<string, string>, revision = 1): Promise<SealedDraft> {
  return seal({ id: oneOf("wishes", about, meta("person")), couple, kind: "wishes", about, revision, text });
}

/** Answers as they are sealed: every item has its letter, answered or not, so that the size tells nothing. */
export function answersText(items: readonly string[], chosen: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(items.map((item) => [item, chosen.get(item) ?? UNANSWERED]));
}

/** The answers in a text: what is not known counts as unanswered. */
export function wishesOf(items: readonly string[], text: Record<string, string>): Map<string, Wish> {
  return new Map(items.map((item) => [item, WISHES[text[item] ?? ""] ?? ""]));
}
