/** Four steps towards an answer: private notes, sealed to oneself, that become a reply when one wants. */

import type { LetterRecord } from "../sealing/letter.ts";
import { oneOf } from "../sealing/letter.ts";
import { keepDraft } from "../lib/drafts.ts";
import { tapInto } from "../lib/gentle/starters.ts";
import { fromBase64 } from "../lib/http.ts";
import { opener } from "../lib/keys.ts";
import { deliver } from "../lib/outbox.ts";
import { announce, find, meta, tell, toast } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class HeardGuide extends HTMLElement {
  private revision = 0;
  private endDrafts: (() => Promise<void>)[] = [];

  connectedCallback(): void {
    tapInto(this);
    onPress(find<HTMLButtonElement>(this, "[data-keep]"), find(this, "[data-notes-row]"), () => this.keep());
    find(this, "[data-together]").addEventListener("click", () => this.putTogether());
    void this.bringBack();
  }

  private get steps(): HTMLTextAreaElement[] {
    return [...this.querySelectorAll<HTMLTextAreaElement>("textarea[data-words]")];
  }

  private get about(): string {
    return this.dataset["about"] ?? "";
  }

  /** What was typed on this device and not kept comes back first; the notes that were kept fill the rest. */
  private async bringBack(): Promise<void> {
    await this.keepDrafts();
    const text = this.dataset["record"];
    if (!text) return;
    const record = JSON.parse(text) as LetterRecord;
    this.revision = record.revision;
    const opened = await (await opener()).open(fromBase64(this.dataset["sealed"] ?? ""), record);
    if (opened.state !== "open" || typeof opened.inner.text === "string") return;
    for (const field of this.steps) field.value ||= opened.inner.text[field.dataset["words"] ?? ""] ?? "";
  }

  private async keepDrafts(): Promise<void> {
    this.endDrafts = await Promise.all(this.steps.map((one) => keepDraft(one, `heard:${this.about}:${one.id}`)));
  }

  private async keep(): Promise<void> {
    const words = Object.fromEntries(this.steps.map((one) => [one.dataset["words"] ?? "", one.value.trim()]));
    const letter = await seal({
      id: oneOf("heard", this.about, meta("person")),
      couple: null,
      kind: "heard",
      about: this.about,
      revision: this.revision + 1,
      text: words,
    });
    const delivery = await deliver(`heard:${this.about}`, this.dataset["url"] ?? "", { letter });
    this.revision += 1;
    await Promise.all(this.endDrafts.map((end) => end())); // what is kept by now needs no draft
    await this.keepDrafts();
    if (delivery.state === "waiting") return tell(find(this, "[data-notes-row]"), delivery.sentence);
    toast("Kept, just for you.");
  }

  /** The notes in the order one would say them; what stands in the reply already stays, above them. */
  private putTogether(): void {
    const reply = find<HTMLTextAreaElement>(this, "#heard-reply");
    const said = (name: string): string => this.steps.find((one) => one.dataset["words"] === name)?.value.trim() ?? "";
    const notes = ["repeat", "valid-point", "question", "answer"].map(said).filter(Boolean);
    const fresh = notes.filter((one) => !reply.value.includes(one));
    reply.value = [reply.value.trim(), ...fresh].filter(Boolean).join("\n\n");
    reply.dispatchEvent(new Event("input", { bubbles: true }));
    reply.focus();
    announce(fresh.length ? "Your notes stand in the reply now. Change them as you like." : "There is nothing new to add.");
  }
}

customElements.define("heard-guide", HeardGuide);
