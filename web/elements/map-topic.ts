/** One topic of one's own on the love map: told, changed, found still true, or shared after a look. */

import { oneOf, type LetterRecord } from "../sealing/letter.ts";
import { onDelivered } from "../lib/delivered.ts";
import { keepDraft } from "../lib/drafts.ts";
import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { entryWords } from "../lib/map-entry.ts";
import { deliver } from "../lib/outbox.ts";
import { find, meta, tell, toast } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class MapTopic extends HTMLElement {
  private busy = false;
  private waiting = false; // sent, and in the outbox until there is a connection
  private drafting = false;
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.write((event as SubmitEvent).submitter?.dataset["as"] === "shared");
    });
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-change]")) onPress(button, this, () => this.change());
    for (const button of this.querySelectorAll("[data-back]")) button.addEventListener("click", () => this.show("read"));
    this.press("[data-true]", () => this.stillTrue());
    this.press("[data-share]", () => this.preview());
    onDelivered(`map:${this.dataset["about"]}`, () => void this.arrived());
    this.press("[data-share-now]", async () => this.keep(await this.words(), true));
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
    const key = `map:${this.dataset["about"]}:${this.record?.revision ?? 0}`;
    if (!this.drafting) this.endDraft = await keepDraft(this.field, key);
    this.drafting = true;
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
    if (this.busy) return;
    if (!words) return tell(this, "Write a line first, or leave it for now.");
    this.busy = this.field.readOnly = true; // words typed now would be cleared with those that are sent
    try {
      await this.keep(words, share);
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    } finally {
      this.busy = this.field.readOnly = this.waiting; // what waits is not changed under way
    }
  }

  /** The next revision of this entry, under the id that every device works out. */
  private async keep(words: string, share: boolean): Promise<void> {
    const { about = "", couple = null, url = "" } = this.dataset;
    const letter = await seal({
      id: oneOf("map", about, meta("person")),
      couple: share ? couple : null,
      kind: "map",
      about,
      revision: (this.record?.revision ?? 0) + 1,
      text: words,
    });
    const delivery = await deliver(`map:${about}`, url, { letter, share });
    this.waiting = delivery.state === "waiting";
    if (delivery.state === "waiting") return tell(this, `${delivery.sentence} It will be sent by itself.`);
    toast(share ? "It is on the map." : "Kept just for you. Share it whenever you like.");
    await this.arrived();
  }

  /** With the server by now: the page shows it as sent. */
  private async arrived(): Promise<void> {
    await this.endDraft();
    this.field.value = "";
    (document.activeElement as HTMLElement | null)?.blur();
    changed();
  }
}

customElements.define("map-topic", MapTopic);
