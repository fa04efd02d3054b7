/** Writing a practice of one's own: steps put together here, sealed for the two, and sent. */

import { onDelivered } from "../lib/delivered.ts";
import { deliver, type Delivery } from "../lib/outbox.ts";
import type { OwnStep } from "../lib/own-score.ts";
import { find } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { sendNew } from "../lib/spent-id.ts";
import { fillStep, moveStep, readStep, type RawStep, wholeScore } from "../lib/step-form.ts";
import { plainTurns } from "../lib/step-kinds.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

const MOST = 40;
const DRAFT = "own-practice";

interface Begun {
  id: string; // stays with the draft, so that a practice sent twice is one practice
  title: string;
  invitation: string;
  steps: RawStep[];
}

class OwnPractice extends HTMLElement {
  private readonly draft = new SealedDraft<Begun>(DRAFT);
  private practiceId = crypto.randomUUID() as string;
  private sent = ""; // as it was sealed last from here
  private stop: () => void = () => undefined;

  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    onPress(find<HTMLButtonElement>(this, "[data-add]"), find(this, ".add"), async () => this.add().focus());
    this.list.addEventListener("click", (event) => {
      if (moveStep(event.target as Element)) this.draft.later(this.begun);
    });
    for (const type of ["input", "change"]) form.addEventListener(type, () => this.draft.later(this.begun));
    onSubmit(form, () => this.keep());
    void this.bringBack();
  }

  disconnectedCallback(): void {
    this.stop();
  }

  private get list(): HTMLElement {
    return find<HTMLElement>(this, "[data-steps]");
  }

  private field(name: string): HTMLInputElement {
    return find<HTMLInputElement>(this, `#own-${name}`);
  }

  private get begun(): Begun {
    const steps = [...this.list.children].map((one) => readStep(one as HTMLElement));
    return { id: this.practiceId, title: this.field("title").value.trim(), invitation: this.field("invitation").value.trim(), steps };
  }

  private async bringBack(): Promise<void> {
    const begun = await this.draft.open();
    this.practiceId = begun?.id ?? this.practiceId;
    this.field("title").value = begun?.title ?? "";
    this.field("invitation").value = begun?.invitation ?? "";
    for (const step of begun?.steps.length ? begun.steps : FIRST) this.add(step);
    this.listen();
  }

  private add(step: Partial<RawStep> = {}): HTMLElement {
    if (this.list.childElementCount >= MOST) throw new Sentence("Forty steps are the most one practice holds.");
    const template = find<HTMLTemplateElement>(this, "template");
    const copy = document.importNode(template.content, true).firstElementChild as HTMLElement;
    this.list.append(copy);
    fillStep(copy, step);
    return find<HTMLElement>(copy, "select");
  }

  private async keep(): Promise<void> {
    const { title, invitation } = this.begun;
    if (!title) throw new Sentence("Give it a name first.", this.field("title"));
    const whole = wholeScore(this.list);
    const delivery = await sendNew(this.practiceId, (id) => this.send(id, { title, invitation }, whole));
    if (delivery.state === "waiting") throw new Sentence(delivery.sentence);
    await this.goOn();
  }

  private async send(id: string, named: { title: string; invitation: string }, whole: OwnStep[]): Promise<Delivery> {
    this.practiceId = id;
    this.draft.later(this.begun);
    this.listen();
    const [couple, readable] = [this.dataset["couple"] ?? null, { turns: plainTurns(whole) }];
    const letter = await seal({ id, couple, kind: "practice", readable, text: { ...named, score: JSON.stringify(whole) } });
    return deliver(id, this.dataset["url"] ?? "", { letter }, { drafts: [DRAFT] });
  }

  /** It may be on its way as it stands now. */
  private listen(): void {
    this.sent = JSON.stringify(this.begun);
    this.stop();
    this.stop = onDelivered(this.practiceId, () => this.arrived());
  }

  /** What waited is with the server. What was changed since is another practice. */
  private arrived(): void {
    if (JSON.stringify(this.begun) === this.sent) return void this.goOn();
    this.practiceId = crypto.randomUUID();
    this.draft.later(this.begun);
  }

  private async goOn(): Promise<void> {
    await this.draft.end();
    location.assign(`${this.dataset["url"]}/${this.practiceId}`);
  }
}

const FIRST: Partial<RawStep>[] = [{ kind: "read" }, { kind: "speak", each: true }, { kind: "close" }];

customElements.define("own-practice", OwnPractice);
