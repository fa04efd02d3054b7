/** A time to talk about a matter: named by one, agreed by the other, or taken away again. And that it rests. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find, toast } from "../lib/page.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { offerUndo } from "../lib/undo.ts";

class MatterTime extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector("form");
    if (form) onSubmit(form, () => this.propose(form));
    this.press("agree", (button) => this.post(button, { at: button.dataset["at"] }, "It is agreed."));
    this.press("rest", (button) => this.post(button, { rests: true }, "It rests. Either of you can take it up again."));
    this.press("take-up", (button) => this.post(button, { rests: false }, "It is among the open matters again."));
    this.press("no-time", async (button) => {
      const { undo } = await send(button.dataset["url"] ?? "", {});
      offerUndo("The time is taken away.", undo);
      changed();
    });
  }

  private press(name: string, run: (button: HTMLButtonElement) => Promise<void>): void {
    const button = this.querySelector<HTMLButtonElement>(`[data-${name}]`);
    if (button) onPress(button, this, () => run(button));
  }

  private async post(button: HTMLButtonElement, body: unknown, said: string): Promise<void> {
    await send(button.dataset["url"] ?? "", body);
    toast(said);
    changed();
  }

  private async propose(form: HTMLFormElement): Promise<void> {
    const day = find<HTMLInputElement>(form, "[data-day]");
    const time = find<HTMLInputElement>(form, "[data-time]");
    if (!day.value) throw new Sentence("Choose a day.", day);
    if (!time.value) throw new Sentence("Choose a time.", time);
    await send(form.dataset["url"] ?? "", { day: day.value, time: `${time.value}:00` });
    toast("Proposed. It holds once you both say yes.");
    changed();
  }
}

customElements.define("matter-time", MatterTime);
