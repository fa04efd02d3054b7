/** Chooses up to ten values and puts them in order; sealed here, and folded until both have. */

import { oneOf } from "../sealing/letter.ts";
import { ownWords, recordOf, sendFrom } from "../lib/meaning-words.ts";
import { find, meta } from "../lib/page.ts";
import { SealedDraft } from "../lib/sealed-draft.ts";
import { explain, onSubmit } from "../lib/submit.ts";
import { AT_MOST, FIRST, fromText, toText } from "../lib/values-list.ts";
import { sortable } from "../lib/values-order.ts";

class ValuesSort extends HTMLElement {
  private chosen: string[] = [];
  private draft!: SealedDraft<string[]>;

  connectedCallback(): void {
    this.draft = new SealedDraft<string[]>(this.key);
    for (const box of this.boxes) box.addEventListener("change", () => this.toggle(box));
    find(this, "[data-next]").addEventListener("click", () => this.goTo("order"));
    find(this, "[data-back]").addEventListener("click", () => this.goTo("choose"));
    sortable(this.list, () => this.reordered());
    this.begin().then(() => this.ready(), (fault: unknown) => explain(this, fault));
  }

  private get boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>("[type=checkbox]")];
  }

  private get list(): HTMLElement {
    return find(this, "[data-order]");
  }

  /** What was half-sorted here comes before what was sent. */
  private async begin(): Promise<void> {
    const known = new Set(this.boxes.map((box) => box.value));
    const ids = (await this.draft.open()) ?? (recordOf(this) ? fromText(await ownWords(this)) : []);
    const early = this.boxes.filter((box) => box.checked).map((box) => box.value); // before this script was there
    this.chosen = [...new Set([...ids, ...early])].filter((id) => known.has(id)).slice(0, AT_MOST);
    this.show();
  }

  private ready(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.send());
    this.show();
  }

  private toggle(box: HTMLInputElement): void {
    this.chosen = this.chosen.filter((id) => id !== box.value);
    if (box.checked) this.chosen.push(box.value);
    this.changed();
  }

  private reordered(): void {
    this.chosen = [...this.list.querySelectorAll("li")].map((item) => item.dataset["id"] ?? "");
    this.changed();
  }

  private changed(): void {
    this.draft.later(this.chosen);
    this.show();
  }

  private show(): void {
    const [count, full] = [this.chosen.length, this.chosen.length >= AT_MOST];
    for (const box of this.boxes) {
      box.checked = this.chosen.includes(box.value);
      box.disabled = full && !box.checked;
    }
    const enough = count >= FIRST ? ` of ${AT_MOST} chosen` : " chosen. Five make a list.";
    find(this, "[data-count]").textContent = count ? `${count}${enough}` : "None chosen yet";
    find<HTMLButtonElement>(this, "[data-next]").disabled = count < FIRST;
  }

  private goTo(step: string): void {
    for (const part of this.querySelectorAll<HTMLElement>("[data-step]")) part.hidden = part.dataset["step"] !== step;
    if (step === "order") this.list.replaceChildren(...this.chosen.map((id) => this.item(id)));
    const first = step === "order" ? find<HTMLElement>(this, "[data-step=order] h2") : this.boxes[0];
    first?.focus();
    this.scrollIntoView({ block: "start" });
  }

  private item(id: string): Element {
    const part = find<HTMLTemplateElement>(this, "template").content.cloneNode(true) as DocumentFragment;
    const box = this.boxes.find((one) => one.value === id);
    const name = box?.closest("label")?.querySelector("b")?.textContent ?? id;
    const item = find(part, "li");
    item.dataset["id"] = id;
    find(item, "b").textContent = name;
    find(item, "[data-grip]").setAttribute("aria-label", `${name}: drag, or use the up and down keys`);
    find(item, '[data-move="-1"]').setAttribute("aria-label", `Move ${name} up`);
    find(item, '[data-move="1"]').setAttribute("aria-label", `Move ${name} down`);
    return item;
  }

  private get key(): string {
    return `values:${this.dataset["about"]}:${this.dataset["revision"]}`;
  }

  private async send(): Promise<void> {
    const about = this.dataset["about"] ?? "";
    const words = {
      id: oneOf("values", about, meta("person")),
      couple: this.dataset["couple"] ?? null,
      kind: "values",
      about,
      revision: Number(this.dataset["revision"] ?? 0) + 1,
      text: toText(this.chosen),
    };
    if (await sendFrom(this, words, [this.key])) location.reload();
  }
}

customElements.define("values-sort", ValuesSort);
