/** Phones down: both agree on a length, and each phone keeps its own count, for its own person. */

import "./live-clock.ts";
import type { LiveClock } from "./live-clock.ts";
import { stayAwake } from "../lib/awake.ts";
import { chime, readyChime } from "../lib/chime.ts";
import { clockWords } from "../lib/clock-words.ts";
import { ask, send } from "../lib/http.ts";
import { LeftScreen } from "../lib/left-screen.ts";
import { find } from "../lib/page.ts";
import { downWords, type Down } from "../lib/phones-words.ts";
import { ServerClock } from "../lib/server-clock.ts";
import { onPress, onSubmit } from "../lib/submit.ts";

const BEAT = 20_000;

class PhonesDown extends HTMLElement {
  private readonly clock = new ServerClock();
  private down: Down | null = null;
  private left: LeftScreen | null = null;
  /** Those that are over and put aside here, to begin anew. */
  private readonly done = new Set<string>();

  connectedCallback(): void {
    const url = this.dataset["url"] ?? "";
    onSubmit(find<HTMLFormElement>(this, "form"), () => {
      const minutes = Number(find<HTMLInputElement>(this, "input[name=minutes]:checked").value);
      return this.act(url, { minutes });
    });
    const acts: Record<string, () => [string, object]> = {
      lay: () => ["lay", {}],
      now: () => ["lay", { now: true }],
      end: () => ["end", {}],
      share: () => ["share", { left: this.left?.count ?? 0 }],
    };
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-do]")) {
      const [path, body] = [button.dataset["do"] ?? "", acts[button.dataset["do"] ?? ""]];
      onPress(button, find(this, `[data-for="${button.closest<HTMLElement>("[data-for]")?.dataset["for"]}"]`), async () => {
        readyChime();
        if (body) await this.act(`${url}/${this.down?.id}/${body()[0] || path}`, body()[1]);
      });
    }
    find(this, "[data-again]").addEventListener("click", () => {
      if (this.down) this.done.add(this.down.id);
      this.take(null);
    });
    this.addEventListener("over", () => void this.ended());
    document.addEventListener("part", () => void this.look());
    document.addEventListener("visibilitychange", () => document.hidden || void this.look());
    setInterval(() => void this.look(), BEAT);
    this.take(JSON.parse(find(this.parentElement ?? document, "#down-state").textContent) as Down | null);
  }

  private async act(url: string, body: object): Promise<void> {
    const from = ServerClock.local();
    const { down } = await send(url, body);
    this.take(down as Down, from);
  }

  private async look(): Promise<void> {
    const from = ServerClock.local();
    const answer = await ask(`${this.dataset["url"]}/state`).catch(() => null);
    find<HTMLElement>(this, "[data-cut]").hidden = answer !== null;
    const fresh = answer?.["down"] as Down | null | undefined;
    if (fresh && !(fresh.phase === "over" && this.done.has(fresh.id))) this.take(fresh, from);
  }

  private async ended(): Promise<void> {
    chime();
    await this.look();
  }

  private take(down: Down | null, from?: number): void {
    if (down && from) this.clock.learn(from, ServerClock.local(), Date.parse(down.server_now));
    else if (down) this.clock.guess(Date.parse(down.server_now));
    this.down = down;
    const phase = down?.phase ?? "none";
    for (const part of this.querySelectorAll<HTMLElement>("[data-for]")) part.hidden = part.dataset["for"] !== phase;
    document.body.classList.toggle("phones-are-down", phase === "down");
    void stayAwake(phase === "down");
    if (this.left?.id !== down?.id) this.left = down ? new LeftScreen(down.id) : null;
    this.left?.watch(phase === "down");
    if (down) this.show(down);
  }

  private show(down: Down): void {
    const words = downWords(down, this.dataset["partner"] ?? "", this.left?.count ?? 0);
    for (const [name, text] of Object.entries(words)) {
      const where = find<HTMLElement>(this, `[data-${name}]`);
      where.textContent = text;
      where.hidden = !text;
    }
    for (const name of ["lay", "now"]) {
      find<HTMLElement>(this, `[data-do=${name}]`).hidden = down.laid.you !== (name === "now");
    }
    find<HTMLElement>(this, "[data-do=share]").hidden = down.shared.you !== null;
    const diary = find<HTMLAnchorElement>(this, "[data-diary]");
    diary.hash = `minutes=${down.undivided}`;
    diary.hidden = down.undivided < 1;
    const end = down.ends_at && down.phase === "down" ? Date.parse(down.ends_at) : null;
    find(this, "[data-until]").textContent = down.ends_at ? clockWords(down.ends_at) : "";
    const clock = find<LiveClock>(this, "live-clock");
    if (end) clock.run(() => end - this.clock.now(), down.minutes * 60_000);
    else clock.stop();
  }
}

customElements.define("phones-down", PhonesDown);
