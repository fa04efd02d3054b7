/** Puts something on the list of both, with its sort and its size. */

import { tellWaiting } from "../lib/delivered.ts";
import { keepDraft } from "../lib/drafts.ts";
import { deliver } from "../lib/outbox.ts";
import { find, toast } from "../lib/page.ts";
import { changed } from "../lib/live.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

const DRAFT = "matter";

class MatterForm extends HTMLElement {
  private letterId = crypto.randomUUID();
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.keep());
    void this.draft();
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async draft(): Promise<void> {
    this.endDraft = await keepDraft(this.field, DRAFT);
  }

  private chosen(name: string): string {
    return find<HTMLInputElement>(this, `[name=${name}]:checked`).value;
  }

  private async keep(): Promise<void> {
    const { field } = this;
    const text = field.value.trim();
    if (!text) throw new Sentence("Write a line first.", field);
    const readable = { sort: this.chosen("sort"), size: Number(this.chosen("size")) };
    const couple = this.dataset["couple"] ?? null;
    const letter = await seal({ id: this.letterId, couple, kind: "matter", readable, text });
    const delivery = await deliver(letter.id, this.dataset["url"] ?? "", { letter }, { drafts: [DRAFT] });
    this.letterId = crypto.randomUUID();
    await this.endDraft();
    field.value = "";
    await this.draft();
    if (delivery.state === "waiting") return tellWaiting(this, delivery.sentence, letter.id);
    toast("It is on your list, for both to see.");
    changed();
  }
}

customElements.define("matter-form", MatterForm);
