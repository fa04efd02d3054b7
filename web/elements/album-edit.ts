/** Changing a photo's words or its day: a new version of its letter, about the same files. */

import type { Json } from "../sealing/bytes.ts";
import type { LetterRecord } from "../sealing/letter.ts";
import { fromBase64 } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell, toast } from "../lib/page.ts";
import { type Photo, photoText } from "../lib/photo-letter.ts";
import { openPhoto } from "../lib/photo-open.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class AlbumEdit extends HTMLElement {
  private photo: Photo | null = null;

  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.send());
    this.closest("details")?.addEventListener("toggle", () => void this.open());
    document.addEventListener("part-changed", this.rest);
  }

  disconnectedCallback(): void {
    document.removeEventListener("part-changed", this.rest);
  }

  /** Words that stand here as they were are nobody's writing, and do not hold up what is new. */
  private rest = (): void => {
    const fold = this.closest("details");
    if (!this.photo || !fold || this.words.value.trim() !== this.photo.caption) return;
    fold.open = false;
    this.words.value = "";
    this.photo = null;
  };

  private get record(): LetterRecord {
    return JSON.parse(this.dataset["record"] ?? "") as LetterRecord;
  }

  private get words(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async open(): Promise<void> {
    if (this.photo || !this.closest("details[open]")) return;
    const sealed = fromBase64(this.dataset["sealed"] ?? "");
    this.photo = await openPhoto(sealed, this.record).catch(() => null);
    if (!this.photo) return tell(this, "This could not be verified, so it cannot be changed here.", "care");
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
    const letter = await seal({ ...next, text: photoText(photo) });
    const body = { letter, picture: photo.picture.id, thumb: photo.thumb.id, ...(about ? { about } : {}) };
    const delivery = await deliver(`photo:${id}`, this.dataset["url"] ?? "", body);
    if (delivery.state === "waiting") return tell(this, `${delivery.sentence} It will be sent by itself.`);
    this.words.value = ""; // nobody writes here any more, so the page may show what is new
    (document.activeElement as HTMLElement | null)?.blur();
    toast("Changed.");
    changed();
  }
}

customElements.define("album-edit", AlbumEdit);
