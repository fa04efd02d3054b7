/** One page of the journal: read, changed, shared after a look at what will be seen, or removed. */

import type { LetterRecord } from "../sealing/letter.ts";
import { onDelivered } from "../lib/delivered.ts";
import { send } from "../lib/http.ts";
import { keepPage, type Page, removedPage, removedSaid, wordsOf } from "../lib/journal.ts";
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
  private sent = ""; // as it was kept last from here
  private draftName = "";
  private draft!: SealedDraft<Begun>;
  private stop: () => void = () => undefined;

  connectedCallback(): void {
    this.draftName = `journal-change:${this.record.id}`;
    this.draft = new SealedDraft(this.draftName);
    this.field.addEventListener("input", () => {
      this.draft.later({ base: this.record.revision, words: this.field.value });
    });
    this.stop = onDelivered(`journal:${this.record.id}`, () => this.arrived());
    leadBack(this);
    this.press("[data-change]", () => this.change());
    this.press("[data-share]", async () => showStep(this, "share"));
    this.press("[data-actions] [data-remove]", async () => showStep(this, "remove"));
    this.press("[data-share-now]", () => this.keep({ words: this.words, couple: this.dataset["couple"] ?? null }, { share: true }));
    this.press("[data-remove-now]", () => this.drop());
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.keepChange());
    void this.open();
  }

  disconnectedCallback(): void {
    this.stop();
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
    this.words = await wordsOf(this.record, this.dataset["sealed"] ?? "");
    const preview = this.querySelector("[data-preview]");
    if (preview) preview.textContent = this.words;
    if (!this.words) this.querySelectorAll("[data-change], [data-share]").forEach((one) => one.remove());
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
    await this.keep({ words, couple: this.record.couple }, {}, [this.draftName]);
  }

  /** The next revision of this page, under the same id. The draft stays until it has arrived. */
  private async keep(page: Pick<Page, "words" | "couple">, more: { share?: boolean }, drafts: string[] = []): Promise<void> {
    const { id, revision } = this.record;
    this.sent = page.words;
    const delivery = await keepPage(this.dataset["url"] ?? "", { id, revision: revision + 1, ...page }, more, drafts);
    if (delivery.state === "sent") return location.reload();
    tell(find(this, "article"), delivery.sentence);
    showStep(this, "read");
  }

  /** What waited is with the server. Words that were typed since change that version. */
  private arrived(): void {
    if (find<HTMLElement>(this, "form").hidden || this.field.value.trim() === this.sent) return location.reload();
    this.dataset["record"] = JSON.stringify({ ...this.record, revision: this.record.revision + 1 });
    this.draft.later({ base: this.record.revision, words: this.field.value });
    tell(find(this, "article"), "");
  }

  /** Remove the page. Its words stay sealed on this device for a while, in case it was a slip. */
  private async drop(): Promise<void> {
    const { day = "", remove = "", journal = "" } = this.dataset;
    const { taken_back } = await send(remove, {});
    const said = removedSaid(taken_back === true, this.record.couple !== null);
    if (this.words) await removedPage().keep({ words: this.words, day, at: Date.now(), said });
    location.assign(journal);
  }
}

customElements.define("journal-entry", JournalEntry);
