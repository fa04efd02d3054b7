/** One's own boundaries: chosen on one page and saved in silence. */

import { send } from "../lib/http.ts";
import { find, toast } from "../lib/page.ts";
import { onSubmit } from "../lib/submit.ts";

class BoundaryPage extends HTMLElement {
  connectedCallback(): void {
    const quiet = find<HTMLInputElement>(this, "[data-quiet]");
    const hours = find<HTMLElement>(this, "[data-hours]");
    quiet.addEventListener("change", () => (hours.hidden = !quiet.checked));
    hours.hidden = !quiet.checked; // a browser that brings back what was chosen
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.save());
  }

  private chosen(name: string): string[] {
    return [...this.querySelectorAll<HTMLInputElement>(`[name=${name}]:checked`)].map((one) => one.value);
  }

  private hour(id: string): number {
    return Number(find<HTMLSelectElement>(this, id).value);
  }

  private async save(): Promise<void> {
    const quiet = find<HTMLInputElement>(this, "[data-quiet]").checked;
    await send(this.dataset["url"] ?? "", {
      depth: Number(this.chosen("depth")[0] ?? 3),
      themes: this.chosen("theme"),
      gates: this.chosen("gate"),
      practices: this.chosen("practice"),
      quiet: quiet ? { start: this.hour("#quiet-start"), end: this.hour("#quiet-end") } : null,
    });
    toast("Saved. Nobody is told.");
  }
}

customElements.define("boundary-page", BoundaryPage);
