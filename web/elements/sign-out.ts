/** Signing out: the keys leave this device, and whoever has letters waiting here is told first. */

import { send } from "../lib/http.ts";
import { forget, outbox } from "../lib/keep.ts";
import { at, find, meta } from "../lib/page.ts";
import { explain } from "../lib/submit.ts";

class SignOut extends HTMLElement {
  private busy = false;

  connectedCallback(): void {
    find(this, "button").addEventListener("click", () => void this.ask());
  }

  private async ask(): Promise<void> {
    const mine = (await outbox.list<{ person: string }>()).filter(
      ([, one]) => one.person === meta("person"),
    );
    if (!mine.length) return this.leave(this);
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.className = "card ask";
    const heading = dialog.appendChild(document.createElement("h2"));
    heading.textContent =
      mine.length === 1 ? "One letter is not sent yet" : `${mine.length} letters are not sent yet`;
    heading.id = "sign-out-asks";
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.appendChild(document.createElement("p")).textContent =
      "They wait on this device, sealed. If you sign out now they stay here, and are sent the next time you sign in with this browser.";
    const row = dialog.appendChild(document.createElement("div"));
    row.className = "row";
    button(row, "Stay").addEventListener("click", () => dialog.close());
    const out = button(row, "Sign out");
    out.className = "quiet";
    out.addEventListener("click", () => void this.leave(dialog));
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
  }

  private async leave(where: Element): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await send(at("sign-out"), {});
      await forget();
      sessionStorage.clear();
      location.replace(at(""));
    } catch (fault) {
      explain(where, fault);
    } finally {
      this.busy = false;
    }
  }
}

function button(where: Element, label: string): HTMLButtonElement {
  const made = where.appendChild(document.createElement("button"));
  made.type = "button";
  made.textContent = label;
  return made;
}

customElements.define("sign-out", SignOut);
