/** Shows what a letter said before it was edited, opened on this device. */

import type { LetterRecord } from "../sealing/letter.ts";
import { ask, fromBase64 } from "../lib/http.ts";
import { opener } from "../lib/keys.ts";
import { find, tell } from "../lib/page.ts";

interface Version {
  record: LetterRecord;
  sealed: string;
  stray: boolean;
}

class LetterVersions extends HTMLElement {
  connectedCallback(): void {
    find(this, "button").addEventListener("click", () => void this.open());
  }

  private async open(): Promise<void> {
    const button = find<HTMLButtonElement>(this, "button");
    button.disabled = true;
    try {
      const { versions } = await ask(this.dataset["url"] ?? "");
      const list = document.createElement("ol");
      for (const one of versions as Version[]) list.append(await itemOf(one));
      button.replaceWith(list.childElementCount ? list : "No earlier version is kept.");
    } catch (fault) {
      button.disabled = false;
      tell(this, (fault as Error).message, "care");
    }
  }
}

/** The words of a letter of several parts, without the part that is none. */
function wordsOf({ numbers: _, ...words }: Record<string, string>): string {
  return Object.values(words).join("\n");
}

async function itemOf(version: Version): Promise<HTMLElement> {
  const item = document.createElement("li");
  const opened = await (await opener()).open(fromBase64(version.sealed), version.record);
  const text = opened.state === "open" ? opened.inner.text : "This could not be verified.";
  item.textContent = typeof text === "string" ? text : wordsOf(text);
  const label = item.appendChild(document.createElement("small"));
  label.textContent = version.stray ? " from another device, kept for you alone" : ` version ${version.record.revision}`;
  return item;
}

customElements.define("letter-versions", LetterVersions);
