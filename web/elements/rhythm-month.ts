/** The month: a day or another month is brought into the page where it is, without a jump to its top. */

import { refresh } from "../lib/live.ts";

class RhythmMonth extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => void this.choose(event));
    addEventListener("popstate", this.back);
  }

  disconnectedCallback(): void {
    removeEventListener("popstate", this.back);
  }

  private back = (): void => void refresh();

  private async choose(event: MouseEvent): Promise<void> {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-go]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.onLine) return;
    event.preventDefault();
    const label = link.getAttribute("aria-label") ?? "";
    history.replaceState(history.state, "", link.href);
    await refresh();
    // The link was exchanged with the picture around it: a keyboard goes on from where it was.
    const again = [...this.querySelectorAll<HTMLAnchorElement>("a[data-go]")];
    const same = again.find((one) => one.href === link.href || one.getAttribute("aria-label") === label);
    (same ?? this.querySelector<HTMLElement>("a[aria-current]"))?.focus({ preventScroll: true });
  }
}

customElements.define("rhythm-month", RhythmMonth);
