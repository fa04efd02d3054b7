/** Photos on their way: sends what waits on this device whenever a page of the album is open. */

import { changed } from "../lib/live.ts";
import { find, toast } from "../lib/page.ts";
import { again, anyWaiting, type Sending, sendPhotos } from "../lib/photo-sending.ts";
import { putAway } from "../lib/photo-parcels.ts";

const PAUSE = [2_000, 5_000, 15_000, 30_000]; // milliseconds until it is tried again, longer each time

class AlbumSending extends HTMLElement {
  private most = 0;
  private busy = false;
  private wanted = false;
  private pauses = 0;
  private timer = 0;

  connectedCallback(): void {
    document.addEventListener("photos-packed", this.soon);
    addEventListener("online", this.soon);
    this.soon();
  }

  disconnectedCallback(): void {
    document.removeEventListener("photos-packed", this.soon);
    removeEventListener("online", this.soon);
    clearTimeout(this.timer);
  }

  private soon = (): void => {
    this.pauses = 0;
    void this.send();
  };

  private async send(): Promise<void> {
    clearTimeout(this.timer);
    this.wanted = true;
    if (this.busy) return;
    this.busy = true;
    let now: Sending | null = null;
    try {
      while (this.wanted) {
        this.wanted = false; // until another is packed while these are sent
        if (await anyWaiting()) now = await this.sendThem();
      }
    } finally {
      this.busy = false;
    }
    if (!now) return;
    this.tell(now);
    if (now.left) this.timer = window.setTimeout(() => void this.send(), PAUSE[this.pauses++] ?? 30_000);
    else this.done(now);
  }

  private sendThem(): Promise<Sending> {
    let before = -1;
    return sendPhotos((step) => {
      if (before > step.left) this.pauses = 0;
      before = step.left;
      this.tell(step);
    });
  }

  private tell(now: Sending): void {
    this.most = Math.max(this.most, now.left);
    this.hidden = !now.left && !now.refused.length;
    const bar = find<HTMLProgressElement>(this, "progress");
    bar.hidden = !now.left;
    bar.value = (this.most - now.left + now.share) / Math.max(1, this.most);
    const words = now.sentence ? `${sentenceFor(now.left)} ${now.sentence}` : sentenceFor(now.left);
    const line = find(this, "[data-line]");
    if (line.textContent !== words) line.textContent = now.left ? words : "";
    find(this, "[data-refused]").replaceChildren(...now.refused.map((one) => this.refusal(one)));
  }

  private refusal({ key, why }: { key: string; why: string }): HTMLElement {
    const item = document.createElement("li");
    item.append(`A photo could not be sent: ${why} `);
    const act = (label: string, run: () => Promise<void>): void => {
      const button = item.appendChild(document.createElement("button"));
      button.type = "button";
      button.className = "bare";
      button.textContent = label;
      button.addEventListener("click", () => void run().then(() => (item.remove(), this.soon())));
    };
    act("Try again", () => again(key));
    act("Put it away", () => putAway(key));
    return item;
  }

  private done(now: Sending): void {
    if (document.querySelector("album-add[data-holding]")) return changed(); // others are still in hand there
    const sent = this.most;
    this.most = 0;
    if (!sent || now.refused.length) return changed();
    const { then } = this.dataset;
    if (then) return location.assign(then);
    toast(sent === 1 ? "Your photo is in the album." : "Your photos are in the album.");
    changed();
  }
}

function sentenceFor(left: number): string {
  return left === 1 ? "One photo is on its way, locked." : `${left} photos are on their way, locked.`;
}

customElements.define("album-sending", AlbumSending);
