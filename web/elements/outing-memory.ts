/** A line to remember a day by: sealed here, and for both at once. With a wish, it ticks the wish as well. */

import { keepDraft } from "../lib/drafts.ts";
import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class OutingMemory extends HTMLElement {
  private letterId = crypto.randomUUID();
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.keep());
    void this.draft();
  }

  private get field(): HTMLTextAreaElement {
    return find(this, "textarea");
  }

  private async draft(): Promise<void> {
    this.endDraft = await keepDraft(this.field, `memory:${this.dataset["about"] ?? ""}`);
  }

  private async keep(): Promise<void> {
    const day = find<HTMLInputElement>(this, "[data-day]");
    const text = this.field.value.trim();
    const { done } = this.dataset;
    if (!day.value) throw new Sentence("Choose the day.", day);
    if (!text && !done) throw new Sentence("Write a line first.", this.field);
    if (text) await this.tell(text, day.value);
    if (done) await send(done, { day: day.value });
    this.field.blur(); // or the part with the cursor in it is left as it is
    toast(done ? "It came true." : "Kept for you both.");
    changed();
  }

  private async tell(text: string, day: string): Promise<void> {
    const { about = null, couple = null, url = "" } = this.dataset;
    const letter = await seal({ id: this.letterId, couple, kind: "memory", about, readable: { day }, text });
    const delivery = await deliver(letter.id, url, { letter, day }, { drafts: [`memory:${about ?? ""}`] });
    this.letterId = crypto.randomUUID();
    this.field.value = "";
    await this.endDraft();
    await this.draft();
    if (delivery.state === "waiting") tell(this, delivery.sentence);
  }
}

customElements.define("outing-memory", OutingMemory);
