/** How a session felt: three numbers and a line, for oneself alone. */

import { type LetterRecord, oneOf } from "../sealing/letter.ts";
import { keepDraft } from "../lib/drafts.ts";
import { send } from "../lib/http.ts";
import { find, meta, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

const ASKED = ["close", "safe", "helped"] as const;

class SessionFelt extends HTMLElement {
  private endDraft: () => Promise<void> = async () => undefined;
  private sealedLast: { text: string; letter: Awaited<ReturnType<typeof seal>> } | null = null;

  connectedCallback(): void {
    const felt = JSON.parse(this.dataset["felt"] ?? "{}") as Record<string, number | null>;
    for (const name of ASKED) {
      const input = this.querySelector<HTMLInputElement>(`input[name=${name}][value="${felt[name]}"]`);
      if (input) input.checked = true;
    }
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.keep());
    void this.keepDraft();
  }

  private async keepDraft(): Promise<void> {
    this.endDraft = await keepDraft(this.line, `felt:${this.dataset["live"]}`);
  }

  private get line(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private number(name: string): number | null {
    const chosen = this.querySelector<HTMLInputElement>(`input[name=${name}]:checked`);
    return chosen ? Number(chosen.value) : null;
  }

  private async keep(): Promise<void> {
    const felt = Object.fromEntries(ASKED.map((name) => [name, this.number(name)]));
    const text = this.line.value.trim();
    if (!text && Object.values(felt).every((one) => one === null)) {
      throw new Sentence("Choose a number, or write a line. Or go back to Today; nothing is expected.");
    }
    this.holdNumbers(true);
    await this.send(felt, text).finally(() => this.holdNumbers(false));
    await this.endDraft();
    this.line.value = "";
    await this.keepDraft();
    toast("Kept, just for you.");
    find<HTMLElement>(this, ".button").classList.remove("quiet");
    find<HTMLElement>(this, "form button").classList.add("quiet");
  }

  /** A number chosen while they are sent would look kept, and not be. */
  private holdNumbers(on: boolean): void {
    for (const one of this.querySelectorAll("fieldset")) one.inert = on;
  }

  private async send(felt: Record<string, number | null>, text: string): Promise<void> {
    const said = { ...felt, ...(text && { letter: await this.sealed(text) }) };
    const { record } = await send(this.dataset["url"] ?? "", said);
    if (record) this.dataset["revision"] = String((record as LetterRecord).revision);
  }

  /** The same line again is the same letter: its answer may have been lost on the way, and this is not another device. */
  private async sealed(text: string): ReturnType<typeof seal> {
    if (this.sealedLast?.text === text) return this.sealedLast.letter;
    const about = this.dataset["live"] ?? "";
    const id = oneOf("practice-note", about, meta("person"));
    const revision = Number(this.dataset["revision"] ?? 0) + 1;
    this.sealedLast = { text, letter: await seal({ id, couple: null, kind: "practice-note", about, revision, text }) };
    return this.sealedLast.letter;
  }
}

customElements.define("session-felt", SessionFelt);
