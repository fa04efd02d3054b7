/** One's own answers on intimacy: chosen here, sealed to oneself, taken back at any time. In no form, so that nothing can be submitted. */

import type { LetterRecord } from "../sealing/letter.ts";
import { send } from "../lib/http.ts";
import { answersText, openOne, sealOne } from "../lib/intimacy-letters.ts";
import { changed } from "../lib/live.ts";
import { find, meta, tell, toast } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { onPress } from "../lib/submit.ts";

type Chosen = Record<string, string>;

class IntimacyPage extends HTMLElement {
  private record: LetterRecord | null = null;
  private readonly draft = new SealedDraft<Chosen>("intimacy");

  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-on]")) {
      this.ready(button, () => this.switch(button.dataset["on"] === "yes"));
    }
    if (this.querySelector("[data-answers]")) void this.begin();
  }

  private ready(button: HTMLButtonElement, run: () => Promise<void>): void {
    button.disabled = false;
    onPress(button, button.closest<HTMLElement>(".card, .save") ?? this, run);
  }

  private async switch(on: boolean): Promise<void> {
    await send(this.dataset["switch"] ?? "", { on });
    location.reload();
  }

  /** Bring back what is kept, then what was chosen here and not kept yet. */
  private async begin(): Promise<void> {
    const { record, sealed, about = "" } = this.dataset;
    const list = find<HTMLElement>(this, "[data-answers]");
    list.inert = true; // until what stands there is back, or it would be written over
    try {
      this.record = JSON.parse(record ?? "null") as LetterRecord | null;
      if (this.record && sealed) this.fill(await openOne({ record: this.record, sealed }, about, meta("person"), null));
      const kept = await this.draft.open();
      if (kept) this.fill(kept);
      this.waiting(kept !== null);
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    }
    list.inert = false;
    list.addEventListener("change", () => this.touched());
    list.addEventListener("click", (event) => this.leaveOut(event));
    this.ready(find(this, "[data-save]"), () => this.keep(this.chosen));
    this.ready(find(this, "[data-clear]"), () => this.takeBack());
  }

  private get fields(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-item]")];
  }

  private get chosen(): Chosen {
    const items = this.fields.map((one) => one.dataset["item"] ?? "");
    const radios = [...this.querySelectorAll<HTMLInputElement>("[data-item] input:checked")];
    return answersText(items, new Map(radios.map((one) => [one.name, one.value])));
  }

  private fill(chosen: Chosen): void {
    for (const field of this.fields) {
      const said = chosen[field.dataset["item"] ?? ""];
      for (const one of field.querySelectorAll("input")) one.checked = one.value === said;
    }
    this.showLeave();
  }

  private showLeave(): void {
    for (const field of this.fields) {
      find<HTMLElement>(field, "[data-leave]").hidden = !field.querySelector("input:checked");
    }
  }

  private touched(): void {
    this.showLeave();
    this.draft.later(this.chosen);
    this.waiting(true);
  }

  private leaveOut(event: Event): void {
    const field = (event.target as Element).closest("[data-leave]")?.closest<HTMLElement>("[data-item]");
    if (!field) return;
    for (const one of field.querySelectorAll("input")) one.checked = false;
    field.querySelector<HTMLElement>("input")?.focus();
    this.touched();
  }

  private waiting(on: boolean): void {
    find<HTMLElement>(this, "[data-draft]").hidden = !on;
  }

  private async keep(chosen: Chosen, said = "Kept, for your eyes alone."): Promise<void> {
    const letter = await sealOne(this.dataset["about"] ?? "", null, chosen, (this.record?.revision ?? 0) + 1);
    const { record } = await send(this.dataset["url"] ?? "", { letter });
    this.record = record as LetterRecord;
    await this.draft.end();
    this.waiting(false);
    toast(said);
    changed();
  }

  private async takeBack(): Promise<void> {
    const before = this.chosen;
    this.fill({});
    await this.keep(this.chosen, "");
    toast("All your answers are taken back.", { label: "Undo", run: () => void this.bringBack(before) });
  }

  private async bringBack(before: Chosen): Promise<void> {
    this.fill(before);
    await this.keep(before, "They are back.").catch((fault: Error) => tell(this, fault.message, "care"));
  }
}

customElements.define("intimacy-page", IntimacyPage);
