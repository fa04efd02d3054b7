/** Says that it is a hard time, and how one would like to be met; the words may be left out. */

import { keepDraft } from "../lib/drafts.ts";
import { changed } from "../lib/live.ts";
import { ownWords, plain, recordOf, sendFrom } from "../lib/meaning-words.ts";
import { find, toast } from "../lib/page.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";

class HardForm extends HTMLElement {
  private letterId = crypto.randomUUID() as string;
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    if (!recordOf(this)) {
      onSubmit(form, () => this.send());
      void this.keepDraft();
      return;
    }
    const details = this.closest("details");
    const open = (): void => {
      this.fill().then(() => onSubmit(form, () => this.send()), (fault: unknown) => explain(this, fault));
    };
    details?.addEventListener("toggle", open, { once: true });
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async keepDraft(): Promise<void> {
    this.endDraft = await keepDraft(this.field, "hard:new");
  }

  private async fill(): Promise<void> {
    this.field.value ||= plain(await ownWords(this));
  }

  private async send(): Promise<void> {
    const chosen = this.querySelector<HTMLInputElement>("[name=meet]:checked");
    if (!chosen) throw new Sentence("Choose what would help just now.", find<HTMLElement>(this, "[name=meet]"));
    const [record, { field }] = [recordOf(this), this];
    const words = field.value.trim();
    field.readOnly = true;
    try {
      const answer = await sendFrom(this, {
        id: record?.id ?? this.letterId,
        couple: this.dataset["couple"] ?? null,
        kind: "hard",
        revision: (record?.revision ?? 0) + 1,
        readable: { meet: chosen.value },
        text: words ? { note: words } : {},
      });
      await this.endDraft();
      if (!record) this.letterId = crypto.randomUUID();
      field.value = "";
      if (answer) this.told(record !== null);
    } finally {
      field.readOnly = false;
    }
  }

  private told(again: boolean): void {
    this.closest("details")?.removeAttribute("open");
    (document.activeElement as HTMLElement | null)?.blur();
    toast(again ? "Changed." : "Told.");
    changed();
  }
}

customElements.define("hard-form", HardForm);
