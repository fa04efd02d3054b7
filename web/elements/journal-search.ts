/** Search in one's own journal. The pages are opened here, and the words that are looked for stay here. */

import { JournalIndex } from "../lib/journal-index.ts";
import { find } from "../lib/page.ts";
import { explain } from "../lib/submit.ts";

const SHOWN = 50;
const AROUND = 70; // letters of a page shown before and after what was found
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

class JournalSearch extends HTMLElement {
  private index!: JournalIndex;
  private working = false;

  connectedCallback(): void {
    this.index = new JournalIndex(this.dataset["url"] ?? "");
    this.field.addEventListener("input", () => this.typed());
    find(this, "[data-stop]").addEventListener("click", () => this.index.stop());
    if (this.field.value) this.typed(); // what was typed before this file arrived
  }

  private get field(): HTMLInputElement {
    return find<HTMLInputElement>(this, "[data-search]");
  }

  private typed(): void {
    this.show();
    if (this.field.value.trim() && !this.working && !this.index.complete) void this.open();
  }

  private async open(): Promise<void> {
    this.working = true;
    const opening = find<HTMLElement>(this, "[data-opening]");
    opening.hidden = false;
    await this.index.open(() => this.show()).catch((fault: unknown) => explain(find(this, "search"), fault));
    opening.hidden = true;
    this.working = false;
    this.show();
  }

  private show(): void {
    const { index } = this;
    const done = index.pages.length + index.unopened;
    find<HTMLProgressElement>(this, "progress").value = done / Math.max(1, index.total);
    find(this, "[data-progress]").textContent = `${done} of ${index.total} pages opened`;
    const wanted = this.field.value.trim();
    const found = index.search(wanted);
    const list = found.slice(0, SHOWN).map(({ page, from, length }) => {
      const line = document.createElement("li");
      const link = line.appendChild(document.createElement("a"));
      link.href = page.url;
      link.textContent = DAY.format(new Date(page.day));
      line.append(excerpt(page.words, from, length));
      return line;
    });
    find(this, "[data-found]").replaceChildren(...list);
    if (!this.working || !wanted) find(this, "[data-count]").textContent = wanted ? this.count(found.length) : "";
  }

  private count(found: number): string {
    const pages = found === 1 ? "One page has it." : `${found || "No"} pages have it.`;
    const rest = this.index.complete ? "" : " The search was stopped; type on to go on.";
    const more = found > SHOWN ? ` The newest ${SHOWN} are shown.` : "";
    const closed = this.index.unopened ? ` ${this.index.unopened} could not be opened here.` : "";
    return pages + more + closed + rest;
  }
}

function excerpt(words: string, from: number, length: number): HTMLElement {
  const line = document.createElement("span");
  const start = Math.max(0, from - AROUND);
  const mark = Object.assign(document.createElement("mark"), { textContent: words.slice(from, from + length) });
  const end = from + length + AROUND;
  line.append((start ? "… " : "") + words.slice(start, from), mark, words.slice(from + length, end));
  if (end < words.length) line.append(" …");
  return line;
}

customElements.define("journal-search", JournalSearch);
