/** Begins a matter of one's own: its name is sealed just for oneself, and its steps open. */

import { NewLetters } from "../lib/new-letters.ts";
import { find } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class LettingBegin extends HTMLElement {
  private letters!: NewLetters;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    this.letters = new NewLetters(form, this.field, "letting-go:new");
    void this.letters.draft();
    onSubmit(form, () => this.begin());
  }

  disconnectedCallback(): void {
    this.letters.end();
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async begin(): Promise<void> {
    const text = this.field.value.trim();
    if (!text) throw new Sentence("A word to know it by is enough.", this.field);
    const url = this.dataset["url"] ?? "";
    const begun = async (id: string): Promise<object> => ({ letter: await seal({ id, couple: null, kind: "letting-go", text }) });
    const sent = await this.letters.send(url, begun);
    if (sent) location.assign(`${url}/${sent.id}`);
  }
}

customElements.define("letting-begin", LettingBegin);
