/** The four words that both see when, and only when, they hold the same keys. */

import { pairWords } from "../sealing/words.ts";
import { coupleOf, keys } from "../lib/keys.ts";
import { find, tell } from "../lib/page.ts";
import { allPins, KeyChanged, markCompared, pinPartner } from "../lib/pinning.ts";
import { explain, onPress } from "../lib/submit.ts";

class PairWords extends HTMLElement {
  connectedCallback(): void {
    const answer = (name: string) => find<HTMLButtonElement>(this, `[data-${name}]`);
    onPress(answer("alike"), this, () => this.say(true));
    onPress(answer("differ"), this, () => this.say(false));
    onPress(answer("anew"), this, async () => this.show("asking"));
    onPress(answer("again"), this, async () => this.show("asking"));
    void this.open().catch((fault: unknown) => this.stop(fault));
  }

  private get couple(): string {
    return this.dataset["couple"] ?? "";
  }

  private async open(): Promise<void> {
    await pinPartner(true);
    const own = await keys();
    const couple = coupleOf(own, this.couple);
    if (!couple.pins[this.dataset["partner"] ?? ""]) {
      return tell(
        this,
        "Your partner’s key could not be read just now. Reload this page in a while.",
        "care",
      );
    }
    const words = await pairWords(couple.recipient, allPins(own, couple));
    find<HTMLElement>(this, "[data-words]").replaceChildren(...words.map(itemOf));
    this.show(couple.compared ? "compared" : "asking");
  }

  private stop(fault: unknown): void {
    if (!(fault instanceof KeyChanged)) return explain(this, fault);
    find<HTMLElement>(this, "[data-words]").hidden = true;
    this.show("differing"); // the page says at its top what has changed; here is what to do
  }

  private async say(alike: boolean): Promise<void> {
    await markCompared(this.couple, alike);
    this.show(alike ? "compared" : "differing");
  }

  private show(state: string): void {
    for (const part of this.querySelectorAll<HTMLElement>("[data-state]")) {
      part.hidden = part.dataset["state"] !== state;
    }
  }
}

function itemOf(word: string): HTMLElement {
  const item = document.createElement("li");
  item.textContent = word;
  return item;
}

customElements.define("pair-words", PairWords);
