/** One's own answer to a question: written, sealed on this device, and sent to wait folded. */

import { oneOf } from "../sealing/letter.ts";
import type { Inner, LetterRecord, Opened } from "../sealing/letter.ts";
import { fromBase64 } from "../lib/http.ts";
import { opener } from "../lib/keys.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, meta, tell, toast } from "../lib/page.ts";
import { hold } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class AnswerForm extends HTMLElement {
  private busy = false;
  private letter!: OneLetter;

  connectedCallback(): void {
    this.letter = new OneLetter(find<HTMLFormElement>(this, "form"), `answer:${this.dataset["asked"] ?? ""}`);
    find(this, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    document.addEventListener("click", this.pressed);
    this.querySelector("[data-cancel]")?.addEventListener("click", () => void this.leave());
    if (!this.record) void this.letter.draft(this.field, `answer:${this.dataset["asked"] ?? ""}`);
  }

  disconnectedCallback(): void {
    this.letter.end();
    document.removeEventListener("click", this.pressed);
  }

  /** The buttons stand beside this element, in a part that may be exchanged under it. */
  private pressed = (event: Event): void => {
    const button = (event.target as Element).closest<HTMLElement>("[data-send], [data-change]");
    const asked = this.dataset["asked"];
    if (button?.dataset["send"] === asked) void this.send();
    else if (button?.dataset["change"] === asked) void (this.writing ? this.send() : this.change());
  };

  private get writing(): boolean {
    return !find<HTMLElement>(this, "form").hidden;
  }

  private get record(): LetterRecord | null {
    const text = this.dataset["record"];
    return text ? (JSON.parse(text) as LetterRecord) : null;
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  /** Open what was sent, to change it: a change is a new revision. */
  private async change(): Promise<void> {
    if (!this.record) return;
    const opened: Opened = await (await opener()).open(fromBase64(this.dataset["sealed"] ?? ""), this.record);
    if (opened.state !== "open") return tell(this, "This could not be verified, so it cannot be changed here.", "care");
    await this.letter.draft(this.field, `answer-change:${this.record.id}:${this.record.revision}`);
    this.field.value ||= textOf(opened.inner);
    this.showForm(true);
    this.field.focus();
  }

  private async leave(): Promise<void> {
    await this.letter.drop();
    this.showForm(false);
  }

  private showForm(on: boolean): void {
    find<HTMLElement>(this, "form").hidden = !on;
    const shown = this.querySelector<HTMLElement>("[data-shown]");
    if (shown) shown.hidden = on;
    const button = document.querySelector<HTMLElement>(`[data-change="${this.dataset["asked"]}"]`);
    if (on && shown && button) button.textContent = "Send the change";
  }

  private async send(): Promise<void> {
    const { field } = this;
    const text = field.value.trim();
    if (this.busy || !this.writing) return;
    if (!text) return tell(this, "Write a line first, or leave it for later.");
    this.busy = true;
    const giveBack = hold(this);
    try {
      await this.deliver(text);
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    } finally {
      this.busy = false;
      giveBack();
    }
  }

  private async deliver(text: string): Promise<void> {
    const asked = this.dataset["asked"] ?? "";
    const answer = await this.letter.send(this.dataset["url"] ?? "", async () => ({
      letter: await seal({
        id: this.record?.id ?? oneOf("answer", asked, meta("person")),
        couple: this.dataset["couple"] ?? null,
        kind: "answer",
        about: asked,
        revision: (this.record?.revision ?? Number(this.dataset["revision"] ?? 0)) + 1,
        text,
      }),
    }));
    if (answer && !answer["revealed"]) toast("Sent, and folded until you have both answered.");
  }
}

function textOf(inner: Inner): string {
  return typeof inner.text === "string" ? inner.text : Object.values(inner.text).join("\n");
}

customElements.define("answer-form", AnswerForm);
