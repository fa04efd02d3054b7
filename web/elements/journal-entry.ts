/** One page of the journal: read, changed, shared after a look at what will be seen, or removed. */

import type { LetterRecord } from "../sealing/letter.ts";
import { onDelivered } from "../lib/delivered.ts";
import { fromBase64, send } from "../lib/http.ts";
import { keepPage, type Page, removedPage } from "../lib/journal.ts";
import { opener } from "../lib/keys.ts";
import { find, tell } from "../lib/page.ts";
import { leadBack, showStep } from "../lib/steps.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";

interface Begun {
  base: number; // the revision these changes begin from
  words: string;
}

class JournalEntry extends HTMLElement {
  private words = "";
  private draft!: SealedDraft<Begun>;

  connectedCallback(): void {
    this.draft = new SealedDraft(`journal-change:${this.record.id}`);
    this.field.addEventListener("input", () => {
      this.draft.later({ base: this.record.revision, words: this.field.value });
    });
    onDelivered(`journal:${this.record.id}`, () => location.reload());
    leadBack(this);
    this.press("[data-change]", () => this.change());
    this.press("[data-share]", () => this.previewShare());
    this.press("[data-actions] [data-remove]", async () => showStep(this, "remove"));
    this.press("[data-share-now]", () => this.share());
    this.press("[data-remove-now]", () => this.drop());
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.keepChange());
    void this.open();
  }

  private press(selector: string, run: () => Promise<void>): void {
    const button = this.querySelector<HTMLButtonElement>(selector);
    if (button) onPress(button, find(this, "article"), run);
  }

  private get record(): LetterRecord {
    return JSON.parse(this.dataset["record"] ?? "{}") as LetterRecord;
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async open(): Promise<void> {
    const sealed = fromBase64(this.dataset["sealed"] ?? "");
    const opened = await (await opener()).open(sealed, this.record);
    if (opened.state === "open" && typeof opened.inner.text === "string") this.words = opened.inner.text;
    else this.querySelectorAll("[data-change], [data-share]").forEach((one) => one.remove());
    find<HTMLElement>(this, "[data-actions]").hidden = false;
  }

  private async change(): Promise<void> {
    const begun = await this.draft.open();
    this.field.value ||= begun?.base === this.record.revision ? begun.words : this.words;
    if (begun && begun.base !== this.record.revision) this.offer(begun.words);
    showStep(this, "change");
    this.field.focus();
  }

  /** Offer changes that never left this device, because another device was first. */
  private offer(words: string): void {
    const button = find<HTMLElement>(this, "[data-bring-back]");
    button.hidden = false;
    button.onclick = () => {
      button.hidden = true;
      this.field.value = words;
      void this.draft.keep({ base: this.record.revision, words });
      this.field.focus();
    };
  }

  private async keepChange(): Promise<void> {
    const words = this.field.value.trim();
    if (!words) throw new Sentence("An empty page can be removed instead; this one is as it was.");
    await this.keep({ words, couple: this.record.couple });
  }

  private async previewShare(): Promise<void> {
    find(this, "[data-preview]").textContent = this.words;
    showStep(this, "share");
  }

  private share(): Promise<void> {
    return this.keep({ words: this.words, couple: this.dataset["couple"] ?? null }, { share: true });
  }

  /** The next revision of this page, under the same id. */
  private async keep(page: Pick<Page, "words" | "couple">, more: { share?: boolean } = {}): Promise<void> {
    const { id, revision } = this.record;
    const url = this.dataset["url"] ?? "";
    const delivery = await keepPage(url, { id, revision: revision + 1, ...page }, more);
    await this.draft.end();
    if (delivery.state === "sent") return location.reload();
    tell(find(this, "article"), `${delivery.sentence} It will be sent by itself.`);
    showStep(this, "read");
  }

  /** Remove the page. Its words stay sealed on this device for a while, in case it was a slip. */
  private async drop(): Promise<void> {
    const { day = "", remove = "", journal = "" } = this.dataset;
    const { taken_back } = await send(remove, {});
    const shared = this.record.couple !== null;
    const said = taken_back
      ? "Taken back before it was opened."
      : shared
        ? "Taken back. An empty place stays where it was."
        : "The page is removed.";
    if (this.words) await removedPage().keep({ words: this.words, day, at: Date.now(), said });
    location.assign(journal);
  }
}

customElements.define("journal-entry", JournalEntry);
