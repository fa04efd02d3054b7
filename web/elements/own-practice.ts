/** Writing a practice of one's own: steps put together here, sealed for the two, and sent. */

import { deliver } from "../lib/outbox.ts";
import type { OwnStep } from "../lib/own-score.ts";
import { find } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { fillStep, readStep, type RawStep } from "../lib/step-form.ts";
import { joinRounds, plainTurns } from "../lib/step-kinds.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

const MOST = 40;

interface Begun {
  title: string;
  invitation: string;
  steps: RawStep[];
}

class OwnPractice extends HTMLElement {
  private readonly draft = new SealedDraft<Begun>("own-practice");

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    onPress(find<HTMLButtonElement>(this, "[data-add]"), find(this, ".add"), async () => this.add().focus());
    this.list.addEventListener("click", (event) => this.arrange(event));
    for (const type of ["input", "change"]) form.addEventListener(type, () => this.draft.later(this.begun));
    onSubmit(form, () => this.keep());
    void this.bringBack();
  }

  private get list(): HTMLElement {
    return find<HTMLElement>(this, "[data-steps]");
  }

  private field(name: string): HTMLInputElement {
    return find<HTMLInputElement>(this, `#own-${name}`);
  }

  private get begun(): Begun {
    const steps = [...this.list.children].map((one) => readStep(one as HTMLElement));
    return { title: this.field("title").value.trim(), invitation: this.field("invitation").value.trim(), steps };
  }

  private async bringBack(): Promise<void> {
    const begun = await this.draft.open();
    this.field("title").value = begun?.title ?? "";
    this.field("invitation").value = begun?.invitation ?? "";
    for (const step of begun?.steps.length ? begun.steps : FIRST) this.add(step);
  }

  private add(step: Partial<RawStep> = {}): HTMLElement {
    if (this.list.childElementCount >= MOST) throw new Sentence("Forty steps are the most one practice holds.");
    const template = find<HTMLTemplateElement>(this, "template");
    const copy = document.importNode(template.content, true).firstElementChild as HTMLElement;
    this.list.append(copy);
    fillStep(copy, step);
    return find<HTMLElement>(copy, "select");
  }

  private arrange(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-move]");
    const step = button?.closest("li");
    if (!button || !step) return;
    if (button.dataset["move"] === "away") step.remove();
    if (button.dataset["move"] === "up") step.previousElementSibling?.before(step);
    if (button.dataset["move"] === "down") step.nextElementSibling?.after(step);
    button.focus();
    this.draft.later(this.begun);
  }

  private async keep(): Promise<void> {
    const { title, invitation, steps } = this.begun;
    if (!title) throw new Sentence("Give it a name first.", this.field("title"));
    if (!steps.length) throw new Sentence("Add a step first.");
    const whole: OwnStep[] = steps.map((raw, index) => {
      const said = [...this.list.children][index] as HTMLElement;
      if (!raw.words) throw new Sentence("This step has no words yet.", find<HTMLElement>(said, "textarea"));
      if (raw.kind === "choose" && raw.options.length < 2) throw new Sentence("Two options at least, one on each line.", find<HTMLElement>(said, "[data-options]"));
      return raw.step(index);
    });
    const loose = joinRounds(whole);
    if (loose >= 0) throw new Sentence("“Say it back” comes right after “Speak and listen”.", find<HTMLElement>(this.list.children[loose] as HTMLElement, "select"));
    const letter = await seal({
      id: crypto.randomUUID(),
      couple: this.dataset["couple"] ?? null,
      kind: "practice",
      readable: { turns: plainTurns(whole) },
      text: { title, invitation, score: JSON.stringify(whole) },
    });
    const delivery = await deliver(letter.id, this.dataset["url"] ?? "", { letter });
    await this.draft.end();
    if (delivery.state === "sent") location.assign(`${this.dataset["url"]}/${letter.id}`);
    else throw new Sentence(`${delivery.sentence} It will be sent by itself.`);
  }
}

const FIRST: Partial<RawStep>[] = [{ kind: "read" }, { kind: "speak", each: true }, { kind: "close" }];

customElements.define("own-practice", OwnPractice);
