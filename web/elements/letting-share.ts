/** One line out of what was just for oneself: chosen, worded anew, looked at, and sent as a note of its own. */

import { linesOf, recordOf, wordsOf } from "../lib/letting-words.ts";
import { NewLetters } from "../lib/new-letters.ts";
import { find, toast } from "../lib/page.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

const LINES = 12;

class LettingShare extends HTMLElement {
  private letters!: NewLetters;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    this.letters = new NewLetters(form, this.field, `line:${recordOf(this)?.id}`);
    void this.letters.draft().then(() => this.preview());
    onSubmit(form, () => this.send());
    this.field.addEventListener("input", () => this.preview());
    find(this, "details").addEventListener("toggle", () => void this.offer().catch((why) => explain(this, why)));
  }

  disconnectedCallback(): void {
    this.letters.end();
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  /** One's own lines as buttons; pressing one puts it into the field. */
  private async offer(): Promise<void> {
    const place = find(this, "[data-lines]");
    if (place.childElementCount) return;
    const buttons = linesOf(await wordsOf(this), LINES).map((line) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chip";
      button.textContent = line;
      button.addEventListener("click", () => {
        this.field.value = line;
        this.field.dispatchEvent(new Event("input"));
      });
      return button;
    });
    place.replaceChildren(...buttons);
  }

  private preview(): void {
    const words = this.field.value.trim();
    find(this, "blockquote").textContent = words;
    find<HTMLElement>(this, "[data-preview]").hidden = !words;
  }

  private async send(): Promise<void> {
    const did = this.field.value.trim();
    if (!did) throw new Sentence("Choose a line, or write one.", this.field);
    const couple = this.dataset["couple"] ?? "";
    const note = async (id: string): Promise<object> => ({ letter: await seal({ id, couple, kind: "appreciation", text: { did } }) });
    const sent = await this.letters.send(this.dataset["url"] ?? "", note);
    this.preview();
    if (!sent) return;
    find<HTMLDetailsElement>(this, "details").open = false;
    toast("Sent as a note. It stands with your appreciations.");
  }
}

customElements.define("letting-share", LettingShare);
