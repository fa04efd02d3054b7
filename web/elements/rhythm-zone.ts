/** Offers, once, to take over the clock of this device, where it shows another time than one's setting. */

import { send } from "../lib/http.ts";
import { find, meta, toast } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { zoneHere } from "../lib/time-zones.ts";

class RhythmZone extends HTMLElement {
  private readonly here = zoneHere();

  connectedCallback(): void {
    const set = this.dataset["zone"] ?? "";
    if (sameClock(this.here, set) || localStorage.getItem(this.key) !== null) return;
    find(this, "[data-here]").textContent = plain(this.here);
    find(this, "[data-there]").textContent = plain(set);
    onPress(find<HTMLButtonElement>(this, "[data-take]"), this, () => this.take());
    find(this, "[data-stay]").addEventListener("click", () => this.remember());
    this.hidden = false;
  }

  /** By person, because two may share a browser; and by both clocks, so that the next journey is asked about. */
  private get key(): string {
    return `zone ${meta("person")} ${this.dataset["zone"]} ${this.here}`;
  }

  private remember(): void {
    localStorage.setItem(this.key, "");
    this.hidden = true;
  }

  private async take(): Promise<void> {
    const { called, depth, url = "" } = this.dataset;
    await send(url, { called, depth: Number(depth), time_zone: this.here });
    toast("Your clock is set.");
    location.reload();
  }
}

/** Whether two zones show the same time, this half of the year and the other. */
function sameClock(one: string, other: string): boolean {
  const half = 1000 * 60 * 60 * 24 * 182;
  return [Date.now(), Date.now() + half].every((at) => told(at, one) === told(at, other));
}

function told(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at);
}

function plain(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

customElements.define("rhythm-zone", RhythmZone);
