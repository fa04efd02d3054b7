/** Lets one barrier guide what is suggested: a tick in a result, told to nobody, taken back at any time. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find, toast } from "../lib/page.ts";
import { explain } from "../lib/submit.ts";
import { offerUndo } from "../lib/undo.ts";

class LookLean extends HTMLElement {
  private busy = false;

  connectedCallback(): void {
    for (const box of this.boxes) {
      box.disabled = false;
      box.addEventListener("change", () => void this.choose(box.checked ? box.value : "", box));
    }
    this.addEventListener("click", (event) => {
      const back = (event.target as Element).closest("[data-take-back]");
      if (back) void this.choose("", this.status);
    });
    document.addEventListener("parts-arrived", this.show);
    this.show();
  }

  disconnectedCallback(): void {
    document.removeEventListener("parts-arrived", this.show);
  }

  private get boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>("input[data-lean]")];
  }

  /** What is kept by now, in a part of its own that the server keeps current. */
  private get status(): HTMLElement {
    return find<HTMLElement>(this, "[data-kept]");
  }

  private show = (): void => {
    if (!this.busy) this.tick(this.status.dataset["kept"] ?? "");
  };

  private tick(barrier: string): void {
    for (const box of this.boxes) box.checked = box.value === barrier;
  }

  private async choose(barrier: string, from: HTMLElement): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.tick(barrier);
    try {
      const { undo } = await send(this.dataset["url"] ?? "", { barrier });
      if (barrier) toast("Kept. It is told to nobody.");
      else offerUndo("It guides nothing now.", undo);
      this.busy = false;
      changed();
    } catch (fault) {
      this.busy = false;
      this.show();
      explain(from.closest(".card") ?? this, fault);
    }
  }
}

customElements.define("look-lean", LookLean);
