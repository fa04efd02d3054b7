/** Ways of answering good news: a tap puts a first line into the box, to go on from. */

import { announce } from "../lib/page.ts";

class WinWays extends HTMLElement {
  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-say]")) {
      button.addEventListener("click", () => this.begin(button.dataset["say"] ?? ""));
    }
  }

  private begin(line: string): void {
    const field = document.getElementById(this.dataset["for"] ?? "");
    if (!(field instanceof HTMLTextAreaElement) || field.readOnly) return;
    field.value = field.value.trim() ? `${field.value.trimEnd()}\n${line} ` : `${line} `;
    field.dispatchEvent(new Event("input", { bubbles: true })); // chosen by the person: it is kept as a draft
    field.focus();
    announce("The line stands in the box. Go on from there.");
  }
}

customElements.define("win-ways", WinWays);
