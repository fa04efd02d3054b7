/** Looking back on a week's habit: how often, and a line; sealed here, and folded until both have. */

import { oneOf } from "../sealing/letter.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, meta, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class TipNote extends HTMLElement {
  private letter!: OneLetter;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    this.letter = new OneLetter(form, `tip-note:${this.tip}`);
    onSubmit(form, () => this.fold());
    void this.letter.draft(this.field, `tip-note:${this.tip}`);
  }

  disconnectedCallback(): void {
    this.letter.end();
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
    const words = {
      id: oneOf("tip-note", this.tip, meta("person")),
      couple: this.dataset["couple"] ?? null,
      kind: "tip-note",
      about: this.tip,
      revision: Number(this.dataset["revision"] ?? 0) + 1,
      readable: { how: Number(how.value) },
      text: this.field.value.trim(),
    };
    const answer = await this.letter.send(this.dataset["url"] ?? "", async () => ({ letter: await seal(words) }));
    if (answer) toast(answer["opened"] ? "Both are open." : "Folded, until you have both looked back.");
  }
}

customElements.define("tip-note", TipNote);
