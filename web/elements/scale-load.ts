/** Loads a scale: its two files are looked at once by the server, then sealed on this device. */

import { send } from "../lib/http.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell } from "../lib/page.ts";
import { questionsOf, readScale, sealable } from "../lib/scale-read.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

interface Fault {
  file: string;
  path: string;
  words: string;
}
const MOST = 256 * 1024; // bytes of each file
const FILES: Record<string, string> = { questionnaire: "Questionnaire", scoring: "Scoring file" };

class ScaleLoad extends HTMLElement {
  private letterId = crypto.randomUUID() as string;
  private fitting: Record<string, string> | null = null; // the words to be sealed

  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.look());
    const button = find<HTMLButtonElement>(this, "[data-keep]");
    button.disabled = false;
    onPress(button, find(this, "[data-fits]"), () => this.keep());
    for (const input of this.querySelectorAll("input")) input.addEventListener("change", () => this.clear());
  }

  private clear(): void {
    this.fitting = null;
    for (const part of ["[data-faults]", "[data-fits]"]) find<HTMLElement>(this, part).hidden = true;
  }

  private async look(): Promise<void> {
    this.clear();
    const questionnaire = await this.read("scale-questionnaire");
    const scoring = await this.read("scale-scoring");
    const { faults, scale } = await send(this.dataset["check"] ?? "", { questionnaire, scoring });
    if (Array.isArray(faults)) return this.showFaults(faults as Fault[]);
    this.fitting = await sealable(scale as Record<string, unknown>, questionnaire, scoring);
    this.showFit(scale);
  }

  /** The file's text to the last sign; a mark of byte order, too, is part of it. */
  private async read(id: string): Promise<string> {
    const input = find<HTMLInputElement>(this, `#${id}`);
    const file = input.files?.[0];
    if (!file) throw new Sentence("Choose both files first: the questionnaire, and its scoring file.", input);
    if (file.size > MOST) throw new Sentence("A file of at most 256 kB can be read here.", input);
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    } catch {
      throw new Sentence("This file could not be read as text. Is it JSON?", input);
    }
  }

  private showFaults(faults: Fault[]): void {
    const lines = faults.map(({ file, path, words }) => {
      const line = document.createElement("li");
      line.appendChild(document.createElement("b")).textContent = FILES[file] ?? "";
      if (path) line.append(", ");
      if (path) line.appendChild(document.createElement("code")).textContent = path;
      line.appendChild(document.createElement("span")).textContent = words;
      return line;
    });
    find(this, "[data-faults] ul").replaceChildren(...lines);
    this.show("[data-faults]");
  }

  private showFit(value: unknown): void {
    const scale = readScale(value);
    const [questions, scores] = [questionsOf(scale).length, scale.scores.map((one) => one.name)];
    const count = questions === 1 ? "One question" : `${questions} questions`;
    find(this, "[data-title]").textContent = scale.title;
    find(this, "[data-counts]").textContent = `Both files fit. ${count}; scored as ${scores.join(", ")}.`;
    find(this, "[data-licence]").textContent = [scale.licence, scale.copyright].filter(Boolean).join(" ");
    this.show("[data-fits]");
  }

  private show(part: string): void {
    const shown = find<HTMLElement>(this, part);
    shown.hidden = false;
    find<HTMLElement>(shown, "h3").focus();
  }

  private async keep(): Promise<void> {
    if (!this.fitting) return;
    const letter = await seal({ id: this.letterId, couple: null, kind: "scale", text: this.fitting }).catch(tooLong);
    const url = this.dataset["url"] ?? "";
    const delivery = await deliver(letter.id, url, { letter });
    if (delivery.state === "waiting") return tell(this, delivery.sentence);
    location.assign(`${url}/${letter.id}`);
  }
}

function tooLong(why: unknown): never {
  if (why instanceof Error && why.name === "LetterTooLongError") {
    throw new Sentence("This scale is longer than one sealed letter holds. A shorter one fits. Nothing was kept.");
  }
  throw why;
}

customElements.define("scale-load", ScaleLoad);
