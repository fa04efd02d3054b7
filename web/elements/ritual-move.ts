/** Moves one time of a ritual to another day or hour. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";

class RitualMove extends HTMLElement {
  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.move());
  }

  private async move(): Promise<void> {
    const day = find<HTMLInputElement>(this, "[data-to]");
    const time = find<HTMLInputElement>(this, "[data-at]");
    if (!day.value) throw new Sentence("Choose a day.", day);
    if (!time.value) throw new Sentence("Choose a time.", time);
    const to = { day: day.value, time: time.value.slice(0, 5) };
    await send(this.dataset["url"] ?? "", { day: this.dataset["day"], state: "moved", to });
    toast("Moved.");
    changed();
  }
}

customElements.define("ritual-move", RitualMove);
