/** A memory, with its day: written or changed, sealed here, then sent. */

import type { LetterRecord } from "../sealing/letter.ts";
import { fromBase64 } from "../lib/http.ts";
import { opener } from "../lib/keys.ts";
import { NewLetters } from "../lib/new-letters.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, tell, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class AlbumMemory extends HTMLElement {
  private letters!: OneLetter | NewLetters;

  connectedCallback(): void {
    const [form, { record }] = [find<HTMLFormElement>(this, "form"), this];
    if (!record) return this.writeNew(form);
    const change = new OneLetter(form, `memory:${record.id}`);
    this.letters = change;
    onSubmit(form, async () => {
      if (await change.send(this.url, () => this.sealed(record.id))) toast("Changed.");
    });
    this.closest("details")?.addEventListener("toggle", () => void this.open(record, change));
  }

  private writeNew(form: HTMLFormElement): void {
    const letters = new NewLetters(form, this.words, "memory:");
    this.letters = letters;
    void letters.draft();
    onSubmit(form, async () => {
      const sent = await letters.send(this.url, this.sealed);
      if (sent) location.assign(`${this.url}/${sent.id}`);
    });
  }

  disconnectedCallback(): void {
    this.letters.end();
  }

  private get url(): string {
    return this.dataset["url"] ?? "";
  }

  private get record(): LetterRecord | null {
    const text = this.dataset["record"];
    return text ? (JSON.parse(text) as LetterRecord) : null;
  }

  private get words(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  /** What was kept, to change it. */
  private async open(record: LetterRecord, change: OneLetter): Promise<void> {
    if (this.words.value || !this.closest("details[open]")) return;
    const opened = await (await opener()).open(fromBase64(this.dataset["sealed"] ?? ""), record);
    if (opened.state !== "open" || typeof opened.inner.text !== "string")
      return tell(this, "This could not be verified, so it cannot be changed here.", "care");
    await change.draft(this.words, `memory-change:${record.id}:${record.revision}`);
    this.words.value ||= opened.inner.text;
  }

  private sealed = async (id: string): Promise<object> => {
    const [text, day] = [this.words.value.trim(), find<HTMLInputElement>(this, "input[type=date]")];
    if (!text) throw new Sentence("Write a line first.", this.words);
    if (!day.value || !day.checkValidity()) throw new Sentence("Choose a day that has been.", day);
    const { couple = null } = this.dataset;
    const [about, revision] = [this.record?.about ?? null, (this.record?.revision ?? 0) + 1];
    return { letter: await seal({ id, couple, kind: "memory", about, revision, readable: { day: day.value }, text }) };
  };
}

customElements.define("album-memory", AlbumMemory);
