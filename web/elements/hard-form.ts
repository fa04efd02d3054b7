/** Says that it is a hard time, and how one would like to be met; the words may be left out. */

import { ownWords, plain, recordOf, sealWords } from "../lib/meaning-words.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, toast } from "../lib/page.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";

class HardForm extends HTMLElement {
  private readonly letterId = crypto.randomUUID() as string;
  private letter!: OneLetter;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    this.letter = new OneLetter(form, `hard:${recordOf(this)?.id ?? "new"}`);
    if (!recordOf(this)) {
      onSubmit(form, () => this.send());
      void this.letter.draft(this.field, "hard:new");
      return;
    }
    const details = this.closest("details");
    const open = (): void => {
      this.fill().then(() => onSubmit(form, () => this.send()), (fault: unknown) => explain(this, fault));
    };
    details?.addEventListener("toggle", open, { once: true });
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async fill(): Promise<void> {
    const [words, { id = "", revision = 0 }] = [plain(await ownWords(this)), recordOf(this) ?? {}];
    await this.letter.draft(this.field, `hard-change:${id}:${revision}`);
    this.field.value ||= words;
  }

  private async send(): Promise<void> {
    const chosen = this.querySelector<HTMLInputElement>("[name=meet]:checked");
    if (!chosen) throw new Sentence("Choose what would help just now.", find<HTMLElement>(this, "[name=meet]"));
    const [record, note] = [recordOf(this), this.field.value.trim()];
    const words = {
      id: record?.id ?? this.letterId,
      couple: this.dataset["couple"] ?? null,
      kind: "hard",
      revision: (record?.revision ?? 0) + 1,
      readable: { meet: chosen.value },
      text: note ? { note } : ({} as Record<string, string>),
    };
    const answer = await this.letter.send(this.dataset["url"] ?? "", async () => ({ letter: await sealWords(words) }));
    if (answer) toast(record ? "Changed." : "Told.");
  }
}

customElements.define("hard-form", HardForm);
