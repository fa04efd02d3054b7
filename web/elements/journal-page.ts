/** The journal's writing box: what is typed is a sealed draft at once, and a page when it is kept. */

import { onDelivered } from "../lib/delivered.ts";
import { keepPage, type Removed, removedPage, stillThere } from "../lib/journal.ts";
import { refresh } from "../lib/live.ts";
import { find, tell, toast } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";

interface Begun {
  id: string; // stays with the draft, so that a page sent twice is one page
  words: string;
}

class JournalPage extends HTMLElement {
  private draft!: SealedDraft<Begun>;
  private pageId = crypto.randomUUID() as string;

  connectedCallback(): void {
    this.draft = new SealedDraft("journal");
    const form = find<HTMLFormElement>(this, "form");
    this.field.addEventListener("input", () => this.draft.later({ id: this.pageId, words: this.field.value }));
    onSubmit(form, () => this.keep(form));
    onDelivered("journal:", () => {
      tell(form, "");
      void refresh();
    });
    void this.begin();
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async begin(): Promise<void> {
    const begun = await this.draft.open();
    if (begun && !this.field.value) {
      this.pageId = begun.id;
      this.field.value = begun.words;
      if (begun.words) find(this, "[data-draft]").textContent = "Brought back as you left it.";
    }
    const removed = await stillThere();
    if (removed) this.offer(removed);
  }

  private async keep(form: HTMLFormElement): Promise<void> {
    const words = this.field.value.trim();
    if (!words) throw new Sentence("One line is a page. Write it whenever you like.", this.field);
    const page = { id: this.pageId, couple: null, revision: 1, words };
    this.field.readOnly = true; // words typed now would be cleared with those that are sent
    const delivery = await keepPage(this.dataset["url"] ?? "", page).finally(() => (this.field.readOnly = false));
    this.field.value = "";
    this.pageId = crypto.randomUUID();
    find(this, "[data-draft]").textContent = "";
    await this.draft.end();
    if (delivery.state === "waiting") return tell(form, `${delivery.sentence} It will be sent by itself.`);
    toast("Kept, just for you.");
    await refresh();
  }

  /** A page was removed a moment ago: say what became of it, and offer it back. */
  private offer(removed: Removed): void {
    const note = find<HTMLElement>(this, "[data-undo]");
    find(note, "span").textContent = removed.said;
    note.hidden = false;
    onPress(find<HTMLButtonElement>(note, "button"), this, async () => {
      const page = { id: crypto.randomUUID(), couple: null, revision: 1, words: removed.words };
      await keepPage(this.dataset["url"] ?? "", page, { day: removed.day });
      await removedPage().end();
      note.hidden = true;
      toast("It is back, just for you.");
      await refresh();
    });
  }
}

customElements.define("journal-page", JournalPage);
