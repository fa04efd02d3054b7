/** The break itself: begun at once, something to do alone meanwhile, and a soft way back. */

import { clockWords, fillClocks } from "../lib/clock-words.ts";
import { onDelivered } from "../lib/delivered.ts";
import { keepDraft } from "../lib/drafts.ts";
import { send } from "../lib/http.ts";
import { keepPage } from "../lib/journal.ts";
import { changed } from "../lib/live.ts";
import { announce, find, tell } from "../lib/page.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";

const DRAFT = "break-beneath";

class BreakPage extends HTMLElement {
  private timer = 0;
  private stop: () => void = () => undefined;

  connectedCallback(): void {
    this.enliven();
    document.addEventListener("parts-arrived", () => this.enliven());
    const beneath = this.querySelector<HTMLFormElement>("[data-beneath]");
    if (beneath) void this.takeWords(beneath);
  }

  disconnectedCallback(): void {
    this.stop();
  }

  /** The part that tells how it stands is exchanged while the page is open. */
  private enliven(): void {
    fillClocks(this);
    this.welcome();
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-post]:not([data-alive])")) {
      button.dataset["alive"] = "";
      const part = button.closest<HTMLElement>("section") ?? this;
      onPress(button, part, () => this.post(button));
    }
    const back = this.querySelector<HTMLTimeElement>("time[data-back]")?.dateTime;
    clearTimeout(this.timer);
    const left = back ? Date.parse(back) - Date.now() : 0;
    if (left > 0) this.timer = window.setTimeout(changed, Math.min(left + 800, 2 ** 31 - 1));
  }

  /** What there is to do alone goes when both have come back. */
  private welcome(): void {
    const meanwhile = this.querySelector<HTMLElement>("[data-meanwhile]");
    if (!meanwhile || meanwhile.hidden || this.querySelector("[data-standing]")) return;
    meanwhile.hidden = true;
    announce("You are both back.");
  }

  private async post(button: HTMLElement): Promise<void> {
    await send(button.dataset["post"] ?? "", this.body(button.dataset["body"] ?? ""));
    if (button.dataset["body"] === "minutes") location.reload();
    else changed();
  }

  private body(kind: string): Record<string, unknown> {
    const chosen = Number(this.querySelector<HTMLInputElement>(`input[data-${kind || "none"}]:checked`)?.value ?? 0);
    if (kind === "minutes") return { minutes: chosen };
    if (kind === "later") return { back_at: new Date(Date.now() + chosen * 60_000).toISOString() };
    return {};
  }

  private async takeWords(form: HTMLFormElement): Promise<void> {
    const field = find<HTMLTextAreaElement>(form, "textarea");
    let end = await keepDraft(field, DRAFT);
    onSubmit(form, async () => {
      const words = field.value.trim();
      if (!words) throw new Sentence("Write a line first.", field);
      const id = crypto.randomUUID();
      const delivery = await keepPage(form.dataset["url"] ?? "", { id, couple: null, revision: 1, words }, {}, [DRAFT]);
      await end();
      field.value = "";
      end = await keepDraft(field, DRAFT);
      const kept = (): void => tell(form, `Kept in your journal at ${clockWords(new Date().toISOString())}, just for you.`);
      if (delivery.state === "sent") return kept();
      tell(form, delivery.sentence);
      this.stop();
      this.stop = onDelivered(`journal:${id}`, kept);
    });
  }
}

customElements.define("break-page", BreakPage);
