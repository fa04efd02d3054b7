/** A practice, led live: on two phones, each with their own part, or on one screen between two people. */

import "./breath-guide.ts";
import "./live-clock.ts";
import "./sealed-letter.ts";
import { stayAwake } from "../lib/awake.ts";
import { chime, chimeWanted, readyChime, wantChime } from "../lib/chime.ts";
import { actsOf, buttonOf } from "../lib/live-acts.ts";
import { LiveLink } from "../lib/live-link.ts";
import { showConnection, showLobby } from "../lib/live-lobby.ts";
import { LiveStage } from "../lib/live-stage.ts";
import type { LiveState } from "../lib/live-state.ts";
import { watchOutbox } from "../lib/outbox.ts";
import { announce, find, tell } from "../lib/page.ts";
import { explain } from "../lib/submit.ts";

const PARTS: Record<string, string> = { lobby: "lobby", running: "turn", paused: "paused" };

class LiveSession extends HTMLElement {
  private link!: LiveLink;
  private stage!: LiveStage;
  private asked = "";

  connectedCallback(): void {
    const first = JSON.parse(find(document, "#live-state").textContent) as LiveState;
    this.link = new LiveLink(this.dataset["url"] ?? "", first);
    this.stage = new LiveStage(this, this.link);
    this.link.addEventListener("state", () => this.show());
    this.stage.left.addEventListener("dealt", () => this.show());
    this.addEventListener("over", () => this.timeIsOver());
    this.addEventListener("click", (event) => this.clicked(event));
    this.show();
    this.showChime();
    watchOutbox();
    void this.link.open().then(() => this.arrive());
  }

  private async arrive(): Promise<void> {
    const { may, joined } = this.link.state;
    if (!joined.you && may.includes("join")) await this.link.command("join").catch(() => undefined);
  }

  private show(): void {
    const { state } = this.link;
    this.stage.show();
    // The server has another page for what comes after, once nobody writes here any more.
    if (state.phase === "ended" && !this.stage.left.some) return location.reload();
    showLobby(this, state);
    showConnection(find(this, "[data-away]"), state, this.link.connected);
    for (const part of this.querySelectorAll<HTMLElement>("[data-for]")) {
      part.hidden = part.dataset["for"] !== PARTS[state.phase];
    }
    this.showActs();
    void stayAwake(true);
  }

  private showActs(): void {
    const { state } = this.link;
    const wanted = actsOf(state, { over: this.stage.over, keeps: this.stage.keeps });
    const acts = find<HTMLElement>(this, "[data-acts]");
    // Built anew when they differ alone, so that a button under somebody's thumb stays the same button.
    const key = JSON.stringify([wanted, state.turn]);
    if (this.asked !== key) {
      this.asked = key;
      const held = acts.contains(document.activeElement);
      acts.replaceChildren(...wanted.map(buttonOf));
      if (held) acts.querySelector("button")?.focus();
    }
    find<HTMLElement>(this, "[data-quietly]").hidden = state.phase === "ended";
    const speaks = state.turns?.slice(state.turn).some((turn) => turn.speaker !== null);
    for (const button of find(this, "[data-quietly]").querySelectorAll<HTMLButtonElement>("[data-do]")) {
      const command = button.dataset["do"] ?? "";
      button.hidden = state.phase !== "running" || !state.may.includes(command) || (command === "swap" && !speaks);
    }
  }

  private clicked(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("button");
    if (!button) return;
    readyChime();
    const ask = find<HTMLDialogElement>(this, "[data-ask-end]");
    if (button.matches("[data-chime]")) this.switchChime();
    else if (button.matches("[data-end]")) ask.showModal();
    else if (button.matches("[data-stay]")) ask.close();
    else if (button.dataset["do"]) void this.run(button.dataset["do"], button.dataset["more"] ?? "{}");
    if (button.dataset["do"] === "end") ask.close();
  }

  private async run(command: string, more: string): Promise<void> {
    const notes = find(this, "[data-notes]");
    if (notes.querySelector("[data-note]")) tell(notes, "");
    try {
      if (command === "keep") await this.stage.keep();
      else await this.link.command(command, JSON.parse(more) as Record<string, unknown>);
    } catch (fault) {
      explain(notes, fault);
    }
    this.show();
  }

  private timeIsOver(): void {
    this.stage.over = true;
    chime();
    announce("The time is over. Go on when you are ready.");
    this.showActs();
  }

  private switchChime(): void {
    wantChime(!chimeWanted());
    this.showChime();
    chime();
  }

  private showChime(): void {
    find(this, "[data-chime]").setAttribute("aria-pressed", String(chimeWanted()));
  }
}

customElements.define("live-session", LiveSession);
