/** Ideas, one card at a time or as a list: narrowed on the device, and each person's word kept in private. */

import { DateFilter } from "../lib/date-filter.ts";
import { followSwipe } from "../lib/date-swipe.ts";
import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { announce, find, tell, toast } from "../lib/page.ts";

type Word = "yes" | "no" | "";

class DateCards extends HTMLElement {
  private cards: HTMLElement[] = [];
  private last: { card: HTMLElement; before: Word } | null = null;
  private busy = false;
  private filter!: DateFilter;

  connectedCallback(): void {
    this.cards = [...this.querySelectorAll<HTMLElement>("[data-idea]")];
    this.filter = new DateFilter(find<HTMLFormElement>(this, "form"), () => this.narrow(true));
    find(this, "[data-undo]").addEventListener("click", () => void this.takeBack());
    for (const card of this.cards) this.listen(card);
    document.addEventListener("keydown", this.pressed);
    this.narrow(false);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.pressed);
  }

  private listen(card: HTMLElement): void {
    for (const button of card.querySelectorAll<HTMLButtonElement>("[data-say]")) {
      button.disabled = false;
      button.addEventListener("click", () => void this.say(card, button.dataset["say"] as Word));
    }
    followSwipe(card, (word) => {
      if (!this.filter.asList) void this.say(card, word);
    });
  }

  /** Show what fits: the one card on top, or the whole list. */
  private narrow(told: boolean): void {
    const { asList } = this.filter;
    const found = this.cards.filter((card) => this.filter.takes(card));
    for (const card of this.cards) card.hidden = !(asList ? found.includes(card) : card === found[0]);
    find<HTMLElement>(this, "[data-deck]").dataset["view"] = asList ? "list" : "cards";
    find<HTMLElement>(this, "[data-none]").hidden = found.length > 0;
    find<HTMLElement>(this, "[data-keys]").hidden = asList || found.length === 0;
    const sentence = this.filter.tell(found.length);
    if (told) announce(sentence || titleOf(found[0]));
  }

  private pressed = (event: KeyboardEvent): void => {
    const writing = (event.target as Element).closest("input, select, textarea, summary, .menu");
    if (writing || event.ctrlKey || event.metaKey || event.altKey || this.filter.asList) return;
    const word = { ArrowRight: "yes", ArrowLeft: "no" }[event.key] as Word | undefined;
    const card = this.cards.find((one) => !one.hidden);
    if (!word || !card) return;
    event.preventDefault();
    void this.say(card, word);
  };

  /** In the list, the same word once more takes it back. */
  private async say(card: HTMLElement, word: Word): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const before = (card.dataset["said"] ?? "") as Word;
    const held = this.contains(document.activeElement) && card.contains(document.activeElement);
    this.set(card, before === word ? "" : word);
    try {
      await this.keep(card);
      this.last = { card, before };
    } catch (fault) {
      this.set(card, before);
      tell(card, (fault as Error).message, "care");
    }
    this.busy = false;
    find<HTMLElement>(this, "[data-undo]").hidden = this.last === null;
    // The keyboard goes on with the card that has come in its place.
    if (held && card.hidden) this.cards.find((one) => !one.hidden)?.querySelector<HTMLElement>(`[data-say=${word}]`)?.focus();
  }

  private async keep(card: HTMLElement): Promise<void> {
    const said = card.dataset["said"];
    const yes = said ? said === "yes" : null;
    const { both } = await send(this.dataset["url"] ?? "", { idea: card.dataset["idea"], yes });
    if (both) toast("You both like this one.");
    if (both) changed(); // a match that goes is announced, to both
  }

  private set(card: HTMLElement, word: Word): void {
    card.dataset["said"] = word;
    for (const button of card.querySelectorAll<HTMLElement>("[data-say]")) {
      button.setAttribute("aria-pressed", String(button.dataset["say"] === word));
    }
    this.narrow(true);
  }

  private async takeBack(): Promise<void> {
    const last = this.last;
    if (!last || this.busy) return;
    const now = (last.card.dataset["said"] ?? "") as Word;
    this.cards = [last.card, ...this.cards.filter((one) => one !== last.card)]; // it lies on top again
    this.set(last.card, last.before);
    try {
      await this.keep(last.card);
      this.last = null;
      find<HTMLElement>(this, "[data-undo]").hidden = true;
    } catch (fault) {
      this.set(last.card, now);
      tell(this, (fault as Error).message, "care");
    }
  }
}

function titleOf(card: HTMLElement | undefined): string {
  return card?.querySelector("h2")?.textContent ?? "That is all of it for now.";
}

customElements.define("date-cards", DateCards);
