/** A note to the partner, of one field or of several named ones: sealed here, then sent. */

import { tellWaiting } from "../lib/delivered.ts";
import { keepDraft } from "../lib/drafts.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class WriteNote extends HTMLElement {
  private letterId = crypto.randomUUID();
  private endDrafts: (() => Promise<void>)[] = [];

  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.send());
    for (const choice of this.querySelectorAll<HTMLInputElement>("[name=when]")) {
      choice.addEventListener("change", () => this.showDay());
    }
    void this.keepDrafts();
  }

  private get fields(): HTMLTextAreaElement[] {
    return [...this.querySelectorAll("textarea")];
  }

  private draftOf(field: HTMLElement): string {
    return `${this.dataset["kind"]}:${this.dataset["about"] ?? ""}:${field.id}`;
  }

  private async keepDrafts(): Promise<void> {
    this.endDrafts = await Promise.all(this.fields.map((one) => keepDraft(one, this.draftOf(one))));
  }

  private showDay(): void {
    const later = this.querySelector<HTMLInputElement>("[name=when][value=later]")?.checked ?? false;
    find<HTMLElement>(this, "[data-later]").hidden = !later;
  }

  private get opensOn(): string | null {
    const later = this.querySelector<HTMLInputElement>("[name=when][value=later]")?.checked;
    return later ? find<HTMLInputElement>(this, "[data-opens]").value : null;
  }

  private get words(): Record<string, string> {
    const said = this.fields.map((one) => [one.dataset["words"] ?? "text", one.value.trim()]);
    return Object.fromEntries(said.filter(([, text]) => text)) as Record<string, string>;
  }

  private async send(): Promise<void> {
    const { words, opensOn } = this;
    if (!Object.keys(words).length) throw new Sentence("Write a line first.", this.fields[0]);
    if (opensOn === "") throw new Sentence("Choose the day it unfolds.", find(this, "[data-opens]"));
    const folded = this.querySelector("[data-opens]") ? { opens_on: opensOn } : {};
    const letter = await seal({
      id: this.letterId,
      couple: this.dataset["couple"] ?? null,
      kind: this.dataset["kind"] ?? "",
      about: this.dataset["about"] ?? null,
      readable: opensOn ? { opens_on: opensOn } : {},
      text: this.fields.some((one) => one.dataset["words"]) ? words : (words["text"] ?? ""),
    });
    const drafts = this.fields.map((one) => this.draftOf(one));
    const delivery = await deliver(letter.id, this.dataset["url"] ?? "", { letter, ...folded }, { drafts });
    await this.startAfresh();
    if (delivery.state === "waiting") return tellWaiting(this, delivery.sentence, letter.id);
    toast(opensOn ? "Sent. It stays folded until its day." : "Sent.");
    this.closest("details")?.removeAttribute("open");
    if (this.dataset["part"] === "page") location.reload();
    else changed();
  }

  private async startAfresh(): Promise<void> {
    this.letterId = crypto.randomUUID();
    for (const field of this.fields) field.value = "";
    await Promise.all(this.endDrafts.map((end) => end()));
    await this.keepDrafts();
  }
}

customElements.define("write-note", WriteNote);
