/** A memory, with its day: written or changed, sealed here, then sent. */

import type { LetterRecord } from "../sealing/letter.ts";
import { keepDraft } from "../lib/drafts.ts";
import { fromBase64 } from "../lib/http.ts";
import { opener } from "../lib/keys.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class AlbumMemory extends HTMLElement {
  private readonly fresh = crypto.randomUUID();
  private kept = "";
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.send());
    this.closest("details")?.addEventListener("toggle", () => void this.open());
    document.addEventListener("part-changed", this.rest);
    void keepDraft(this.words, `memory:${this.record?.id ?? ""}`).then((end) => (this.endDraft = end));
  }

  disconnectedCallback(): void {
    document.removeEventListener("part-changed", this.rest);
  }

  /** Words that stand here as they were are nobody's writing, and do not hold up what is new. */
  private rest = (): void => {
    const fold = this.closest("details");
    if (!fold || !this.kept || this.words.value !== this.kept) return;
    fold.open = false;
    this.words.value = "";
  };

  private get record(): LetterRecord | null {
    const text = this.dataset["record"];
    return text ? (JSON.parse(text) as LetterRecord) : null;
  }

  private get words(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  /** What was kept, to change it. */
  private async open(): Promise<void> {
    if (!this.record || this.words.value || !this.closest("details[open]")) return;
    const opened = await (await opener()).open(fromBase64(this.dataset["sealed"] ?? ""), this.record);
    if (opened.state !== "open" || typeof opened.inner.text !== "string")
      return tell(this, "This could not be verified, so it cannot be changed here.", "care");
    this.words.value ||= this.kept = opened.inner.text;
  }

  private async send(): Promise<void> {
    const [text, day] = [this.words.value.trim(), find<HTMLInputElement>(this, "input[type=date]")];
    if (!text) throw new Sentence("Write a line first.", this.words);
    if (!day.value || !day.checkValidity()) throw new Sentence("Choose a day that has been.", day);
    const id = this.record?.id ?? this.fresh;
    const letter = await seal({
      id,
      couple: this.dataset["couple"] ?? null,
      kind: "memory",
      about: this.record?.about ?? null,
      revision: (this.record?.revision ?? 0) + 1,
      readable: { day: day.value },
      text,
    });
    const delivery = await deliver(`memory:${id}`, this.dataset["url"] ?? "", { letter });
    await this.endDraft();
    if (delivery.state === "waiting") return tell(this, `${delivery.sentence} It will be sent by itself.`);
    this.words.value = "";
    if (!this.record) return location.assign(`${this.dataset["url"]}/${id}`);
    (document.activeElement as HTMLElement | null)?.blur();
    toast("Changed.");
    changed();
  }
}

customElements.define("album-memory", AlbumMemory);
