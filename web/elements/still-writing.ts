/** After a practice: what was begun in one of its turns on this device and never sealed. */

import { leftCard } from "../lib/left-words.ts";
import { readers } from "../lib/live-words.ts";
import { find, toast } from "../lib/page.ts";
import { TurnWords, type WritingTurn } from "../lib/turn-words.ts";

interface Unwritten extends WritingTurn {
  number: number;
}

class StillWriting extends HTMLElement {
  connectedCallback(): void {
    void this.bringBack();
  }

  private async bringBack(): Promise<void> {
    const { url = "", couple = "", partner = "" } = this.dataset;
    for (const turn of JSON.parse(find(document, "#unwritten").textContent) as Unwritten[]) {
      const template = find<HTMLTemplateElement>(document, `template[data-kind="${turn.kind}"]`);
      const form = find<HTMLFormElement>(document.importNode(template.content, true), "form");
      find(form, "[data-reader]").textContent = readers(turn, partner);
      const words = new TurnWords(form, turn, url, turn.number, couple);
      await words.bringBack();
      if (words.begun) this.show(words);
    }
  }

  private show(words: TurnWords): void {
    words.nameFields(words.about); // several such turns may stand here
    const card = leftCard(words, async () => {
      const back = await words.leaveOut();
      card.remove();
      toast("Left out. Nothing of it was sent.", { label: "Undo", run: () => (back(), this.append(card)) });
    });
    words.addEventListener("kept", () => location.reload(), { once: true });
    this.append(card);
  }
}

customElements.define("still-writing", StillWriting);
