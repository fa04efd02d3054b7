/** A reflection on oneself: asked page by page, worked out on this device, sealed just for its author. */

import { recordOf, textOf } from "../lib/letting-words.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell, toast } from "../lib/page.ts";
import { type Answers, barriersIn, type Result, resultWords, stylesIn, waysIn } from "../lib/reflect-result.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { showStep } from "../lib/steps.ts";
import { still } from "../lib/still.ts";
import { explain, onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

const WORK_OUT: Record<string, (answers: Answers) => Result> = {
  barriers: barriersIn,
  styles: stylesIn,
  attachment: waysIn,
};

class ReflectForm extends HTMLElement {
  private letterId = crypto.randomUUID() as string;
  private draft!: SealedDraft<Answers>;

  connectedCallback(): void {
    this.draft = new SealedDraft(this.name);
    onSubmit(this.form, () => this.keep());
    this.form.addEventListener("change", () => this.draft.later(this.answers));
    for (const button of this.querySelectorAll<HTMLElement>("[data-to]")) {
      button.addEventListener("click", () => showStep(this, button.dataset["to"] ?? ""));
    }
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-start], [data-again]")) {
      button.disabled = false;
      onPress(button, this, () => this.begin());
    }
    if (recordOf(this)) void this.open().catch((why) => explain(this.result, why));
  }

  private get name(): string {
    return `reflection:${this.dataset["which"]}`;
  }

  private get result(): HTMLElement {
    return find<HTMLElement>(this, "[data-result] .card");
  }

  private get form(): HTMLFormElement {
    return find<HTMLFormElement>(this, "[data-questions]");
  }

  private get answers(): Answers {
    const chosen = this.form.querySelectorAll<HTMLInputElement>("input:checked");
    return Object.fromEntries([...chosen].map((one) => [one.name, one.value]));
  }

  /** From the first page, with what was half-filled on this device. */
  private async begin(): Promise<void> {
    const begun = await this.draft.open();
    this.form.reset();
    for (const [name, value] of Object.entries(begun ?? {})) {
      const input = this.form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
      if (input) input.checked = true;
    }
    this.show("[data-questions]");
    showStep(this, "1");
  }

  private show(what: string): void {
    for (const part of ["[data-begin]", "[data-questions]", "[data-result]"]) {
      find<HTMLElement>(this, part).hidden = part !== what;
    }
  }

  /** What was kept last, shown again. */
  private async open(): Promise<void> {
    this.show("[data-result]");
    const text = await textOf(this);
    const numbers = typeof text === "string" ? "{}" : (text["numbers"] ?? "{}");
    this.showResult(JSON.parse(numbers) as Answers);
  }

  private resultOf(answers: Answers): Result {
    return WORK_OUT[this.dataset["which"] ?? ""]?.(answers) ?? { most: [], some: [] };
  }

  private wordsFor(answers: Answers): string {
    const part = (id: string) => this.querySelector<HTMLElement>(`article[data-of="${CSS.escape(id)}"]`);
    return resultWords(this.resultOf(answers), (id) => part(id)?.dataset["title"] ?? id);
  }

  private showResult(answers: Answers): void {
    const { most } = this.resultOf(answers);
    for (const one of this.querySelectorAll<HTMLElement>("article[data-of]")) {
      one.hidden = !most.includes(one.dataset["of"] ?? "");
    }
    find(this, "[data-words]").textContent = this.wordsFor(answers);
    this.show("[data-result]");
  }

  private async keep(): Promise<void> {
    const { answers } = this;
    if (!Object.keys(answers).length) throw new Sentence("Nothing is chosen yet. One answer is enough to begin with.");
    const words = this.wordsFor(answers);
    const about = this.dataset["about"] ?? null;
    const text = { words, numbers: JSON.stringify(answers) };
    const delivery = await still([this.form], async () => {
      const letter = await seal({ id: this.letterId, couple: null, kind: "reflection", about, text });
      return deliver(letter.id, this.dataset["url"] ?? "", { letter }, { drafts: [this.name] });
    });
    this.letterId = crypto.randomUUID();
    await this.draft.end();
    this.showResult(answers);
    scrollTo({ top: 0 });
    find<HTMLElement>(this, "[data-result] h2").focus({ preventScroll: true });
    if (delivery.state === "waiting") return tell(this.result, delivery.sentence);
    toast("Kept, just for you.");
    changed();
  }
}

customElements.define("reflect-form", ReflectForm);
