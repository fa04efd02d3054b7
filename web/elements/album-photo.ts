/** A photo in a page, small or whole: opened on this device when it comes near, let go when it is far. */

import type { LetterRecord } from "../sealing/letter.ts";
import { fromBase64 } from "../lib/http.ts";
import type { Photo } from "../lib/photo-letter.ts";
import { type Shown, unwatch, watch } from "../lib/photo-near.ts";
import { openFile, openPhoto, Unverified } from "../lib/photo-open.ts";

const SAYS = {
  unverified: "This could not be verified, so it is not shown.",
  away: "This picture cannot be reached just now.",
};

export class AlbumPhoto extends HTMLElement implements Shown {
  /** The opened letter, kept while the page is: opening it again would take as long as the picture. */
  private photo: Photo | null = null;
  private url = "";
  private going: AbortController | null = null;

  connectedCallback(): void {
    watch(this);
  }

  disconnectedCallback(): void {
    unwatch(this);
    this.letGo();
  }

  get record(): LetterRecord {
    return JSON.parse(this.dataset["record"] ?? "") as LetterRecord;
  }

  private get whole(): boolean {
    return this.dataset["size"] === "whole";
  }

  /** Open it and show it; a sentence stands in its place where it cannot be shown. */
  async show(): Promise<void> {
    if (this.url || this.going || this.getAttribute("state") === "unverified") return;
    const going = (this.going = new AbortController());
    try {
      const { record } = this;
      this.photo ??= await openPhoto(fromBase64(this.dataset["sealed"] ?? ""), record);
      this.name(this.photo);
      const couple = record.couple ?? "";
      this.put(await openFile(this.photo.thumb, couple, going.signal), going.signal);
      if (this.whole) this.put(await openFile(this.photo.picture, couple, going.signal), going.signal, "open");
    } catch (fault) {
      if (!going.signal.aborted) this.say(fault instanceof Unverified ? "unverified" : "away");
    } finally {
      if (this.going === going) this.going = null;
    }
  }

  letGo(): void {
    this.going?.abort();
    this.going = null;
    URL.revokeObjectURL(this.url);
    this.url = "";
    this.querySelector("img")?.remove();
    if (this.getAttribute("state") !== "unverified") this.removeAttribute("state");
  }

  private put(blob: Blob, signal: AbortSignal, state = "thumb"): void {
    if (signal.aborted) return;
    const before = this.url;
    const image = this.querySelector("img") ?? document.createElement("img");
    image.decoding = "async";
    image.alt = this.dataset["alt"] ?? "";
    image.src = this.url = URL.createObjectURL(blob);
    if (!image.isConnected) this.replaceChildren(image);
    URL.revokeObjectURL(before);
    this.setAttribute("state", this.whole ? state : "open");
    if (this.getAttribute("state") === "open")
      this.dispatchEvent(new CustomEvent("photo-open", { bubbles: true, detail: { blob, photo: this.photo } }));
  }

  /** The room that it takes, before it is there; and, in a list, what it is of. */
  private name({ width, height, caption }: Photo): void {
    if (this.whole) this.style.aspectRatio = `${width} / ${height}`;
    const link = this.closest("a");
    if (link && caption) link.setAttribute("aria-label", `${link.dataset["label"] ?? ""}: ${caption.slice(0, 200)}`);
  }

  private say(state: keyof typeof SAYS): void {
    this.letGo();
    const sentence = document.createElement("span");
    sentence.className = "unshown";
    sentence.textContent = SAYS[state];
    this.replaceChildren(sentence);
    this.setAttribute("state", state);
  }
}

customElements.define("album-photo", AlbumPhoto);
