/** How one found a promise kept: one of three words and a line, folded until both have looked. */

import { recordOf, wordsOf } from "../lib/letting-words.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, meta, toast } from "../lib/page.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { oneOf } from "../sealing/letter.ts";
import { seal } from "../lib/write.ts";

class PromiseLook extends HTMLElement {
  private letter!: OneLetter;

  connectedCallback(): void {
    this.letter = new OneLetter(this.form, `kept:${this.promise}`);
    onSubmit(this.form, () => this.keep());
    const change = this.querySelector<HTMLButtonElement>("[data-change]");
    if (change) onPress(change, this, () => this.change(change));
    else void this.letter.draft(this.line, `kept:${this.promise}`);
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private get form(): HTMLFormElement {
    return find<HTMLFormElement>(this, "form");
  }

  private get line(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private get promise(): string {
    return this.dataset["promise"] ?? "";
  }

  private async change(button: HTMLButtonElement): Promise<void> {
    const { id = "", revision = 0, readable = {} } = recordOf(this) ?? {};
    const chosen = this.querySelector<HTMLInputElement>(`[name=kept][value="${String(readable["kept"])}"]`);
    if (chosen) chosen.checked = true;
    const words = await wordsOf(this);
    await this.letter.draft(this.line, `kept-change:${id}:${revision}`);
    this.line.value ||= words;
    this.form.hidden = false;
    button.closest<HTMLElement>(".row")!.hidden = true;
    find<HTMLElement>(this, "[name=kept]:checked, [name=kept]").focus();
  }

  private async keep(): Promise<void> {
    const chosen = this.querySelector<HTMLInputElement>("[name=kept]:checked");
    if (!chosen) throw new Sentence("Choose what comes nearest to how it was for you.");
    const note = this.line.value.trim();
    const words = {
      id: oneOf("kept", this.promise, meta("person")),
      couple: this.dataset["couple"] ?? "",
      kind: "kept",
      about: this.promise,
      revision: (recordOf(this)?.revision ?? 0) + 1,
      readable: { kept: Number(chosen.value) },
      text: note ? { note } : ({} as Record<string, string>),
    };
    const answer = await this.letter.send(this.dataset["url"] ?? "", async () => ({ letter: await seal(words) }));
    if (answer && !answer["revealed"]) toast("Folded. It opens once you have both looked.");
  }
}

customElements.define("promise-look", PromiseLook);
