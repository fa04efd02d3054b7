/** A note to the partner, of one field or of several named ones: sealed here, then sent. */

import { keepDraft } from "../lib/drafts.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell, toast } from "../lib/page.ts";
import { seal } from "../lib/write.ts";

class WriteNote extends HTMLElement {
  private busy = false;
  private letterId = crypto.randomUUID();
  private endDrafts: (() => Promise<void>)[] = [];

  connectedCallback(): void {
    find(this, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
    for (const choice of this.querySelectorAll<HTMLInputElement>("[name=when]")) {
      choice.addEventListener("change", () => this.showDay());
    }
    void this.keepDrafts();
  }

  private get fields(): HTMLTextAreaElement[] {
    return [...this.querySelectorAll("textarea")];
  }

  private get key(): string {
    return `${this.dataset["kind"]}:${this.dataset["about"] ?? ""}`;
  }

  private async keepDrafts(): Promise<void> {
    this.endDrafts = await Promise.all(this.fields.map((one) => keepDraft(one, `${this.key}:${one.id}`)));
  }

  private showDay(): void {
    const later = this.querySelector<HTMLInputElement>("[name=when][value=later]")?.checked ?? false;
    find<HTMLElement>(this, "[data-later]").hidden = !later;
  }

  private get opensOn(): string | null {
    const later = this.querySelector<HTMLInputElement>("[name=when][value=later]")?.checked;
    return later ? find<HTMLInputElement>(this, "[data-opens]").value : null;
  }

  private async send(): Promise<void> {
    const words = Object.fromEntries(
      this.fields.map((one) => [one.dataset["words"] ?? "text", one.value.trim()]).filter(([, text]) => text),
    ) as Record<string, string>;
    if (this.busy) return;
    if (!Object.keys(words).length) return tell(this, "Write a line first.");
    if (this.opensOn === "") return tell(this, "Choose the day it unfolds.");
    this.hold(true);
    try {
      await this.deliver(words);
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    } finally {
      this.hold(false);
    }
  }

  /** While words are sent, none can be typed that would then be cleared with them. */
  private hold(on: boolean): void {
    this.busy = on;
    for (const field of this.fields) field.readOnly = on;
  }

  private async deliver(words: Record<string, string>): Promise<void> {
    const folded = this.querySelector("[data-opens]") ? { opens_on: this.opensOn } : {};
    const letter = await seal({
      id: this.letterId,
      couple: this.dataset["couple"] ?? null,
      kind: this.dataset["kind"] ?? "",
      about: this.dataset["about"] ?? null,
      readable: this.opensOn ? { opens_on: this.opensOn } : {},
      text: this.fields.some((one) => one.dataset["words"]) ? words : (words["text"] ?? ""),
    });
    const delivery = await deliver(letter.id, this.dataset["url"] ?? "", { letter, ...folded });
    this.letterId = crypto.randomUUID();
    for (const field of this.fields) field.value = "";
    await Promise.all(this.endDrafts.map((end) => end()));
    await this.keepDrafts();
    if (delivery.state === "waiting") return tell(this, `${delivery.sentence} It will be sent by itself.`);
    toast(this.opensOn ? "Sent. It stays folded until its day." : "Sent.");
    this.closest("details")?.removeAttribute("open");
    if (this.dataset["part"] === "page") location.reload();
    else changed();
  }
}

customElements.define("write-note", WriteNote);
