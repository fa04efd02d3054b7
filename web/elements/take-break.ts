/** The way to a break, on every screen; while one stands, both are told in the same neutral words. */

import { clockWords } from "../lib/clock-words.ts";
import { ask } from "../lib/http.ts";
import { find } from "../lib/page.ts";

interface Pause {
  back_at: string;
  due: boolean;
  over: boolean;
}

class TakeBreak extends HTMLElement {
  private timer = 0;
  private readonly usual = this.link.textContent;

  connectedCallback(): void {
    document.addEventListener("part", this.heard);
    void this.look();
  }

  disconnectedCallback(): void {
    document.removeEventListener("part", this.heard);
    clearTimeout(this.timer);
  }

  private get link(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-words]") ?? find<HTMLElement>(this, "a");
  }

  private heard = (event: Event): void => {
    const part = (event as CustomEvent<string>).detail;
    if (!part || part === "break") void this.look();
  };

  private async look(): Promise<void> {
    const { break: pause } = await ask(this.dataset["url"] ?? "").catch(() => ({ break: null }));
    this.show(pause as Pause | null);
  }

  private show(pause: Pause | null): void {
    clearTimeout(this.timer);
    document.querySelector("[data-break-note]")?.remove();
    const on = pause !== null && !pause.over;
    this.link.textContent = on ? (this.dataset["short"] ?? "Your break") : this.usual;
    if (!on) return;
    const left = Date.parse(pause.back_at) - Date.now();
    if (left > 0) this.timer = window.setTimeout(() => void this.look(), Math.min(left + 500, 2 ** 31 - 1));
    if (!document.querySelector("break-page")) this.note(pause);
  }

  private note(pause: Pause): void {
    const words = pause.due
      ? "Your break has come to its time. "
      : `You two are on a break until ${clockWords(pause.back_at)}. Nothing is decided meanwhile. `;
    const note = Object.assign(document.createElement("p"), { className: "note" });
    note.dataset["breakNote"] = "";
    note.setAttribute("role", "status");
    const link = Object.assign(document.createElement("a"), {
      href: find<HTMLAnchorElement>(this, "a").href,
      textContent: pause.due ? "Come back, or take more time" : "Something to do meanwhile",
    });
    note.append(words, link);
    const live = document.querySelector("live-session [data-away]");
    if (live) live.after(note);
    else document.getElementById("main")?.prepend(note);
  }
}

customElements.define("take-break", TakeBreak);
