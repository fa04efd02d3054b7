/** Writes the next version of the vision for both, beginning from the one that stands. */

import { ownWords, recordOf, sealWords } from "../lib/meaning-words.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, toast } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { explain, onSubmit, Sentence } from "../lib/submit.ts";

type Areas = Record<string, string>;
const BOTH_KEPT = "Another version was saved meanwhile. Both are kept; yours stands first.";

class VisionForm extends HTMLElement {
  private draft!: SealedDraft<Areas>;
  private letter!: OneLetter;
  private letterId = crypto.randomUUID() as string;

  connectedCallback(): void {
    const name = `vision:${recordOf(this)?.id ?? "first"}`;
    this.draft = new SealedDraft<Areas>(name);
    const form = find<HTMLFormElement>(this, "form");
    this.letter = new OneLetter(form, name, () => location.reload());
    this.letter.endsWith(name);
    form.addEventListener("input", () => this.draft.later(this.areas));
    this.begin().then(() => onSubmit(form, () => this.send()), (fault: unknown) => explain(this, fault));
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private get fields(): HTMLTextAreaElement[] {
    return [...this.querySelectorAll<HTMLTextAreaElement>("[data-area]")];
  }

  private get areas(): Areas {
    const filled = this.fields.map((one) => [one.dataset["area"] ?? "", one.value.trim()] as const);
    return Object.fromEntries(filled.filter(([, words]) => words));
  }

  /** What was half-written here comes before the version that stands. */
  private async begin(): Promise<void> {
    const kept = await this.draft.open();
    const text = kept ?? (recordOf(this) ? await ownWords(this) : {});
    if (typeof text === "string") return;
    for (const field of this.fields) field.value ||= text[field.dataset["area"] ?? ""] ?? "";
  }

  private async send(): Promise<void> {
    const text = this.areas;
    if (!Object.keys(text).length) throw new Sentence("Write a line in one of them first.", this.fields[0]);
    const words = {
      id: this.letterId,
      couple: this.dataset["couple"] ?? null,
      kind: "vision",
      about: this.dataset["about"] ?? null,
      text,
    };
    const since = recordOf(this)?.id ?? null;
    const answer = await this.letter.send(this.dataset["url"] ?? "", async () => ({ letter: await sealWords(words), since }));
    if (!answer) return;
    if (!answer["another"]) return location.reload();
    this.letterId = crypto.randomUUID();
    toast(BOTH_KEPT, { label: "See it", run: () => location.reload() });
  }
}

customElements.define("vision-form", VisionForm);
