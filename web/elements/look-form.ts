/** A look at where the two are: four short pages, sealed just for oneself, numbers and all. */

import { oneOf } from "../sealing/letter.ts";
import { type Numbers, numbersOf, toText } from "../lib/look-answers.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, meta, toast } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { showStep } from "../lib/steps.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

const CLEARS = ["Backspace", "Delete"];

class LookForm extends HTMLElement {
  private draft!: SealedDraft<Numbers>;
  private letter!: OneLetter;
  private chosen: HTMLInputElement | null = null; // before the press that is under way

  connectedCallback(): void {
    const name = `look:${this.dataset["month"]}`;
    this.draft = new SealedDraft(name);
    this.letter = new OneLetter(this.form, name, () => this.kept());
    this.letter.endsWith(name);
    onSubmit(this.form, () => this.keep());
    this.form.addEventListener("change", () => this.draft.later(this.numbers));
    this.letLeaveOut();
    for (const button of this.querySelectorAll<HTMLElement>("[data-to]")) {
      button.addEventListener("click", () => showStep(this, button.dataset["to"] ?? ""));
    }
    const start = find<HTMLButtonElement>(this, "[data-start]");
    start.disabled = false;
    onPress(start, this, () => this.begin());
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private get form(): HTMLFormElement {
    return find<HTMLFormElement>(this, "[data-questions]");
  }

  private get numbers(): Numbers {
    const chosen = this.form.querySelectorAll<HTMLInputElement>("input:checked");
    return Object.fromEntries([...chosen].map((one) => [one.name, Number(one.value)]));
  }

  /** A number that is tapped once more is taken away again. */
  private letLeaveOut(): void {
    this.form.addEventListener("pointerdown", (event) => {
      const input = (event.target as Element).closest("label")?.querySelector("input");
      this.chosen = input?.checked ? input : null;
    });
    this.form.addEventListener("click", (event) => {
      if (event.target === this.chosen) this.leaveOut(this.chosen);
      this.chosen = null;
    });
    this.form.addEventListener("keydown", (event) => {
      const input = event.target;
      this.chosen = null;
      if (CLEARS.includes(event.key) && input instanceof HTMLInputElement && input.checked) this.leaveOut(input);
    });
  }

  private leaveOut(input: HTMLInputElement | null): void {
    if (input) input.checked = false;
    this.draft.later(this.numbers);
  }

  /** From the first page, with what was half-filled here, or what was kept this month. */
  private async begin(): Promise<void> {
    const begun = (await this.draft.open()) ?? (await numbersOf(this.now)) ?? {};
    this.form.reset();
    for (const [name, value] of Object.entries(begun)) {
      const input = this.form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"][value="${value}"]`);
      if (input) input.checked = true;
    }
    this.show(true);
    showStep(this, "1");
  }

  private get now(): HTMLElement {
    return find<HTMLElement>(this, "[data-now]");
  }

  private show(asking: boolean): void {
    find<HTMLElement>(this, "[data-begin]").hidden = asking;
    this.form.hidden = !asking;
  }

  private get titles(): Map<string, string> {
    const rows = document.querySelectorAll<HTMLElement>("fieldset.look-scale");
    return new Map([...rows].map((one) => [find<HTMLInputElement>(one, "input").name, find(one, "legend").textContent ?? ""]));
  }

  private async keep(): Promise<void> {
    const { numbers } = this;
    if (!Object.keys(numbers).length) throw new Sentence("Nothing is chosen yet. One answer is enough to begin with.");
    const month = this.dataset["month"] ?? "";
    const revision = Number(this.now.dataset["revision"] ?? 0) + 1;
    const about = this.dataset["about"] ?? null;
    const id = oneOf("look", meta("person"), month);
    const words = { id, couple: null, kind: "look", about, revision, text: toText(numbers, this.titles) };
    const answer = await this.letter.send(this.dataset["url"] ?? "", async () => ({ letter: await seal(words), month }));
    if (!answer) return;
    this.now.dataset["revision"] = String(revision);
    this.kept();
  }

  private kept(): void {
    this.show(false);
    scrollTo({ top: 0 });
    toast("Kept, just for you.");
    document.addEventListener("parts-arrived", () => document.getElementById("own-picture")?.focus(), { once: true });
  }
}

customElements.define("look-form", LookForm);
