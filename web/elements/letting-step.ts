/** The words of one step of letting go: sealed just for oneself, changed, kept half-written on this device. */

import { keepDraft } from "../lib/drafts.ts";
import { recordOf, wordsOf } from "../lib/letting-words.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, meta, tell, toast } from "../lib/page.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { oneOf } from "../sealing/letter.ts";
import { seal } from "../lib/write.ts";

class LettingStep extends HTMLElement {
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    onSubmit(this.form, () => this.keep());
    const change = this.querySelector<HTMLButtonElement>("[data-change]");
    if (change) onPress(change, this, () => this.change());
    this.querySelector("[data-cancel]")?.addEventListener("click", () => this.show(false));
    if (!recordOf(this)) void this.draft();
  }

  private get form(): HTMLFormElement {
    return find<HTMLFormElement>(this, "form");
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async draft(): Promise<void> {
    this.endDraft = await keepDraft(this.field, `letting-go:${this.dataset["about"]}`);
  }

  private show(on: boolean): void {
    this.form.hidden = !on;
    find<HTMLElement>(this, "[data-shown]").hidden = on;
    if (!on) this.field.value = "";
  }

  private async change(): Promise<void> {
    this.field.value = await wordsOf(this);
    this.show(true);
    this.field.focus();
  }

  private async keep(): Promise<void> {
    const text = this.field.value.trim();
    if (!text) throw new Sentence("A line is enough. It can stay empty, too.", this.field);
    const about = this.dataset["about"] ?? "";
    const letter = await seal({
      id: oneOf("letting-go", about, meta("person")),
      couple: null,
      kind: "letting-go",
      about,
      revision: (recordOf(this)?.revision ?? 0) + 1,
      text,
    });
    this.field.readOnly = true; // words typed now would be cleared with those that are kept
    const sent = deliver(letter.id, this.dataset["url"] ?? "", { letter });
    const delivery = await sent.finally(() => (this.field.readOnly = false));
    await this.endDraft();
    this.field.value = "";
    if (delivery.state === "waiting") return tell(this.form, `${delivery.sentence} It will be sent by itself.`);
    this.form.hidden = true; // a field with the focus in it would keep the page from showing what was sent
    toast("Kept, just for you.");
    changed();
  }
}

customElements.define("letting-step", LettingStep);
