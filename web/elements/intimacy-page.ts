/** One's own answers on intimacy: chosen here, sealed to oneself, taken back at any time. In no form, so that nothing can be submitted. */

import type { LetterRecord } from "../sealing/letter.ts";
import { send } from "../lib/http.ts";
import { openOne, sealOne } from "../lib/intimacy-letters.ts";
import { type Chosen, IntimacyList } from "../lib/intimacy-list.ts";
import { changed } from "../lib/live.ts";
import { find, meta, tell, toast } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { onPress } from "../lib/submit.ts";

class IntimacyPage extends HTMLElement {
  private record: LetterRecord | null = null;
  private readonly list = new IntimacyList(this);
  private readonly draft = new SealedDraft<Chosen>("intimacy");

  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-on]")) {
      this.ready(button, () => this.switch(button.dataset["on"] === "yes"));
    }
    if (this.querySelector("[data-answers]")) void this.begin();
  }

  private get answers(): HTMLElement {
    return find<HTMLElement>(this, "[data-answers]");
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
    this.answers.inert = true; // until what stands there is back, or it would be written over
    try {
      this.record = JSON.parse(record ?? "null") as LetterRecord | null;
      if (this.record && sealed) this.list.fill(await openOne({ record: this.record, sealed }, about, meta("person"), null));
      const kept = await this.draft.open();
      if (kept) this.list.fill(kept);
      this.waiting(kept !== null);
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    }
    this.answers.inert = false;
    this.answers.addEventListener("change", () => this.touched());
    this.answers.addEventListener("click", (event) => {
      if (this.list.leaveOut(event.target as Element)) this.touched();
    });
    this.ready(find(this, "[data-save]"), () => this.keep(this.list.chosen));
    this.ready(find(this, "[data-clear]"), () => this.takeBack());
  }

  private touched(): void {
    this.list.showLeave();
    this.draft.later(this.list.chosen);
    this.waiting(true);
  }

  private waiting(on: boolean): void {
    find<HTMLElement>(this, "[data-draft]").hidden = !on;
  }

  private async keep(chosen: Chosen, said = "Kept, for your eyes alone."): Promise<void> {
    this.answers.inert = true; // a choice made now would look kept, and not be
    await this.send(chosen).finally(() => (this.answers.inert = false));
    this.waiting(false);
    toast(said);
    changed();
  }

  private async send(chosen: Chosen): Promise<void> {
    const letter = await sealOne(this.dataset["about"] ?? "", null, chosen, (this.record?.revision ?? 0) + 1);
    const { record } = await send(this.dataset["url"] ?? "", { letter });
    this.record = record as LetterRecord;
    await this.draft.end();
  }

  private async takeBack(): Promise<void> {
    const before = this.list.chosen;
    await this.keep(this.list.empty, "");
    this.list.fill({});
    toast("All your answers are taken back.", { label: "Undo", run: () => void this.bringBack(before) });
  }

  private async bringBack(before: Chosen): Promise<void> {
    const kept = this.keep(before, "They are back.").then(() => this.list.fill(before));
    await kept.catch((fault: Error) => tell(this, fault.message, "care"));
  }
}

customElements.define("intimacy-page", IntimacyPage);
