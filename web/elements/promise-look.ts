/** How one found a promise kept: one of three words and a line, folded until both have looked. */

import { keepDraft } from "../lib/drafts.ts";
import { recordOf, wordsOf } from "../lib/letting-words.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, meta, tell, toast } from "../lib/page.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { oneOf } from "../sealing/letter.ts";
import { seal } from "../lib/write.ts";

class PromiseLook extends HTMLElement {
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    onSubmit(this.form, () => this.keep());
    const change = this.querySelector<HTMLButtonElement>("[data-change]");
    if (change) onPress(change, this, () => this.change(change));
    else void keepDraft(this.line, `kept:${this.promise}`).then((end) => (this.endDraft = end));
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
    const { readable = {} } = recordOf(this) ?? {};
    const chosen = this.querySelector<HTMLInputElement>(`[name=kept][value="${String(readable["kept"])}"]`);
    if (chosen) chosen.checked = true;
    this.line.value = await wordsOf(this);
    this.form.hidden = false;
    button.closest<HTMLElement>(".row")!.hidden = true;
    find<HTMLElement>(this, "[name=kept]:checked, [name=kept]").focus();
  }

  private async keep(): Promise<void> {
    const chosen = this.querySelector<HTMLInputElement>("[name=kept]:checked");
    if (!chosen) throw new Sentence("Choose what comes nearest to how it was for you.");
    const note = this.line.value.trim();
    const letter = await seal({
      id: oneOf("kept", this.promise, meta("person")),
      couple: this.dataset["couple"] ?? "",
      kind: "kept",
      about: this.promise,
      revision: (recordOf(this)?.revision ?? 0) + 1,
      readable: { kept: Number(chosen.value) },
      text: note ? { note } : {},
    });
    const delivery = await deliver(letter.id, this.dataset["url"] ?? "", { letter });
    await this.endDraft();
    this.line.value = "";
    if (delivery.state === "waiting") return tell(this.form, `${delivery.sentence} It will be sent by itself.`);
    this.form.hidden = true; // a field with the focus in it would keep the page from showing what was sent
    if (!delivery.answer["revealed"]) toast("Folded. It opens once you have both looked.");
    changed();
  }
}

customElements.define("promise-look", PromiseLook);
