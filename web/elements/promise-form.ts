/** A promise with its day: made, or changed by its author. The words are sealed; the day travels in clear. */

import { recordOf, wordsOf } from "../lib/letting-words.ts";
import { NewLetters } from "../lib/new-letters.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find } from "../lib/page.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class PromiseForm extends HTMLElement {
  private letters!: OneLetter | NewLetters;

  connectedCallback(): void {
    const [form, before] = [find<HTMLFormElement>(this, "form"), recordOf(this)];
    for (const starter of this.querySelectorAll<HTMLElement>("[data-starter]")) {
      starter.addEventListener("click", () => this.begin(starter.textContent ?? ""));
    }
    if (!before) return this.writeNew(form);
    const change = new OneLetter(form, before.id);
    this.letters = change;
    onSubmit(form, () => this.keep((sealed) => change.send(this.url, () => sealed(before.id))));
    this.closest("details")?.addEventListener("toggle", () => void this.open(change));
  }

  private writeNew(form: HTMLFormElement): void {
    const letters = new NewLetters(form, this.words, "promise:new");
    this.letters = letters;
    void letters.draft();
    onSubmit(form, () => this.keep((sealed) => letters.send(this.url, sealed)));
  }

  disconnectedCallback(): void {
    this.letters.end();
  }

  private get url(): string {
    return this.dataset["url"] ?? "";
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

  private async open(change: OneLetter): Promise<void> {
    if (this.words.value) return;
    const words = await wordsOf(this).catch((why) => (explain(this, why), ""));
    const { id = "", revision = 0 } = recordOf(this) ?? {};
    await change.draft(this.words, `promise-change:${id}:${revision}`);
    this.words.value ||= words;
  }

  private async keep(send: (sealed: (id: string) => Promise<object>) => Promise<object | null>): Promise<void> {
    const text = this.words.value.trim();
    const day = this.day.value;
    if (!text) throw new Sentence("Write what you’ll do, in a sentence.", this.words);
    if (!day) throw new Sentence("Choose the day it is for.", this.day);
    const before = recordOf(this);
    const words = {
      couple: this.dataset["couple"] ?? "",
      kind: "promise",
      about: before?.about ?? null,
      revision: (before?.revision ?? 0) + 1,
      readable: { day },
      text,
    };
    const answer = await send(async (id) => ({ letter: await seal({ id, ...words }) }));
    if (answer) location.assign(this.dataset["then"] ?? "");
  }
}

customElements.define("promise-form", PromiseForm);
