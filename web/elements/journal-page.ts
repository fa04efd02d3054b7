/** The journal's writing box: what is typed is a sealed draft at once, and a page when it is kept. */

import { onDelivered } from "../lib/delivered.ts";
import { keepPage, type Removed, removedPage, stillThere } from "../lib/journal.ts";
import { refresh } from "../lib/live.ts";
import { find, tell, toast } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { sendNew } from "../lib/spent-id.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";

interface Begun {
  id: string; // stays with the draft, so that a page sent twice is one page
  words: string;
}

class JournalPage extends HTMLElement {
  private draft!: SealedDraft<Begun>;
  private pageId = crypto.randomUUID() as string;
  private stops: (() => void)[] = [];

  connectedCallback(): void {
    this.draft = new SealedDraft("journal");
    const form = find<HTMLFormElement>(this, "form");
    this.field.addEventListener("input", () => this.draft.later({ id: this.pageId, words: this.field.value }));
    onSubmit(form, () => this.keep(form));
    this.hear("journal:", () => {
      tell(form, "");
      void refresh();
    });
    void this.begin();
  }

  disconnectedCallback(): void {
    for (const stop of this.stops) stop();
  }

  private hear(key: string, run: () => void): void {
    this.stops.push(onDelivered(key, run));
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async begin(): Promise<void> {
    const begun = await this.draft.open();
    if (begun?.words && !this.field.value) {
      this.pageId = begun.id;
      this.field.value = begun.words;
      find(this, "[data-draft]").textContent = "Brought back as you left it.";
      this.hear(`journal:${begun.id}`, () => this.arrived(begun));
    } else if (this.field.value) {
      this.draft.later({ id: this.pageId, words: this.field.value }); // typed before this script was there
    }
    const removed = await stillThere();
    if (removed) this.offer(removed);
  }

  /** What was brought back was on its way already, and is with the server now. What was typed since is another page. */
  private arrived({ id, words }: Begun): void {
    if (this.pageId !== id) return;
    if (this.field.value === words) return this.clear();
    this.pageId = crypto.randomUUID();
    this.draft.later({ id: this.pageId, words: this.field.value });
  }

  private clear(): void {
    this.field.value = "";
    this.pageId = crypto.randomUUID();
    find(this, "[data-draft]").textContent = "";
  }

  private async keep(form: HTMLFormElement): Promise<void> {
    const words = this.field.value.trim();
    if (!words) throw new Sentence("One line is a page. Write it whenever you like.", this.field);
    const delivery = await sendNew(this.pageId, async (id) => {
      this.pageId = id;
      this.draft.later({ id, words: this.field.value });
      return keepPage(this.dataset["url"] ?? "", { id, couple: null, revision: 1, words }, {}, ["journal"]);
    });
    this.clear();
    await this.draft.end();
    if (delivery.state === "waiting") return tell(form, delivery.sentence);
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
      const delivery = await keepPage(this.dataset["url"] ?? "", page, { day: removed.day });
      await removedPage().end();
      note.hidden = true;
      toast(delivery.state === "sent" ? "It is back, just for you." : delivery.sentence);
      await refresh();
    });
  }
}

customElements.define("journal-page", JournalPage);
