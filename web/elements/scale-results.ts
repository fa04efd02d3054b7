/** What one's own answers to a scale came to over time, worked out and drawn on this device. */

import { find } from "../lib/page.ts";
import { answersOf, download, type KeptAnswers, scaleOf } from "../lib/scale-open.ts";
import { pictureOf, type Point } from "../lib/scale-picture.ts";
import type { KeptScale, Scale, Score } from "../lib/scale-read.ts";
import { responseOf } from "../lib/scale-response.ts";
import { resultOf } from "../lib/scale-score.ts";
import { briefWords, changeWords, resultWords, sourceWords } from "../lib/scale-words.ts";
import { explain } from "../lib/submit.ts";

type Entry = KeptAnswers & { day: string };
const UNVERIFIED = "This could not be verified, so it is not shown. Nothing of yours is lost.";

class ScaleResults extends HTMLElement {
  connectedCallback(): void {
    if (!this.querySelector("[data-pictures]")) return;
    scaleOf(this)
      .then((kept) => this.open(kept))
      .catch((why: unknown) => explain(find(this, "section"), why));
  }

  private async open({ scale }: KeptScale): Promise<void> {
    const rows = [...this.querySelectorAll<HTMLElement>("[data-record]")];
    const found = await Promise.all(rows.map((row) => this.entry(row, scale)));
    const entries = found.filter((one) => one !== null).sort((a, b) => (a.writtenAt < b.writtenAt ? -1 : 1));
    find(this, "[data-pictures]").replaceChildren(...scale.scores.map((score) => this.told(scale, score, entries)));
  }

  /** One set of answers: its words, and its way out as FHIR. */
  private async entry(row: HTMLElement, scale: Scale): Promise<Entry | null> {
    const kept = await answersOf(row);
    const words = find<HTMLElement>(row, "[data-words]");
    words.textContent = kept ? briefWords(scale, kept.answers) : UNVERIFIED;
    if (!kept) return null;
    const button = find<HTMLButtonElement>(row, "[data-export]");
    button.disabled = false;
    button.addEventListener("click", () => {
      const response = responseOf(scale, kept.answers, kept.writtenAt);
      download("questionnaire-response.json", `${JSON.stringify(response, null, 2)}\n`);
    });
    return { ...kept, day: row.dataset["day"] ?? "" };
  }

  /** One score: the newest in words, beside the one before it where that may be said, and all as a picture. */
  private told(scale: Scale, score: Score, entries: Entry[]): HTMLElement {
    const part = document.createElement("div");
    part.className = "tight";
    part.appendChild(document.createElement("h3")).textContent = score.name;
    const results = entries.map((one) => resultOf(scale, score, one.answers));
    const [newest, before] = [results.at(-1), results.at(-2)];
    if (newest) line(part, resultWords(score, newest), "lead");
    if (newest && before) line(part, changeWords(score, before, newest, entries.at(-2)?.day ?? ""), "");
    const points = results.flatMap((one, at): Point[] => {
      const entry = entries[at];
      if (one.state !== "scored" || !entry) return [];
      return [{ at: Date.parse(entry.writtenAt), day: entry.day, value: one.value, band: one.band }];
    });
    if (points.length) part.append(pictureOf(score, points));
    line(part, sourceWords(score), "soft");
    return part;
  }
}

function line(into: HTMLElement, words: string, className: string): void {
  if (!words) return;
  const made = into.appendChild(document.createElement("p"));
  made.className = className;
  made.textContent = words;
}

customElements.define("scale-results", ScaleResults);
