/** The comparing of wishes: goes on while a page is open, and shows what the two have in common where there is room. */

import { Refused } from "../lib/http.ts";
import { Unverified } from "../lib/intimacy-letters.ts";
import { type Progress, proceed } from "../lib/intimacy-round.ts";
import { tell } from "../lib/page.ts";

class IntimacyRound extends HTMLElement {
  private going = false;
  private again = false;

  connectedCallback(): void {
    document.addEventListener("part", this.heard);
    void this.go();
  }

  disconnectedCallback(): void {
    document.removeEventListener("part", this.heard);
  }

  private heard = (event: Event): void => {
    if ((event as CustomEvent<string>).detail === "intimacy") void this.go();
  };

  /** One run at a time: what is announced meanwhile is looked at afterwards. */
  private async go(): Promise<void> {
    this.again = true;
    if (this.going) return;
    this.going = true;
    while (this.again && this.isConnected) {
      this.again = false;
      await this.run();
    }
    this.going = false;
  }

  private async run(): Promise<void> {
    try {
      this.show(await proceed(this.dataset["url"] ?? "", this.place("found") !== null));
    } catch (fault) {
      this.show({ state: "waiting" }); // what matched before is not shown beside a fault
      if (this.place("found") && (fault instanceof Unverified || fault instanceof Refused)) {
        tell(this, fault.message, "care");
      }
    }
  }

  private place(name: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-${name}]`);
  }

  private show(progress: Progress): void {
    const [working, found, none] = ["working", "found", "none"].map((name) => this.place(name));
    if (!working || !found || !none) return; // a page that has no room for it
    if (this.querySelector("[data-note]")) tell(this, ""); // what stood in the way before
    const matches = progress.state === "done" ? [...progress.found] : [];
    working.hidden = progress.state === "done";
    none.hidden = progress.state !== "done" || matches.length > 0;
    found.hidden = matches.length === 0;
    for (const list of found.querySelectorAll<HTMLElement>("[data-kind]")) {
      const items = matches.filter(([, kind]) => kind === list.dataset["kind"]).map(([item]) => item);
      list.hidden = items.length === 0;
      list.querySelector("ul")?.replaceChildren(...items.map(line));
    }
  }
}

/** The words of an item stand on the page already, in the list of one's own answers. */
function line(item: string): HTMLElement {
  const entry = document.createElement("li");
  entry.textContent = document.querySelector(`[data-item="${CSS.escape(item)}"] legend`)?.textContent ?? "";
  return entry;
}

customElements.define("intimacy-round", IntimacyRound);
