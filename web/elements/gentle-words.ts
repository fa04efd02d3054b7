/**
 * Reads a field over with somebody, when they ask for it, and says which words may land hard.
 *
 * Promise: it happens in this browser alone. Nothing is sent, stored or counted, nothing in the field
 * changes unless somebody presses for it, and sending is never in its hands.
 */

import { loaded } from "../lib/gentle/loaded.ts";
import { note } from "../lib/gentle/note.ts";
import { type Notice, notice, oneEach } from "../lib/gentle/notice.ts";
import type { Rules } from "../lib/gentle/rules.ts";
import { announce, find, toast } from "../lib/page.ts";

const PAUSE = 900; // milliseconds of stillness before the words are read over
const AT_ONCE = 3; // more would be a pile
const AWAY = "The rules could not be fetched just now. You can write and send as ever.";

class GentleWords extends HTMLElement {
  private rules: Rules | null = null;
  private timer = 0;
  private left = new Set<string>(); // words to leave as they are; gone with the page
  private shown = "";
  private field!: HTMLTextAreaElement;

  connectedCallback(): void {
    this.field = find<HTMLTextAreaElement>(document, `#${CSS.escape(this.dataset["field"] ?? "")}`);
    this.button.addEventListener("click", () => void this.turn(this.rules === null));
    this.field.addEventListener("input", this.typed);
    if (this.hasAttribute("data-on")) void this.turn(true);
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
    this.field.removeEventListener("input", this.typed);
  }

  private get button(): HTMLButtonElement {
    return find<HTMLButtonElement>(this, "[data-turn]");
  }

  private async turn(on: boolean): Promise<void> {
    try {
      this.rules = on ? await loaded(this.dataset["rules"] ?? "") : null;
    } catch {
      find(this, "[data-said]").textContent = AWAY;
      return;
    }
    this.button.setAttribute("aria-pressed", String(on));
    this.read();
    if (on && !this.hasAttribute("data-on") && !this.shown) find(this, "[data-said]").textContent = this.quiet;
  }

  private get quiet(): string {
    return this.field.value.trim() ? "Nothing caught the eye." : "Write on. It reads along on this device alone.";
  }

  private typed = (): void => {
    clearTimeout(this.timer);
    find(this, "[data-said]").textContent = "";
    if (!this.field.value) this.read(); // sent or cleared: its notes go with it
    else this.timer = window.setTimeout(() => this.read(), PAUSE);
  };

  private read(): void {
    if (!this.rules || !this.field.value) return this.show([]);
    const found = notice(this.field.value, this.rules).filter((one) => !this.left.has(one.words.toLowerCase()));
    this.show(oneEach(found, this.rules).slice(0, AT_ONCE));
  }

  private show(notices: Notice[]): void {
    const shown = notices.map((one) => one.words).join("\n");
    if (shown === this.shown) return;
    this.shown = shown;
    const notes = notices.map((one) => note(one, { use: () => this.use(one), leave: () => this.leave(one) }));
    find(this, "[data-notes]").replaceChildren(...notes);
    if (notices[0]) announce(`A note below the field: ${notices[0].title}.`);
  }

  private leave(one: Notice): void {
    this.left.add(one.words.toLowerCase());
    this.read();
    this.field.focus();
  }

  /** Put the other way of saying it in the place of those words, where they still stand there. */
  private use(one: Notice): void {
    const { field } = this;
    if (field.readOnly || field.value.slice(one.from, one.to) !== one.words) return this.read();
    field.setRangeText(one.say, one.from, one.to, "end");
    this.changed();
    const gap = one.say.indexOf("…");
    const place = one.from + (gap < 0 ? one.say.length : gap);
    field.focus();
    field.setSelectionRange(place, gap < 0 ? place : place + 1);
    toast("Changed in the field.", { label: "Undo", run: () => this.putBack(one) });
  }

  private putBack(one: Notice): void {
    const end = one.from + one.say.length;
    if (this.field.value.slice(one.from, end) !== one.say) return toast("You have written on there. It stays as it is.");
    this.field.setRangeText(one.words, one.from, end, "end");
    this.left.add(one.words.toLowerCase());
    this.changed();
  }

  /** A change by a press is as good as typing: drafts keep it. */
  private changed(): void {
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.read();
  }
}

customElements.define("gentle-words", GentleWords);
