/**
 * What somebody was still writing when their practice went on: it stays on the screen in a card of its
 * own, until it is sealed or left. Either of the two can press on, and nobody's sentence goes with it.
 */

import { announce, find, toast } from "./page.ts";
import { onPress } from "./submit.ts";
import type { TurnWords } from "./turn-words.ts";

/** Everything written in this session on this phone, turn by turn. Says "dealt" when a card has gone. */
export class LeftWords extends EventTarget {
  private readonly known = new Map<string, TurnWords>();
  private readonly where: HTMLElement;

  /** The cards stand in `where`. */
  constructor(where: HTMLElement) {
    super();
    this.where = where;
  }

  /** Is a card open? */
  get some(): boolean {
    return this.where.childElementCount > 0;
  }

  /** The words of a turn that was here before, with the form they stand in, taken out of their card; or new ones. */
  of(about: string, fresh: () => TurnWords): TurnWords {
    const words = this.known.get(about) ?? fresh();
    this.known.set(about, words);
    words.form.closest("[data-left-words]")?.remove();
    words.nameFields();
    return words;
  }

  /** Put words that were begun into a card, for their step goes. `focused`: they were being typed. */
  lift(words: TurnWords, focused: boolean): void {
    if (!words.begun) return;
    words.nameFields(words.about);
    const card = leftCard(words, async () => {
      await words.setAside();
      this.remove(card);
      toast("Left for now. You find it here again at the end.");
    });
    words.addEventListener("kept", () => this.remove(card), { once: true });
    this.where.append(card);
    announce("The practice went on. You were still writing here, and your words are as you left them.");
    if (focused) words.field.focus();
  }

  private remove(card: HTMLElement): void {
    card.remove();
    this.dispatchEvent(new Event("dealt"));
  }
}

/** A card around the form of `words`: to seal them, or to leave them, which is what `leave` does. */
export function leftCard(words: TurnWords, leave: () => Promise<void>): HTMLElement {
  const template = find<HTMLTemplateElement>(document, "template[data-kind=left]");
  const card = find<HTMLElement>(document.importNode(template.content, true), "[data-left-words]");
  const asked = find<HTMLElement>(card, "[data-asked]");
  asked.textContent = words.asked;
  asked.hidden = !words.asked;
  asked.after(words.form);
  onPress(find<HTMLButtonElement>(card, "[data-seal]"), card, async () => {
    const delivery = await words.seal();
    if (delivery) toast(delivery.state === "sent" ? "Sealed." : delivery.sentence);
  });
  onPress(find<HTMLButtonElement>(card, "[data-leave]"), card, leave);
  return card;
}
