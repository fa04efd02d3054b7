/** What somebody would like to be reminded of, and when; sent as one. */

import { send } from "../lib/http.ts";
import { find, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";

class ReminderChoices extends HTMLElement {
  connectedCallback(): void {
    onSubmit(find(this, "form"), () => this.save());
  }

  private on(id: string): boolean {
    return find<HTMLInputElement>(this, `#${id}`).checked;
  }

  private number(id: string): number {
    return Number(find<HTMLSelectElement>(this, `#${id}`).value);
  }

  private time(id: string): string {
    const field = find<HTMLInputElement>(this, `#${id}`);
    if (!field.value) throw new Sentence("Choose a time here.", field);
    return `${field.value.slice(0, 5)}:00`;
  }

  private async save(): Promise<void> {
    await send(this.dataset["url"] ?? "", {
      rhythm: this.on("rhythm"),
      rhythm_before: this.number("rhythm-before"),
      question: this.on("question"),
      question_at: this.time("question-at"),
      checkin: this.on("checkin"),
      checkin_at: this.time("checkin-at"),
      tip: this.on("tip"),
      tip_day: this.number("tip-day"),
      tip_at: this.time("tip-at"),
      news: this.on("news"),
      news_every: this.number("news-every"),
      quiet: this.on("quiet"),
      quiet_from: this.time("quiet-from"),
      quiet_until: this.time("quiet-until"),
    });
    const some = ["rhythm", "question", "checkin", "tip", "news"].some((id) => this.on(id));
    const way = document.querySelector("[data-test]");
    toast(some && !way ? "Saved. Turn on a way for them to come, and they will." : "Saved.");
  }
}

customElements.define("reminder-choices", ReminderChoices);
