/** Half-written words in a field, sealed to their author and kept on this device until they are sent. */

import { sealedText } from "./sealed-text.ts";

const watched = new WeakMap<HTMLTextAreaElement, Draft>();

/**
 * Keep what is typed into `field` under `key`, and bring back what was there. Gives a way to end it.
 * What a script puts into the field, or clears from it, is nobody's typing, and changes no draft.
 */
export async function keepDraft(field: HTMLTextAreaElement, key: string): Promise<() => Promise<void>> {
  const draft = new Draft(field, key);
  watched.set(field, draft);
  await draft.bringBack();
  return () => draft.end();
}

/** Keep the words that stand in `field` now, where a draft is kept of it: the field is about to be cleared. */
export async function setDraftAside(field: HTMLTextAreaElement): Promise<void> {
  await watched.get(field)?.keepNow();
}

class Draft {
  private readonly field: HTMLTextAreaElement;
  private readonly text: ReturnType<typeof sealedText>;

  constructor(field: HTMLTextAreaElement, key: string) {
    this.field = field;
    this.text = sealedText(key);
    this.text.onArrived = (words) => {
      if (field.value === words) field.value = ""; // as it was sent, and nothing was typed since
    };
    field.addEventListener("input", this.typed);
    if (field.value.trim()) this.typed(); // before this script was there
  }

  async bringBack(): Promise<void> {
    if (this.field.value) return;
    const words = await this.text.open();
    if (words) this.field.value ||= words;
  }

  private typed = (): void => this.text.later(this.field.value);

  async keepNow(): Promise<void> {
    if (this.field.value.trim()) await this.text.keep(this.field.value);
  }

  async end(): Promise<void> {
    this.field.removeEventListener("input", this.typed);
    await this.text.end();
  }
}
