/** Words about a reflection, chosen and looked at, sealed to both: they open once both have shared theirs. */

import { oneOf } from "../sealing/letter.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, meta, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class ReflectShare extends HTMLElement {
  private letter!: OneLetter;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    this.letter = new OneLetter(form, `reflection-shared:${this.about}`);
    onSubmit(form, () => this.share());
    this.field.addEventListener("input", () => this.preview());
    find(this, "details").addEventListener("toggle", () => this.offer());
    void this.letter.draft(this.field, `reflection-shared:${this.about}`).then(() => this.preview());
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private get about(): string {
    return this.dataset["about"] ?? "";
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  /** Something to begin from: the result, and what one might ask for. All of it can be changed. */
  private offer(): void {
    const result = this.closest<HTMLElement>("[data-result]");
    if (this.field.value || !result) return;
    const asks = [...result.querySelectorAll<HTMLElement>("article:not([hidden]) [data-asks] li")];
    const wishes = asks.length ? ["What would help me:", ...asks.map((one) => one.textContent ?? "")] : [];
    const lines = [find(result, "[data-words]").textContent ?? "", ...wishes];
    this.field.value = lines.filter(Boolean).join("\n");
    this.preview();
  }

  private preview(): void {
    find(this, "[data-preview]").textContent = this.field.value.trim();
  }

  private async share(): Promise<void> {
    const [text, { about }] = [this.field.value.trim(), this];
    if (!text) throw new Sentence("Write what you’d like to share, or leave it just for you.", this.field);
    const revision = Number(this.dataset["revision"] ?? 0) + 1;
    const id = oneOf("reflection", about, meta("person"));
    const words = { id, couple: this.dataset["couple"] ?? "", kind: "reflection", about, revision, text };
    const answer = await this.letter.send(this.dataset["url"] ?? "", async () => ({ letter: await seal(words) }));
    if (!answer) return;
    this.dataset["revision"] = String(revision);
    this.preview();
    if (!answer["revealed"]) toast("Sealed and folded, until you have both shared.");
  }
}

customElements.define("reflect-share", ReflectShare);
