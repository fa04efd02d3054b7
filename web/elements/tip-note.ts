/** Looking back on a week's habit: how often, and a line; sealed here, and folded until both have. */

import { oneOf } from "../sealing/letter.ts";
import { keepDraft } from "../lib/drafts.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, meta, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class TipNote extends HTMLElement {
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.fold());
    void keepDraft(this.field, `tip-note:${this.tip}`).then((end) => (this.endDraft = end));
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private get tip(): string {
    return this.dataset["tip"] ?? "";
  }

  private async fold(): Promise<void> {
    const how = this.querySelector<HTMLInputElement>("input[type=radio]:checked");
    if (!how) throw new Sentence("Choose how often first. “Not yet” is a fine answer.", find(this, "input[type=radio]"));
    const text = this.field.value.trim();
    this.field.readOnly = true; // words typed now would be cleared with those that are sent
    try {
      await this.send(Number(how.value), text);
    } finally {
      this.field.readOnly = false;
    }
  }

  private async send(how: number, text: string): Promise<void> {
    const letter = await seal({
      id: oneOf("tip-note", this.tip, meta("person")),
      couple: this.dataset["couple"] ?? null,
      kind: "tip-note",
      about: this.tip,
      revision: Number(this.dataset["revision"] ?? 0) + 1,
      readable: { how },
      text,
    });
    const delivery = await deliver(`tip-note:${this.tip}`, this.dataset["url"] ?? "", { letter });
    await this.endDraft();
    this.field.value = "";
    this.field.blur();
    if (delivery.state === "waiting") throw new Sentence(`${delivery.sentence} It will be sent by itself.`);
    toast(delivery.answer["opened"] ? "Both are open." : "Folded, until you have both looked back.");
    changed();
  }
}

customElements.define("tip-note", TipNote);
