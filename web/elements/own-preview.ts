/** A practice of the couple's own, opened on this device and shown step by step. */

import { openOwn, type OwnStep } from "../lib/own-score.ts";
import { find } from "../lib/page.ts";
import { KINDS } from "../lib/step-kinds.ts";

class OwnPreview extends HTMLElement {
  connectedCallback(): void {
    void this.open();
  }

  private async open(): Promise<void> {
    const { record = "null", sealed = "" } = this.dataset;
    const own = await openOwn({ record: JSON.parse(record) as Record<string, unknown>, sealed });
    const list = find(this, "ol");
    if (own) list.replaceChildren(...own.steps.map(lineOf));
    else this.append("This could not be verified, so it is not shown.");
  }
}

function lineOf(step: OwnStep): HTMLElement {
  const line = Object.assign(document.createElement("li"), { className: step.kind });
  const name = KINDS[step.kind]?.name ?? step.kind;
  const length = step.seconds ? `, ${step.seconds < 60 ? `${step.seconds} seconds` : `${Math.round(step.seconds / 60)} min`}` : "";
  add(line, "eyebrow", `${name}${length}${step.round ? ", each in turn" : ""}`);
  add(line, "spoken", step.text ?? step.prompt ?? step.ask ?? "");
  if (step.listener) add(line, "soft", `Who listens: ${step.listener}`);
  if (step.options) add(line, "soft", step.options.join(" · "));
  return line;
}

function add(where: HTMLElement, className: string, textContent: string): void {
  where.append(Object.assign(document.createElement("p"), { className, textContent }));
}

customElements.define("own-preview", OwnPreview);
