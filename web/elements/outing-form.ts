/** Suggesting a day: a new one for an idea or a wish, or another instead of the one that stands. */

import { send } from "../lib/http.ts";
import { find } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";

class OutingForm extends HTMLElement {
  private readonly outingId = crypto.randomUUID(); // the same for every try, so that two are one

  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.suggest());
  }

  private async suggest(): Promise<void> {
    const day = find<HTMLInputElement>(this, "[data-day]");
    if (!day.value) throw new Sentence("Choose a day first.", day);
    const when = {
      day: day.value,
      time: find<HTMLInputElement>(this, "[data-time]").value.slice(0, 5) || null,
      minutes: Number(find<HTMLSelectElement>(this, "[data-minutes]").value),
    };
    const { url, idea, letter, turn } = this.dataset;
    const body = turn
      ? { ...when, turn: Number(turn) }
      : { id: this.outingId, when, ...(idea && { idea }), ...(letter && { letter }) };
    const answer = await send(url ?? "", body);
    location.assign(String(answer["url"]));
  }
}

customElements.define("outing-form", OutingForm);
