/** Parts of one's own look, chosen and looked at, for the partner: they open once both have shared the month. */

import { oneOf } from "../sealing/letter.ts";
import { CIRCLES, type Numbers, numbersOf } from "../lib/look-answers.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, meta, toast } from "../lib/page.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

const UNVERIFIED = "This look could not be verified on this device, so it cannot be shared from here.";

class LookShare extends HTMLElement {
  private all: Numbers = {};
  private letter!: OneLetter;

  connectedCallback(): void {
    this.letter = new OneLetter(this.form, `look-shared:${this.about}`);
    this.open().catch((fault: unknown) => explain(this, fault));
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private get about(): string {
    return this.dataset["about"] ?? "";
  }

  private async open(): Promise<void> {
    const numbers = await numbersOf(this);
    if (numbers === null) throw new Sentence(UNVERIFIED);
    this.all = numbers;
    for (const box of this.boxes) {
      const part = find<HTMLElement>(this, `label:has([value="${box.value}"])`);
      part.hidden = !idsOf(box).some((id) => id in numbers);
      box.addEventListener("change", () => this.preview());
    }
    this.line.addEventListener("input", () => this.preview());
    await this.letter.draft(this.line, `look-shared:${this.about}`);
    this.preview();
    onSubmit(this.form, () => this.share());
  }

  private get form(): HTMLFormElement {
    return find<HTMLFormElement>(this, "form");
  }

  private get line(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private get boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>("[type=checkbox]")];
  }

  /** The numbers of the parts that are ticked. */
  private get numbers(): Numbers {
    const ids = new Set(this.boxes.filter((box) => box.checked).flatMap(idsOf));
    return Object.fromEntries(Object.entries(this.all).filter(([id]) => ids.has(id)));
  }

  private preview(): void {
    const { numbers } = this;
    for (const row of this.querySelectorAll<HTMLElement>("[data-preview] [data-of]")) {
      const id = row.dataset["of"] ?? "";
      const value = numbers[id];
      row.hidden = value === undefined;
      find(row, "b").textContent = id === CIRCLES ? circlesName(value) : `${value} of 10`;
    }
    const quote = find<HTMLElement>(this, "[data-line]");
    quote.textContent = this.line.value.trim();
    quote.hidden = !quote.textContent;
  }

  private async share(): Promise<void> {
    const { numbers } = this;
    if (!Object.keys(numbers).length) throw new Sentence("Tick at least one part, or leave all of it just for you.");
    const [{ about }, { month = "" }] = [this, this.dataset];
    const revision = Number(this.dataset["revision"] ?? 0) + 1;
    const words = {
      id: oneOf("look", about, meta("person")),
      couple: this.dataset["couple"] ?? "",
      kind: "look",
      about,
      revision,
      readable: { numbers },
      text: { note: this.line.value.trim() },
    };
    const answer = await this.letter.send(this.dataset["url"] ?? "", async () => ({ letter: await seal(words), month }));
    if (!answer) return;
    this.dataset["revision"] = String(revision);
    if (answer["revealed"]) return location.assign(this.dataset["map"] ?? "");
    toast("Sealed and folded, until you have both shared.");
  }
}

function idsOf(box: HTMLInputElement): string[] {
  return (box.dataset["ids"] ?? "").split(" ");
}

function circlesName(number: number | undefined): string {
  return document.querySelector(`look-form [data-circles="${number ?? ""}"] span`)?.textContent ?? "";
}

customElements.define("look-share", LookShare);
