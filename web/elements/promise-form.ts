/** A promise with its day: made, or changed by its author. The words are sealed; the day travels in clear. */

import { keepDraft } from "../lib/drafts.ts";
import { recordOf, wordsOf } from "../lib/letting-words.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell } from "../lib/page.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class PromiseForm extends HTMLElement {
  private letterId = crypto.randomUUID() as string;
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    onSubmit(form, () => this.keep(form));
    for (const starter of this.querySelectorAll<HTMLElement>("[data-starter]")) {
      starter.addEventListener("click", () => this.begin(starter.textContent ?? ""));
    }
    if (recordOf(this)) this.closest("details")?.addEventListener("toggle", () => void this.open());
    else void keepDraft(this.words, "promise:new").then((end) => (this.endDraft = end));
  }

  private get words(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private get day(): HTMLInputElement {
    return find<HTMLInputElement>(this, "input[type=date]");
  }

  private begin(words: string): void {
    this.words.value = words;
    this.words.dispatchEvent(new Event("input"));
    find<HTMLDetailsElement>(this, "details").open = false;
    this.words.focus();
  }

  private async open(): Promise<void> {
    if (this.words.value) return;
    const words = await wordsOf(this).catch((why) => (explain(this, why), ""));
    this.words.value ||= words;
  }

  private async keep(form: HTMLFormElement): Promise<void> {
    const text = this.words.value.trim();
    const day = this.day.value;
    if (!text) throw new Sentence("Write what you’ll do, in a sentence.", this.words);
    if (!day) throw new Sentence("Choose the day it is for.", this.day);
    const before = recordOf(this);
    const letter = await seal({
      id: before?.id ?? this.letterId,
      couple: this.dataset["couple"] ?? "",
      kind: "promise",
      about: before?.about ?? null,
      revision: (before?.revision ?? 0) + 1,
      readable: { day },
      text,
    });
    const delivery = await deliver(letter.id, this.dataset["url"] ?? "", { letter });
    await this.endDraft();
    this.words.value = "";
    this.letterId = crypto.randomUUID();
    if (delivery.state === "waiting") return tell(form, `${delivery.sentence} It will be sent by itself.`);
    location.assign(this.dataset["then"] ?? "");
  }
}

customElements.define("promise-form", PromiseForm);
