/** Words about a reflection, chosen and looked at, sealed to both: they open once both have shared theirs. */

import { oneOf } from "../sealing/letter.ts";
import { keepDraft } from "../lib/drafts.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, meta, tell, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class ReflectShare extends HTMLElement {
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    onSubmit(form, () => this.share(form));
    this.field.addEventListener("input", () => this.preview());
    find(this, "details").addEventListener("toggle", () => this.offer());
    void this.draft();
  }

  private get field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private async draft(): Promise<void> {
    this.endDraft = await keepDraft(this.field, `reflection-shared:${this.dataset["about"]}`);
    this.preview();
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

  private async share(form: HTMLFormElement): Promise<void> {
    const text = this.field.value.trim();
    if (!text) throw new Sentence("Write what you’d like to share, or leave it just for you.", this.field);
    const about = this.dataset["about"] ?? "";
    const revision = Number(this.dataset["revision"] ?? 0) + 1;
    const id = oneOf("reflection", about, meta("person"));
    const letter = await seal({ id, couple: this.dataset["couple"] ?? "", kind: "reflection", about, revision, text });
    const delivery = await deliver(letter.id, this.dataset["url"] ?? "", { letter });
    this.dataset["revision"] = String(revision);
    await this.endDraft();
    this.field.value = "";
    find<HTMLDetailsElement>(this, "details").open = false;
    if (delivery.state === "waiting") return tell(form, `${delivery.sentence} It will be sent by itself.`);
    if (!delivery.answer["revealed"]) toast("Sealed and folded, until you have both shared.");
    changed();
  }
}

customElements.define("reflect-share", ReflectShare);
