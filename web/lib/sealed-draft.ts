/** Half-filled forms, sealed to their author and kept on this device until the server has them. */

import { sealedText } from "./sealed-text.ts";

export class SealedDraft<T> {
  private readonly text: ReturnType<typeof sealedText>;

  /** A draft of the signed-in person, under a name such as "checkin:2026-11-22". */
  constructor(name: string) {
    this.text = sealedText(name);
  }

  /** What was kept, or null. */
  async open(): Promise<T | null> {
    const words = await this.text.open();
    return words === null ? null : (JSON.parse(words) as T);
  }

  /** Keep `value` once nothing has changed for a moment. */
  later(value: T): void {
    this.text.later(JSON.stringify(value));
  }

  /** Keep `value` now. */
  keep(value: T): Promise<void> {
    return this.text.keep(JSON.stringify(value));
  }

  /** It is with the server, or no longer wanted. */
  end(): Promise<void> {
    return this.text.end();
  }
}
