/** A sealed letter in the page: opened on this device when it comes into view. */

import type { LetterRecord, Text } from "../sealing/letter.ts";
import { fromBase64 } from "../lib/http.ts";
import { opener } from "../lib/keys.ts";

const UNVERIFIED = "This could not be verified, so it is not shown. Nothing of yours is lost.";
const LABELS: Record<string, string> = { did: "What you did", meant: "What it meant", note: "" };
const FOR_SCRIPTS = ["numbers", "score"]; // parts of a letter that are no words
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) void (entry.target as SealedLetter).open();
}, { rootMargin: "600px" });

export class SealedLetter extends HTMLElement {
  connectedCallback(): void {
    if (!this.hasAttribute("state")) seen.observe(this);
  }

  disconnectedCallback(): void {
    seen.unobserve(this);
  }

  /** Open it, and show the words or that they could not be verified. */
  async open(): Promise<void> {
    seen.unobserve(this);
    const { record, sealed } = this.dataset;
    if (!record || !sealed || this.hasAttribute("state")) return;
    this.setAttribute("state", "opening");
    const opened = await (await opener()).open(fromBase64(sealed), JSON.parse(record) as LetterRecord);
    if (opened.state === "open") this.show(opened.inner.text);
    else this.textContent = UNVERIFIED;
    this.setAttribute("state", opened.state);
    this.dispatchEvent(new CustomEvent("opened", { bubbles: true, detail: opened }));
  }

  private show(text: Text): void {
    if (typeof text === "string") {
      this.textContent = text;
      return;
    }
    const parts = Object.entries(text).filter(([name, words]) => words && !FOR_SCRIPTS.includes(name));
    if (parts.length === 1 && parts[0]) this.textContent = parts[0][1];
    else this.replaceChildren(...(parts.length ? [listOf(parts)] : []));
    this.hidden = parts.length === 0;
  }
}

function listOf(parts: [string, string][]): HTMLElement {
  const list = document.createElement(parts.some(([name]) => LABELS[name]) ? "dl" : "div");
  for (const [name, words] of parts) {
    const label = LABELS[name];
    if (label) list.appendChild(document.createElement("dt")).textContent = label;
    list.appendChild(document.createElement(list.localName === "dl" ? "dd" : "p")).textContent = words;
  }
  return list;
}

customElements.define("sealed-letter", SealedLetter);
