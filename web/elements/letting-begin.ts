/** Begins a matter of one's own: its name is sealed just for oneself, and its steps open. */

import { keepDraft } from "../lib/drafts.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class LettingBegin extends HTMLElement {
  private letterId = crypto.randomUUID();
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    onSubmit(form, () => this.begin(form));
    void keepDraft(this.field, "letting-go:new").then((end) => (this.endDraft = end));
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async begin(form: HTMLFormElement): Promise<void> {
    const text = this.field.value.trim();
    if (!text) throw new Sentence("A word to know it by is enough.", this.field);
    const url = this.dataset["url"] ?? "";
    const letter = await seal({ id: this.letterId, couple: null, kind: "letting-go", text });
    const delivery = await deliver(letter.id, url, { letter });
    await this.endDraft();
    this.field.value = "";
    this.letterId = crypto.randomUUID();
    if (delivery.state === "waiting") return tell(form, `${delivery.sentence} It will be sent by itself.`);
    location.assign(`${url}/${letter.id}`);
  }
}

customElements.define("letting-begin", LettingBegin);
