/** A scale to answer: opened and scored on this device, its answers sealed just for who gave them. */

import { changed } from "../lib/live.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell, toast } from "../lib/page.ts";
import { answersIn, drawQuestions, fillIn } from "../lib/scale-form.ts";
import { download, scaleOf } from "../lib/scale-open.ts";
import { type KeptScale, questionsOf, type Scale } from "../lib/scale-read.ts";
import type { Answers } from "../lib/scale-score.ts";
import { allWords } from "../lib/scale-words.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { still } from "../lib/still.ts";
import { explain, onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class ScalePage extends HTMLElement {
  private letterId = crypto.randomUUID() as string;
  private draft!: SealedDraft<Answers>;

  connectedCallback(): void {
    this.draft = new SealedDraft(this.name);
    scaleOf(this).then(
      (kept) => this.ready(kept),
      (why) => explain(this.start, why),
    );
  }

  private get name(): string {
    return `scale:${this.dataset["id"]}`;
  }

  /** What stands before the questions, and after them. */
  private get start(): HTMLElement {
    return find<HTMLElement>(this, "[data-begin] .card");
  }

  private get form(): HTMLFormElement {
    return find<HTMLFormElement>(this, "[data-questions]");
  }

  private get items(): HTMLElement {
    return find<HTMLElement>(this, "[data-items]");
  }

  private ready(kept: KeptScale): void {
    const { scale } = kept;
    for (const part of ["[data-title]", "[data-title-again]"]) find(this, part).textContent = scale.title;
    const count = questionsOf(scale).length;
    find(this, "[data-counts]").textContent = count === 1 ? "One question." : `${count} questions, on one page.`;
    find(this, "[data-licence]").textContent = [scale.licence, scale.copyright].filter(Boolean).join(" ");
    drawQuestions(this.items, scale);
    onSubmit(this.form, () => this.keep(scale));
    this.form.addEventListener("change", () => this.draft.later(answersIn(this.items, scale, true)));
    const start = find<HTMLButtonElement>(this, "[data-start]");
    start.disabled = false;
    onPress(start, this, () => this.begin(scale));
    find(this, "[data-later]").addEventListener("click", () => this.show(false));
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-file]")) {
      const name = button.dataset["file"] === "scoring" ? "scoring" : "questionnaire";
      button.disabled = false;
      button.addEventListener("click", () => download(`${name}.json`, kept[name]));
    }
  }

  private async begin(scale: Scale): Promise<void> {
    const begun = await this.draft.open();
    drawQuestions(this.items, scale);
    fillIn(this.items, scale, begun ?? {});
    this.show(true);
  }

  private show(questions: boolean): void {
    this.form.hidden = !questions;
    this.toggleAttribute("answering", questions); // nothing else of the page stands beside the questions
    scrollTo({ top: 0 });
    const next = questions ? find<HTMLElement>(this, "[data-title-again]") : find<HTMLElement>(this, "[data-start]");
    next.focus({ preventScroll: true });
  }

  private async keep(scale: Scale): Promise<void> {
    const answers = answersIn(this.items, scale);
    if (!Object.keys(answers).length) throw new Sentence("Nothing is answered yet. One answer is enough to begin with.");
    const text = { words: `${scale.title}\n${allWords(scale, answers)}`, numbers: JSON.stringify(answers) };
    const about = this.dataset["id"] ?? "";
    const delivery = await still([this.items], async () => {
      const letter = await seal({ id: this.letterId, couple: null, kind: "scale-answers", about, text });
      return deliver(letter.id, this.dataset["url"] ?? "", { letter }, { drafts: [this.name] });
    });
    this.letterId = crypto.randomUUID();
    await this.draft.end();
    this.show(false);
    if (delivery.state === "waiting") return tell(this.start, delivery.sentence);
    toast("Kept, just for you.");
    changed();
  }
}

customElements.define("scale-page", ScalePage);
