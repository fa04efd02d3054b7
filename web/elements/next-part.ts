/** The next practice for the two: arrives after its page, follows its chips, and shows another when asked. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { announce } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { freshPage } from "../lib/trusted.ts";
import { offerUndo } from "../lib/undo.ts";

class NextPart extends HTMLElement {
  private asSent = "";

  connectedCallback(): void {
    document.addEventListener("parts-arrived", this.load);
    this.addEventListener("click", this.follow);
    if (this.childElementCount) this.enliven();
    else void this.load();
  }

  disconnectedCallback(): void {
    document.removeEventListener("parts-arrived", this.load);
    this.removeEventListener("click", this.follow);
  }

  private load = async (): Promise<void> => {
    const url = this.dataset["url"];
    const fresh = await freshPage(url);
    // A chip that was tapped meanwhile has asked for something else.
    if (!fresh || url !== this.dataset["url"] || fresh.body.innerHTML === this.asSent) return;
    this.asSent = fresh.body.innerHTML;
    const open = this.querySelector("details")?.open ?? false;
    const held = this.contains(document.activeElement) ? document.activeElement?.textContent : null;
    this.replaceChildren(...[...fresh.body.children].map((one) => document.importNode(one, true)));
    const why = this.querySelector("details");
    if (why) why.open = open;
    this.enliven();
    this.holdFocus(held);
  };

  private enliven(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-act]")) {
      onPress(button, this, () => this.act(button.dataset["act"] ?? ""));
    }
  }

  private async act(url: string): Promise<void> {
    const { undo } = await send(url, {});
    if (undo) offerUndo("Set aside for now. This stays with you.", undo);
    await this.load();
    // The button that was pressed went with its card; its successor stands in the same place.
    if (document.activeElement === document.body) this.querySelector<HTMLElement>("[data-act]")?.focus();
    announce(this.querySelector("h2")?.textContent ?? "");
    changed();
  }

  /** A chip asks for the card anew; opened in a tab of its own, its address is a page. */
  private follow = (event: MouseEvent): void => {
    const chip = (event.target as Element).closest<HTMLAnchorElement>("[data-chip]");
    if (!chip || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.dataset["url"] = chip.getAttribute("href") ?? "";
    void this.load().then(() => announce(this.querySelector("h2")?.textContent ?? ""));
  };

  /** Whoever works with a keyboard goes on from where they were. */
  private holdFocus(words: string | null | undefined): void {
    if (!words) return;
    const same = [...this.querySelectorAll<HTMLElement>("a, button, summary")].find((one) => one.textContent === words);
    same?.focus();
  }
}

customElements.define("next-part", NextPart);
