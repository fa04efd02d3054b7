/** Moves one's own tradition to another list, or changes its words: a new version, signed anew. */

import { changed } from "../lib/live.ts";
import { ownWords, plain, recordOf, sendFrom } from "../lib/meaning-words.ts";
import { find, toast } from "../lib/page.ts";
import { explain, onPress, onSubmit, Sentence } from "../lib/submit.ts";

class TraditionMove extends HTMLElement {
  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.change());
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-sort]")) {
      onPress(button, this, () => this.move(button.dataset["sort"] ?? ""));
    }
    const fill = (): void => {
      this.fill().catch((fault: unknown) => explain(this, fault));
    };
    this.closest("details")?.addEventListener("toggle", fill, { once: true });
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async fill(): Promise<void> {
    this.field.value ||= plain(await ownWords(this));
  }

  private async move(sort: string): Promise<void> {
    await this.save(plain(await ownWords(this)), sort);
    toast("Moved.");
  }

  private async change(): Promise<void> {
    const text = this.field.value.trim();
    if (!text) throw new Sentence("Write a line first.", this.field);
    await this.save(text, String(recordOf(this)?.readable["sort"] ?? ""));
  }

  private async save(text: string, sort: string): Promise<void> {
    const record = recordOf(this);
    if (!record) return;
    const { id, couple, kind, revision } = record;
    await sendFrom(this, { id, couple, kind, revision: revision + 1, readable: { sort }, text });
    this.field.value = "";
    this.closest("details")?.removeAttribute("open");
    changed();
  }
}

customElements.define("tradition-move", TraditionMove);
