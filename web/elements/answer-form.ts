/** One's own answer to a question: written, sealed on this device, and sent to wait folded. */

import { oneOf } from "../sealing/letter.ts";
import type { Inner, LetterRecord, Opened } from "../sealing/letter.ts";
import { keepDraft } from "../lib/drafts.ts";
import { fromBase64 } from "../lib/http.ts";
import { opener } from "../lib/keys.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, meta, tell, toast } from "../lib/page.ts";
import { seal } from "../lib/write.ts";

class AnswerForm extends HTMLElement {
  private busy = false;
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    find(this, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    document.addEventListener("click", this.pressed);
    this.querySelector("[data-cancel]")?.addEventListener("click", () => this.showForm(false));
    if (!this.record) void this.draft();
  }

  disconnectedCallback(): void {
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

  private async draft(): Promise<void> {
    this.endDraft = await keepDraft(find<HTMLTextAreaElement>(this, "textarea"), this.key);
  }

  private get key(): string {
    return `answer:${this.dataset["asked"] ?? ""}`;
  }

  /** Open what was sent, to change it: a change is a new revision. */
  private async change(): Promise<void> {
    if (!this.record) return;
    const opened: Opened = await (await opener()).open(fromBase64(this.dataset["sealed"] ?? ""), this.record);
    if (opened.state !== "open") return tell(this, "This could not be verified, so it cannot be changed here.", "care");
    const field = find<HTMLTextAreaElement>(this, "textarea");
    field.value = textOf(opened.inner);
    this.showForm(true);
    field.focus();
  }

  private showForm(on: boolean): void {
    find<HTMLElement>(this, "form").hidden = !on;
    const shown = this.querySelector<HTMLElement>("[data-shown]");
    if (shown) shown.hidden = on;
    const button = document.querySelector<HTMLElement>(`[data-change="${this.dataset["asked"]}"]`);
    if (on && shown && button) button.textContent = "Send the change";
    if (!on) find<HTMLTextAreaElement>(this, "textarea").value = "";
  }

  private async send(): Promise<void> {
    const field = find<HTMLTextAreaElement>(this, "textarea");
    const text = field.value.trim();
    if (this.busy || !this.writing) return;
    if (!text) return tell(this, "Write a line first, or leave it for later.");
    this.busy = field.readOnly = true; // words typed now would be cleared with those that are sent
    try {
      await this.deliver(text);
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    } finally {
      this.busy = field.readOnly = false;
    }
  }

  private async deliver(text: string): Promise<void> {
    const asked = this.dataset["asked"] ?? "";
    const letter = await seal({
      id: this.record?.id ?? oneOf("answer", asked, meta("person")),
      couple: this.dataset["couple"] ?? null,
      kind: "answer",
      about: asked,
      revision: (this.record?.revision ?? Number(this.dataset["revision"] ?? 0)) + 1,
      text,
    });
    const delivery = await deliver(this.key, this.dataset["url"] ?? "", { letter });
    if (delivery.state === "waiting") return tell(this, `${delivery.sentence} It will be sent by itself.`);
    await this.endDraft();
    find<HTMLTextAreaElement>(this, "textarea").value = "";
    (document.activeElement as HTMLElement | null)?.blur();
    if (!delivery.answer["revealed"]) toast("Sent, and folded until you have both answered.");
    changed();
  }
}

function textOf(inner: Inner): string {
  return typeof inner.text === "string" ? inner.text : Object.values(inner.text).join("\n");
}

customElements.define("answer-form", AnswerForm);
