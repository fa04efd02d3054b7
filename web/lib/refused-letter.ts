/** What the server would not take: said at the top of the page, with the words, another try, and a way to let go. */

import { type LetterRecord, Opener } from "../sealing/letter.ts";
import { fromBase64 } from "./http.ts";
import { keys } from "./keys.ts";
import { onSecondPress } from "./twice.ts";

interface RefusedParcel {
  body: unknown;
  record?: LetterRecord;
  refused?: string;
}

const UNVERIFIED = "These words could not be verified, so they are not shown.";

/** The note of one parcel. `again` sends it once more, and `away` lets go of it for good. */
export function refusedNote(parcel: RefusedParcel, again: () => Promise<void>, away: () => Promise<void>): HTMLElement {
  const note = document.createElement("section");
  note.className = "note unsent";
  note.setAttribute("aria-label", "Not sent");
  const why = note.appendChild(document.createElement("p"));
  why.textContent = `A letter written here could not be sent: ${parcel.refused} It stays on this device, sealed.`;
  const row = document.createElement("div");
  row.className = "row";
  row.append(sendAgain(again), ...showWords(parcel, note), letGo(away));
  note.append(row);
  return note;
}

function sendAgain(again: () => Promise<void>): HTMLButtonElement {
  const button = press("Try again");
  button.addEventListener("click", () => {
    button.disabled = true;
    void again().finally(() => (button.disabled = false));
  });
  return button;
}

/** Its author can open it with what lies beside it; letters from before that was kept there cannot be shown. */
function showWords({ body, record }: RefusedParcel, note: HTMLElement): HTMLButtonElement[] {
  const sealed = (body as { letter?: { sealed?: string } }).letter?.sealed;
  if (!record || !sealed) return [];
  const button = press("Show the words");
  button.addEventListener("click", async () => {
    const words = document.createElement("div");
    words.className = "words";
    words.textContent = (await wordsOf(sealed, record)) ?? UNVERIFIED;
    button.remove();
    note.append(words);
  }, { once: true });
  return [button];
}

async function wordsOf(sealed: string, record: LetterRecord): Promise<string | null> {
  const opened = await new Opener(await keys()).open(fromBase64(sealed), record);
  if (opened.state !== "open") return null;
  const { text } = opened.inner;
  return typeof text === "string" ? text : Object.values(text).join("\n\n");
}

function letGo(away: () => Promise<void>): HTMLButtonElement {
  const button = press("Put it away");
  onSecondPress(button, away);
  return button;
}

function press(words: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "bare";
  button.textContent = words;
  return button;
}
