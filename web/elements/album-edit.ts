/** Changing a photo's words or its day: a new version of its letter, about the same files. */

import type { Json } from "../sealing/bytes.ts";
import type { LetterRecord } from "../sealing/letter.ts";
import { fromBase64 } from "../lib/http.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, tell, toast } from "../lib/page.ts";
import { type Photo, photoText } from "../lib/photo-letter.ts";
import { openPhoto } from "../lib/photo-open.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class AlbumEdit extends HTMLElement {
  private photo: Photo | null = null;
  private letter!: OneLetter;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    this.letter = new OneLetter(form, `photo:${this.record.id}`);
    onSubmit(form, () => this.send());
    this.closest("details")?.addEventListener("toggle", () => void this.open());
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private get record(): LetterRecord {
    return JSON.parse(this.dataset["record"] ?? "") as LetterRecord;
  }

  private get words(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async open(): Promise<void> {
    if (!this.closest("details[open]") && !this.words.value) this.photo = null; // to be read anew
    if (this.photo || !this.closest("details[open]")) return;
    const { id, revision } = this.record;
    const sealed = fromBase64(this.dataset["sealed"] ?? "");
    this.photo = await openPhoto(sealed, this.record).catch(() => null);
    if (!this.photo) return tell(this, "This could not be verified, so it cannot be changed here.", "care");
    await this.letter.draft(this.words, `photo-change:${id}:${revision}`);
    this.words.value ||= this.photo.caption;
  }

  private get readable(): Record<string, Json> {
    const when = find<HTMLInputElement>(this, "[data-when]");
    if (!when.value || !when.checkValidity()) throw new Sentence("Choose a day that has been.", when);
    return when.type === "date" ? { taken: when.value } : { year: Number(when.value), childhood: true };
  }

  private async send(): Promise<void> {
    await this.open();
    if (!this.photo) return;
    const { id, couple, about, revision } = this.record;
    const photo = { ...this.photo, caption: this.words.value.trim() };
    const next = { id, couple, about, kind: "photo", revision: revision + 1, readable: this.readable };
    const beside = { picture: photo.picture.id, thumb: photo.thumb.id, ...(about ? { about } : {}) };
    const sealed = async (): Promise<object> => ({ letter: await seal({ ...next, text: photoText(photo) }), ...beside });
    if (await this.letter.send(this.dataset["url"] ?? "", sealed)) toast("Changed.");
  }
}

customElements.define("album-edit", AlbumEdit);
