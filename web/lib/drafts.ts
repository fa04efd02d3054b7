/** Half-written words, sealed to their author and kept on this device until they are sent. */

import { type LetterRecord, Opener, sealLetter } from "../sealing/letter.ts";
import { drafts } from "./keep.ts";
import { keys } from "./keys.ts";
import { meta } from "./page.ts";

const PAUSE = 600; // milliseconds of stillness before a draft is sealed

function recordOf(key: string): LetterRecord {
  return { id: key, couple: null, author: meta("person"), kind: "draft", about: null, revision: 1, readable: {} };
}

/** Keep what is typed into `field` under `key`, and bring back what was there. Gives a way to end it. */
export async function keepDraft(field: HTMLTextAreaElement, key: string): Promise<() => Promise<void>> {
  const own = await keys();
  key = `${meta("person")} ${key}`; // the store is the browser's, and two people may share one
  const sealed = await drafts.get<Uint8Array>(key);
  if (sealed && !field.value) {
    const opened = await new Opener(own).open(sealed, recordOf(key));
    if (opened.state === "open" && typeof opened.inner.text === "string") field.value = opened.inner.text;
  }
  let timer = 0;
  let ended = false;
  const save = async () => {
    if (!field.value.trim()) return drafts.delete(key);
    const draft = { ...recordOf(key), written_at: new Date().toISOString(), text: field.value };
    const fresh = await sealLetter(draft, own.personalRecipient, own.signing);
    if (!ended) await drafts.put(key, fresh); // sending may have overtaken the sealing
  };
  const typed = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), PAUSE);
  };
  const leaving = () => void save();
  field.addEventListener("input", typed);
  addEventListener("pagehide", leaving);
  return async () => {
    ended = true;
    clearTimeout(timer);
    field.removeEventListener("input", typed);
    removeEventListener("pagehide", leaving);
    await drafts.delete(key);
  };
}
