/** Moves one's own tradition to another list, or changes its words: a new version, signed anew. */

import { ownWords, plain, recordOf, sealWords } from "../lib/meaning-words.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, toast } from "../lib/page.ts";
import { explain, onPress, onSubmit, Sentence } from "../lib/submit.ts";

const HALF = "Your words are changed and not saved yet. Save the change first, then move it.";

class TraditionMove extends HTMLElement {
  private letter!: OneLetter;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    this.letter = new OneLetter(form, recordOf(this)?.id ?? "");
    onSubmit(form, () => this.change());
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-sort]")) {
      onPress(button, this, () => this.move(button.dataset["sort"] ?? ""));
    }
    const fill = (): void => {
      this.fill().catch((fault: unknown) => explain(this, fault));
    };
    this.closest("details")?.addEventListener("toggle", fill, { once: true });
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async fill(): Promise<void> {
    const [words, { id = "", revision = 0 }] = [plain(await ownWords(this)), recordOf(this) ?? {}];
    await this.letter.draft(this.field, `tradition-change:${id}:${revision}`);
    this.field.value ||= words;
  }

  private async move(sort: string): Promise<void> {
    const words = plain(await ownWords(this));
    const typed = this.field.value.trim();
    if (typed && typed !== words.trim()) throw new Sentence(HALF, this.field);
    if (await this.save(words, sort)) toast("Moved.");
  }

  private async change(): Promise<void> {
    const text = this.field.value.trim();
    if (!text) throw new Sentence("Write a line first.", this.field);
    await this.save(text, String(recordOf(this)?.readable["sort"] ?? ""));
  }

  private async save(text: string, sort: string): Promise<object | null> {
    const record = recordOf(this);
    if (!record) return null;
    const { id, couple, kind, revision } = record;
    const words = { id, couple, kind, revision: revision + 1, readable: { sort }, text };
    return this.letter.send(this.dataset["url"] ?? "", async () => ({ letter: await sealWords(words) }));
  }
}

customElements.define("tradition-move", TraditionMove);
