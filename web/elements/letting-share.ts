/** One line out of what was just for oneself: chosen, worded anew, looked at, and sent as a note of its own. */

import { linesOf, wordsOf } from "../lib/letting-words.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell, toast } from "../lib/page.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

const LINES = 12;

class LettingShare extends HTMLElement {
  private letterId = crypto.randomUUID();

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    onSubmit(form, () => this.send(form));
    this.field.addEventListener("input", () => this.preview());
    find(this, "details").addEventListener("toggle", () => void this.offer().catch((why) => explain(this, why)));
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
        this.preview();
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

  private async send(form: HTMLFormElement): Promise<void> {
    const did = this.field.value.trim();
    if (!did) throw new Sentence("Choose a line, or write one.", this.field);
    const couple = this.dataset["couple"] ?? "";
    const letter = await seal({ id: this.letterId, couple, kind: "appreciation", text: { did } });
    const delivery = await deliver(letter.id, this.dataset["url"] ?? "", { letter });
    this.letterId = crypto.randomUUID();
    this.field.value = "";
    this.preview();
    if (delivery.state === "waiting") return tell(form, `${delivery.sentence} It will be sent by itself.`);
    find<HTMLDetailsElement>(this, "details").open = false;
    toast("Sent as a note. It stands with your appreciations.");
  }
}

customElements.define("letting-share", LettingShare);
