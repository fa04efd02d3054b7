/** Both sheets of a round side by side, opened on this device and told as discoveries. */

import type { LetterRecord } from "../sealing/letter.ts";
import { findingCard } from "../lib/guess-drawing.ts";
import { findings, headings, type Finding, type Item, type Sheet, type View } from "../lib/guess-words.ts";
import { fromBase64 } from "../lib/http.ts";
import { opener } from "../lib/keys.ts";

const UNVERIFIED = "One of the sheets could not be verified, so neither is shown.";
const NOTHING = "You each answered what the other passed, so nothing lies side by side. You can tell each other what you chose.";

class GuessTold extends HTMLElement {
  connectedCallback(): void {
    void this.open();
  }

  private get view(): View {
    return { about: this.dataset["about"] === "me" ? "me" : "partner", partner: this.dataset["partner"] ?? "" };
  }

  private async open(): Promise<void> {
    const { mine = "", mineSealed = "", theirs = "", theirsSealed = "" } = this.dataset;
    const [own, other] = [await sheetOf(mine, mineSealed), await sheetOf(theirs, theirsSealed)];
    if (!own || !other) return this.say(UNVERIFIED);
    const items = JSON.parse(this.dataset["items"] ?? "[]") as Item[];
    const about = this.view.about === "me";
    const found = findings(items, about ? own : other, about ? other : own, this.view);
    if (!found.length) return this.say(NOTHING);
    const titles = headings(this.view);
    this.replaceChildren(
      ...this.group(titles.fresh, found.filter((one) => !one.known)),
      ...this.group(titles.known, found.filter((one) => one.known)),
    );
  }

  private say(words: string): void {
    const card = document.createElement("div");
    card.className = "card";
    card.appendChild(document.createElement("p")).textContent = words;
    this.replaceChildren(card);
  }

  private group(title: string, found: Finding[]): HTMLElement[] {
    if (!found.length) return [];
    const section = document.createElement("section");
    section.className = "stack guess-found";
    section.appendChild(document.createElement("h2")).textContent = title;
    const [me = "", them = ""] = [this.dataset["me"], this.dataset["them"]];
    const about = this.view.about === "me";
    const sides = { subject: about ? me : them, guesser: about ? them : me };
    const names = about ? { subject: "You", guesser: this.view.partner } : { subject: this.view.partner, guesser: "You" };
    section.append(...found.map((one) => findingCard(one, names, sides)));
    return [section];
  }
}

/** What a sheet says, or null when it could not be verified. */
async function sheetOf(record: string, sealed: string): Promise<Sheet | null> {
  const opened = await (await opener()).open(fromBase64(sealed), JSON.parse(record) as LetterRecord);
  if (opened.state !== "open" || typeof opened.inner.text === "string") return null;
  return { choices: opened.inner.text, numbers: (opened.inner.readable["numbers"] ?? {}) as Record<string, number> };
}

customElements.define("guess-told", GuessTold);
