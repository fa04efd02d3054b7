/** What stands in the place of the check-in's form once a day is on its way: a kind line, and the way back. */

import type { LetterRecord } from "../sealing/letter.ts";
import { send } from "./http.ts";
import { find, tell } from "./page.ts";
import { onPress } from "./submit.ts";

const NO_ID = "00000000-0000-0000-0000-000000000000"; // stands in an address for the id to come

export class Closing {
  private readonly host: HTMLElement;
  private readonly panel: HTMLElement;

  /** `takenBack` is told what still stands on the server for this day, if anything does. */
  constructor(host: HTMLElement, takenBack: (left: LetterRecord | null) => void) {
    this.host = host;
    this.panel = find<HTMLElement>(host, "[data-kept]");
    find(this.panel, "[data-again]").addEventListener("click", () => this.show(false));
    onPress(find<HTMLButtonElement>(this.panel, "[data-take-back]"), this.panel, async () => {
      const record = JSON.parse(this.panel.dataset["record"] ?? "null") as LetterRecord;
      const [left, sentence] = await takeBack(this.panel.dataset["remove"] ?? "", record);
      this.show(false);
      tell(find(host, "[data-told]"), sentence);
      takenBack(left);
    });
  }

  get shown(): boolean {
    return !this.panel.hidden;
  }

  /** A day has arrived. */
  say(record: LetterRecord, partner: string): void {
    this.panel.dataset["record"] = JSON.stringify(record);
    const where = record.couple ? `It is with ${partner} now.` : "It is kept, just for you.";
    const then = record.couple ? "change it or take it back here, for a week" : "change it here for a week, or share it";
    this.put(where, `You can ${then}.`, true);
  }

  /** A day waits on this device for the connection. */
  wait(sentence: string): void {
    this.put("It is kept on this device.", sentence, false);
  }

  private put(line: string, more: string, back: boolean): void {
    find(this.panel, "h2").textContent = line;
    find(this.panel, "p").textContent = more;
    find<HTMLElement>(this.panel, "[data-take-back]").hidden = !back;
    this.show(true);
  }

  private show(closed: boolean): void {
    find<HTMLElement>(this.host, "form").hidden = closed;
    this.panel.hidden = !closed;
    (closed ? this.panel : find<HTMLElement>(this.host, "[data-told]")).focus();
  }
}

/**
 * Take a day's letter back: what may be left of it on the server, and a sentence that says so. Whether a
 * shared day was seen is not told, because its closeness shows in the ribbon at once.
 */
async function takeBack(url: string, record: LetterRecord): Promise<[LetterRecord | null, string]> {
  await send(url.replace(NO_ID, record.id), {});
  const stays = "What you wrote is still here on the page.";
  if (!record.couple) return [null, `Removed. ${stays}`];
  return [record, `Taken back. Where it had been read, an empty place stays. ${stays}`];
}
