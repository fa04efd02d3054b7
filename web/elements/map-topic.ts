/** One topic of one's own on the love map: told, changed, found still true, or shared after a look. */

import { oneOf, type LetterRecord } from "../sealing/letter.ts";
import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { entryWords } from "../lib/map-entry.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, meta, toast } from "../lib/page.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class MapTopic extends HTMLElement {
  private letter!: OneLetter;
  private as: string | undefined;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    this.letter = new OneLetter(form, `map:${this.dataset["about"]}`);
    form.addEventListener("submit", (event) => (this.as = event.submitter?.dataset["as"]));
    onSubmit(form, () => this.write(this.as === "shared"));
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-change]")) onPress(button, this, () => this.change());
    for (const button of this.querySelectorAll("[data-back]")) button.addEventListener("click", () => this.show("read"));
    this.press("[data-true]", () => this.stillTrue());
    this.press("[data-share]", () => this.preview());
    this.press("[data-share-now]", async () => this.keep(await this.words(), true));
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private press(selector: string, run: () => Promise<void>): void {
    const button = this.querySelector<HTMLButtonElement>(selector);
    if (button) onPress(button, this, run);
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private get record(): LetterRecord | null {
    return JSON.parse(this.dataset["record"] ?? "null") as LetterRecord | null;
  }

  private show(name: "read" | "write" | "share"): void {
    for (const step of this.querySelectorAll<HTMLElement>("[data-step]")) step.hidden = step.dataset["step"] !== name;
  }

  private words(): Promise<string> {
    return entryWords(this.record, this.dataset["sealed"]);
  }

  private async change(): Promise<void> {
    const words = await this.words();
    this.show("write");
    // A draft belongs to the revision it was begun from: a later one is not written over unseen.
    await this.letter.draft(this.field, `map:${this.dataset["about"]}:${this.record?.revision ?? 0}`);
    this.field.value ||= words;
    this.field.focus();
  }

  private async preview(): Promise<void> {
    find(this, "[data-preview]").textContent = await this.words();
    this.show("share");
    find<HTMLElement>(this, "[data-share-now]").focus();
  }

  private async stillTrue(): Promise<void> {
    await send(this.dataset["still"] ?? "", {});
    toast("Noted: still true.");
    changed();
  }

  private async write(share: boolean): Promise<void> {
    const words = this.field.value.trim();
    if (!words) throw new Sentence("Write a line first, or leave it for now.", this.field);
    await this.keep(words, share);
  }

  /** The next revision of this entry, under the id that every device works out. */
  private async keep(text: string, share: boolean): Promise<void> {
    const { about = "", couple = null, url = "" } = this.dataset;
    const words = {
      id: oneOf("map", about, meta("person")),
      couple: share ? couple : null,
      kind: "map",
      about,
      revision: (this.record?.revision ?? 0) + 1,
      text,
    };
    const answer = await this.letter.send(url, async () => ({ letter: await seal(words), share }));
    if (answer) toast(share ? "It is on the map." : "Kept just for you. Share it whenever you like.");
  }
}

customElements.define("map-topic", MapTopic);
