/**
 * Keeps an open page current. The server names a part that has changed; the page fetches itself and
 * exchanges that part alone, never one in which somebody is writing.
 */

import { settle } from "../lib/keys.ts";
import { refresh } from "../lib/live.ts";
import { watchOutbox } from "../lib/outbox.ts";
import { at, meta } from "../lib/page.ts";

const MEND = 60_000; // milliseconds hidden after which a page looks again when it is shown

class LivePage extends HTMLElement {
  private source: EventSource | null = null;
  private hiddenAt = 0;

  connectedCallback(): void {
    watchOutbox();
    void settle().catch(() => undefined); // now, so that writing works when the network goes
    this.listen();
    document.addEventListener("visibilitychange", this.seen);
    document.addEventListener("part-changed", this.changed);
    addEventListener("pageshow", this.shown);
    addEventListener("pagehide", () => this.source?.close());
  }

  private listen(): void {
    this.source?.close();
    this.source = new EventSource(at(`events?since=${meta("mark")}`));
    let lost = false;
    this.source.addEventListener("error", () => (lost = true));
    this.source.addEventListener("open", () => {
      if (lost) void refresh(); // what happened meanwhile was announced to nobody
      lost = false;
    });
    this.source.addEventListener("change", (event) => {
      const { part } = JSON.parse((event as MessageEvent<string>).data) as { part?: string };
      document.dispatchEvent(new CustomEvent("part", { detail: part ?? "" }));
      void refresh();
    });
  }

  private seen = (): void => {
    if (document.hidden) this.hiddenAt = Date.now();
    else if (Date.now() - this.hiddenAt > MEND) void refresh();
  };

  private shown = (event: PageTransitionEvent): void => {
    if (event.persisted) location.reload();
  };

  private changed = (): void => void refresh();
}

customElements.define("live-page", LivePage);
