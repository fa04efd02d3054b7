/** A reflection on oneself: asked page by page, worked out on this device, sealed just for its author. */

import { recordOf, textOf } from "../lib/letting-words.ts";
import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell, toast } from "../lib/page.ts";
import { type Answers, barriersIn, type Result, resultWords, stylesIn, waysIn } from "../lib/reflect-result.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { showStep } from "../lib/steps.ts";
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
    this.draft = new SealedDraft(`reflection:${this.dataset["which"]}`);
    onSubmit(this.form, () => this.keep());
    this.form.addEventListener("change", () => this.draft.later(this.answers));
    for (const button of this.querySelectorAll<HTMLElement>("[data-to]")) {
      button.addEventListener("click", () => showStep(this, button.dataset["to"] ?? ""));
    }
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-start], [data-again]")) {
      button.disabled = false;
      onPress(button, this, () => this.begin());
    }
    if (recordOf(this)) void this.open().catch((why) => explain(find(this, "[data-result]"), why));
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

  private showResult(answers: Answers): string {
    const result = WORK_OUT[this.dataset["which"] ?? ""]?.(answers) ?? { most: [], some: [] };
    const part = (id: string) => this.querySelector<HTMLElement>(`article[data-of="${CSS.escape(id)}"]`);
    for (const one of this.querySelectorAll<HTMLElement>("article[data-of]")) {
      one.hidden = !result.most.includes(one.dataset["of"] ?? "");
    }
    const words = resultWords(result, (id) => part(id)?.dataset["title"] ?? id);
    find(this, "[data-words]").textContent = words;
    this.show("[data-result]");
    return words;
  }

  private async keep(): Promise<void> {
    const { answers } = this;
    if (!Object.keys(answers).length) throw new Sentence("Nothing is chosen yet. One answer is enough to begin with.");
    const words = this.showResult(answers);
    const heading = find<HTMLElement>(this, "[data-result] h2");
    scrollTo({ top: 0 });
    heading.focus({ preventScroll: true });
    const about = this.dataset["about"] ?? null;
    const text = { words, numbers: JSON.stringify(answers) };
    const letter = await seal({ id: this.letterId, couple: null, kind: "reflection", about, text });
    const delivery = await deliver(letter.id, this.dataset["url"] ?? "", { letter });
    this.letterId = crypto.randomUUID();
    await this.draft.end();
    if (delivery.state === "waiting") return tell(this, `${delivery.sentence} It will be sent by itself.`);
    toast("Kept, just for you.");
    changed();
  }
}

customElements.define("reflect-form", ReflectForm);
