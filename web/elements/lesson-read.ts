/** Marks a lesson as read, for its reader's own eye; a second press takes the mark away. */

import { send } from "../lib/http.ts";
import { announce, find } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";

class LessonRead extends HTMLElement {
  connectedCallback(): void {
    const button = find<HTMLButtonElement>(this, "button");
    onPress(button, this, async () => {
      const wanted = button.getAttribute("aria-pressed") !== "true";
      const { on } = await send(this.dataset["url"] ?? "", { on: wanted });
      button.setAttribute("aria-pressed", String(on));
      button.textContent = on ? "✓ Read" : "Mark as read";
      announce(on ? "Marked as read." : "The mark is gone.");
    });
  }
}

customElements.define("lesson-read", LessonRead);
