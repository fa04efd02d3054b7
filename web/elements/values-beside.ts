/** The values of the two, side by side: opened on this device, with what stands in both lists. */

import type { LetterRecord } from "../sealing/letter.ts";
import { ask } from "../lib/http.ts";
import { wordsOf } from "../lib/meaning-words.ts";
import { find } from "../lib/page.ts";
import { explain } from "../lib/submit.ts";
import { FIRST, fromText, shared } from "../lib/values-list.ts";

type Side = "mine" | "theirs";
interface Version {
  record: LetterRecord;
  sealed: string;
  stray: boolean;
}
const UNVERIFIED = "This could not be verified, so it is not shown.";

class ValuesBeside extends HTMLElement {
  connectedCallback(): void {
    if (!this.hasAttribute("state")) void this.open();
  }

  private async open(): Promise<void> {
    this.setAttribute("state", "opening");
    const [mine, theirs] = [await this.show("mine"), await this.show("theirs")];
    const both = mine && theirs ? shared(mine, theirs) : null;
    if (both) this.mark(both);
    const before = find<HTMLDetailsElement>(this, "[data-before]");
    before.hidden = !(["mine", "theirs"] as const).some((side) => (this.recordOf(side)?.revision ?? 1) > 1);
    before.addEventListener("toggle", () => void this.showBefore(), { once: true });
    this.setAttribute("state", "open");
  }

  private recordOf(side: Side): LetterRecord | null {
    const text = this.dataset[`${side}Record`];
    return text ? (JSON.parse(text) as LetterRecord) : null;
  }

  private name(id: string): string {
    const names = JSON.parse(this.dataset["names"] ?? "{}") as Record<string, string>;
    return names[id] ?? id;
  }

  private async show(side: Side): Promise<string[] | null> {
    const [record, list] = [this.recordOf(side), this.querySelector(`[data-five=${side}]`)];
    if (!record || !list) return null;
    const text = await wordsOf(this.dataset[`${side}Sealed`] ?? "", record);
    const ids = text === null ? null : fromText(text);
    list.replaceChildren(...(ids ?? []).slice(0, FIRST).map((id) => this.item(id)));
    const rest = find(this, `[data-rest=${side}]`);
    rest.textContent = ids ? (ids.length > FIRST ? "And " : "") : UNVERIFIED;
    (ids ?? []).slice(FIRST).forEach((id, index) => rest.append(index ? ", " : "", this.item(id, "span")));
    return ids;
  }

  private item(id: string, tag = "li"): HTMLElement {
    const item = document.createElement(tag);
    item.dataset["id"] = id;
    item.textContent = this.name(id);
    return item;
  }

  private mark(both: string[]): void {
    find(this, "[data-shared] ul").replaceChildren(...both.map((id) => this.item(id)));
    find<HTMLElement>(this, "[data-shared]").hidden = both.length === 0;
    find<HTMLElement>(this, "[data-none]").hidden = both.length > 0;
    for (const item of this.querySelectorAll<HTMLElement>(".answer [data-id]")) {
      item.classList.toggle("in-both", both.includes(item.dataset["id"] ?? ""));
    }
  }

  /** What either chose before, as it was kept. */
  private async showBefore(): Promise<void> {
    const place = find<HTMLElement>(this, "[data-versions]");
    try {
      const lines = [...(await this.versions("You", "earlier")), ...(await this.versions("", "theirsEarlier"))];
      place.replaceChildren(...lines);
      if (!lines.length) place.textContent = "No earlier list is kept.";
    } catch (fault) {
      explain(place, fault);
    }
  }

  private async versions(who: string, key: string): Promise<HTMLElement[]> {
    const url = this.dataset[key];
    if (!url) return [];
    const name = who || (this.querySelectorAll(".answer h2")[1]?.textContent ?? "");
    const found = (await ask(url))["versions"] as Version[];
    return Promise.all(found.map(async (one) => {
      const text = await wordsOf(one.sealed, one.record);
      const line = document.createElement("p");
      line.textContent = `${name}: ${text ? fromText(text).map((id) => this.name(id)).join(", ") : UNVERIFIED}`;
      return line;
    }));
  }
}

customElements.define("values-beside", ValuesBeside);
