/** Choosing a passphrase: five words drawn on this device are offered, one's own are welcome when they hold. */

import { normalisePassphrase } from "../sealing/derive.ts";
import { generatePassphrase } from "../sealing/words.ts";
import { find, tell } from "./page.ts";
import { strengthOf } from "./passphrase-strength.ts";
import { Sentence } from "./submit.ts";

const OTHER_WORDS = "These are not the five words above yet. Compare them one by one.";
const PAUSE = 250; // milliseconds of stillness before a passphrase is judged

/** The part of a page made by people/parts/passphrase.html. */
export class PassphraseChoice {
  private readonly where: HTMLElement;
  private readonly field: HTMLInputElement;
  private readonly again: HTMLInputElement;
  private readonly names: () => string[];
  private words = "";
  private own = false;
  private timer = 0;

  /** `names` gives words that somebody who knows the person would guess. */
  constructor(where: HTMLElement, names: () => string[]) {
    this.where = where;
    this.names = names;
    this.field = find(where, "[data-typed]");
    this.again = find(where, "[data-again] input");
    this.on("[data-other]", () => void this.draw());
    this.on("[data-own]", () => this.take(true));
    this.on("[data-offer]", () => this.take(false));
    this.on("[data-show]", () => this.show(this.field.type === "password"));
    this.field.addEventListener("input", () => this.typed());
    this.show(true);
    void this.draw();
  }

  /** The passphrase, once it fits. Throws Sentence that says what is still to do. */
  async passphrase(): Promise<string> {
    const typed = normalisePassphrase(this.field.value);
    if (!this.own) {
      if (!typed || typed.toLowerCase() !== this.words) throw new Sentence(OTHER_WORDS, this.field);
      return this.words; // as drawn: a phone likes to begin with a capital
    }
    const strength = await strengthOf(typed, this.names());
    if (!strength.enough)
      throw new Sentence(typed ? strength.sentence : "Type a passphrase.", this.field);
    const hidden = this.field.type === "password";
    if (hidden && normalisePassphrase(this.again.value) !== typed) {
      throw new Sentence("The two are not alike yet. Type it once more, or show it.", this.again);
    }
    return typed;
  }

  /** Begin again with other words, once these are in use. */
  restart(): void {
    this.take(false);
    void this.draw();
  }

  private on(selector: string, run: () => void): void {
    find<HTMLElement>(this.where, selector).addEventListener("click", run);
  }

  private async draw(): Promise<void> {
    try {
      this.words = await generatePassphrase(5);
      find<HTMLElement>(this.where, "[data-words]").textContent = this.words;
    } catch {
      this.take(true); // the list of words did not come: one's own are as good
      tell(
        this.where,
        "The list of words could not be loaded just now. Your own words work as well.",
      );
    }
  }

  private take(own: boolean): void {
    this.own = own;
    for (const part of this.where.querySelectorAll<HTMLElement>("[data-when]")) {
      part.hidden = (part.dataset["when"] === "own") !== own;
    }
    this.field.value = this.again.value = "";
    this.show(!own);
    this.field.focus();
  }

  private show(shown: boolean): void {
    this.field.type = shown ? "text" : "password";
    find<HTMLElement>(this.where, "[data-show]").textContent = shown ? "Hide" : "Show";
    find<HTMLElement>(this.where, "[data-again]").hidden = shown || !this.own;
  }

  private typed(): void {
    clearTimeout(this.timer);
    if (this.own) this.timer = window.setTimeout(() => void this.judge(), PAUSE);
  }

  private async judge(): Promise<void> {
    const passphrase = normalisePassphrase(this.field.value);
    const strength = await strengthOf(passphrase, this.names());
    find<HTMLProgressElement>(this.where, "[data-strength] progress").value = passphrase
      ? strength.share
      : 0;
    find<HTMLElement>(this.where, "[data-strength] span").textContent = passphrase
      ? strength.sentence
      : "";
  }
}
