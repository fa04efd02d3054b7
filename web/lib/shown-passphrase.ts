/** Buttons beside a passphrase field that show what was typed, and hide it again. */

import { find } from "./page.ts";

/** Bring every `[data-show=id]` button in `where` to life. */
export function showButtons(where: ParentNode): void {
  for (const button of where.querySelectorAll<HTMLButtonElement>(
    "[data-show]:not([data-show=''])",
  )) {
    const field = find<HTMLInputElement>(where, `#${button.dataset["show"]}`);
    button.addEventListener("click", () => {
      field.type = field.type === "password" ? "text" : "password";
      button.textContent = field.type === "password" ? "Show" : "Hide";
    });
  }
}
