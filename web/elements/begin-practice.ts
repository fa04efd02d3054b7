/** Begins a practice. When another one is open already, it offers that one, or to end it. */

import { Refused, send } from "../lib/http.ts";
import { find, tell } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";

interface Open {
  id: string;
  url: string;
  title: string | null;
}

class BeginPractice extends HTMLElement {
  private mode = "two";
  private open: Open | null = null;

  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-mode]")) {
      onPress(button, this, () => this.begin(button.dataset["mode"] ?? "two"));
    }
    onPress(find<HTMLButtonElement>(this, "[data-instead]"), this, () => this.begin(this.mode, this.open?.id));
  }

  private async begin(mode: string, insteadOf?: string): Promise<void> {
    this.mode = mode;
    try {
      const { url } = await send(this.dataset["url"] ?? "", { mode, ...(insteadOf && { instead_of: insteadOf }) });
      location.assign(String(url));
    } catch (fault) {
      const open = fault instanceof Refused ? (fault.facts["open"] as Open | undefined) : undefined;
      if (!open) throw fault;
      this.offer(open);
    }
  }

  private offer(open: Open): void {
    this.open = open;
    find<HTMLElement>(this, "[data-open]").hidden = false;
    find<HTMLAnchorElement>(this, "[data-to-open]").href = open.url;
    tell(this, `“${open.title ?? "A practice of your own"}” is open between you two.`);
  }
}

customElements.define("begin-practice", BeginPractice);
