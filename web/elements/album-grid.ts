/** The album's months: more of them come as one scrolls, a hundred photos at a time. */

import { ask } from "../lib/http.ts";
import { find, meta, tell } from "../lib/page.ts";
import type { LetterRecord } from "../sealing/letter.ts";

interface Sent {
  record: LetterRecord;
  sealed: string;
  day: string;
}

const AHEAD = "1600px";

class AlbumGrid extends HTMLElement {
  private busy = false;
  private end: IntersectionObserver | null = null;

  connectedCallback(): void {
    const foot = this.querySelector<HTMLElement>("[data-earlier]");
    if (!foot) return;
    this.end = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) void this.more(foot);
    }, { rootMargin: AHEAD });
    this.end.observe(foot);
  }

  disconnectedCallback(): void {
    this.end?.disconnect();
  }

  private async more(foot: HTMLElement): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const { photos, before } = await ask(`${this.dataset["more"]}?before=${foot.dataset["earlier"]}`);
      // From here on the page holds more than the server's first part of it, which is not to replace it.
      this.closest("[data-live]")?.removeAttribute("data-live");
      for (const one of photos as Sent[]) this.add(one, foot);
      if (typeof before !== "string") return foot.remove();
      foot.dataset["earlier"] = before;
      find<HTMLAnchorElement>(foot, "a").search = `?before=${before}`;
      this.end?.unobserve(foot); // and again: it may still be near
      this.end?.observe(foot);
    } catch (fault) {
      tell(foot, (fault as Error).message);
    } finally {
      this.busy = false;
    }
  }

  private add(one: Sent, foot: HTMLElement): void {
    const month = one.day.slice(0, 7);
    const last = [...this.querySelectorAll<HTMLElement>("[data-month]")].at(-1);
    const section = last?.dataset["month"] === month ? last : this.begin(month, one.day, foot);
    const cell = copyOf(this, "data-cell-as");
    const link = find<HTMLAnchorElement>(cell, "a");
    link.href = link.href.replace("00000000-0000-0000-0000-000000000000", one.record.id);
    const from = one.record.author === meta("person") ? "yours" : `from ${this.dataset["partner"]}`;
    link.dataset["label"] = `${worded(one.day, { day: "numeric", month: "long", year: "numeric" })}, ${from}`;
    link.setAttribute("aria-label", link.dataset["label"]);
    const photo = find<HTMLElement>(cell, "album-photo");
    photo.dataset["record"] = JSON.stringify(one.record);
    photo.dataset["sealed"] = one.sealed;
    find(section, "ul").append(cell);
  }

  private begin(month: string, day: string, foot: HTMLElement): HTMLElement {
    const section = find(copyOf(this, "data-month-as"), "section");
    section.dataset["month"] = month;
    find(section, "h2").textContent = worded(day, { month: "long", year: "numeric" });
    foot.before(section);
    return section;
  }
}

function copyOf(where: Element, name: string): DocumentFragment {
  return document.importNode(find<HTMLTemplateElement>(where, `template[${name}]`).content, true);
}

function worded(day: string, parts: Intl.DateTimeFormatOptions): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString("en-GB", { ...parts, timeZone: "UTC" });
}

customElements.define("album-grid", AlbumGrid);
