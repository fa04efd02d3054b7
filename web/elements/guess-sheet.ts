/** One's own sheet of a round: filled in, sealed on this device, and folded until both are in. */

import { oneOf, type LetterRecord } from "../sealing/letter.ts";
import { type Filled, saysNothing, SheetForm } from "../lib/guess-sheet.ts";
import { fromBase64 } from "../lib/http.ts";
import { opener } from "../lib/keys.ts";
import { OneLetter } from "../lib/one-letter.ts";
import { find, meta, toast } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

interface Begun extends Filled {
  base: number; // the revision these answers begin from
}

class GuessSheet extends HTMLElement {
  private sheet!: SheetForm;
  private draft!: SealedDraft<Begun>;
  private letter!: OneLetter;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    this.sheet = new SheetForm(form);
    const name = `round:${this.dataset["round"]}`;
    this.draft = new SealedDraft(name);
    this.letter = new OneLetter(form, name);
    this.letter.endsWith(name);
    for (const type of ["input", "change"]) {
      form.addEventListener(type, () => this.draft.later({ ...this.sheet.filled, base: this.base }));
    }
    onSubmit(form, () => this.send());
    const change = this.querySelector<HTMLButtonElement>("[data-change]");
    if (change) onPress(change, this, () => this.change());
    this.querySelector("[data-keep]")?.addEventListener("click", () => this.show(false));
    if (!this.record) void this.bringBack();
  }

  disconnectedCallback(): void {
    this.letter.end();
  }

  private get record(): LetterRecord | null {
    return JSON.parse(this.dataset["record"] ?? "null") as LetterRecord | null;
  }

  private get base(): number {
    return this.record?.revision ?? 0;
  }

  private async bringBack(): Promise<boolean> {
    const begun = await this.draft.open();
    if (begun?.base !== this.base || !saysNothing(this.sheet.filled)) return false;
    this.sheet.fill(begun);
    return true;
  }

  private async change(): Promise<void> {
    if (!(await this.bringBack())) this.sheet.fill(await this.sent());
    this.show(true);
    find<HTMLElement>(this, "form input").focus();
  }

  private async sent(): Promise<Filled> {
    const { sealed } = this.dataset;
    if (!this.record || !sealed) return { choices: {}, numbers: {} };
    const opened = await (await opener()).open(fromBase64(sealed), this.record);
    if (opened.state !== "open") throw new Sentence("This could not be verified, so it cannot be changed here.");
    const { text, readable } = opened.inner;
    return { choices: text as Record<string, string>, numbers: readable["numbers"] as Record<string, number> };
  }

  private show(form: boolean): void {
    find<HTMLElement>(this, "form").hidden = !form;
    const shown = this.querySelector<HTMLElement>("[data-shown]");
    if (shown) shown.hidden = form;
  }

  private async send(): Promise<void> {
    const { choices, numbers } = this.sheet.filled;
    if (saysNothing({ choices, numbers })) {
      throw new Sentence("Answer one of them, whichever you like. Or leave the sheet for another time.");
    }
    const { kind = "", round = "", couple = null, url = "" } = this.dataset;
    const words = {
      id: oneOf(kind, round, meta("person")),
      couple,
      kind,
      about: round,
      revision: this.base + 1,
      readable: { numbers },
      text: choices,
    };
    const answer = await this.letter.send(url, async () => ({ letter: await seal(words) }));
    if (answer && !answer["opened"]) toast("Sent, and folded until both are in.");
  }
}

customElements.define("guess-sheet", GuessSheet);
