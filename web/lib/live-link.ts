/**
 * The wire between this screen and the session.
 *
 * A command carries the version it was meant for. One that cannot be sent waits here; when the network
 * is back it is sent if the session still stands where it stood, and let go if it has moved on.
 */

import type { LiveState } from "./live-state.ts";
import { type Answer, ask, Refused, send, Unreachable } from "./http.ts";
import { withOwnWords } from "./own-score.ts";
import { at } from "./page.ts";
import { ServerClock } from "./server-clock.ts";

const BEAT = 5_000; // milliseconds between two looks: it also tells the partner that this phone is here
const RETRY = 2_000;

interface Waiting {
  name: string;
  version: number;
  more: Record<string, unknown>;
}

export class LiveLink extends EventTarget {
  readonly clock = new ServerClock();
  state: LiveState;
  readonly url: string;
  connected = true;
  private waiting: Waiting | null = null;
  private readonly doing = new Map<string, Promise<boolean>>();
  private timer = 0;

  constructor(url: string, first: LiveState) {
    super();
    this.url = url;
    this.state = first;
    this.clock.guess(Date.parse(first.server_now));
  }

  /** Listen, and look now and then, until the page goes. Resolves when it has looked once. */
  async open(): Promise<void> {
    const { own, turns } = this.state;
    if (own && turns) this.state.turns = await withOwnWords(turns, own);
    const source = new EventSource(at("events"));
    source.addEventListener("change", (event) => {
      const { part, version } = JSON.parse((event as MessageEvent<string>).data) as { part?: string; version?: number };
      document.dispatchEvent(new CustomEvent("part", { detail: part ?? "" }));
      if ((!part || part === "live") && version !== this.state.version) void this.look();
    });
    source.addEventListener("open", () => void this.look());
    addEventListener("pagehide", () => source.close());
    addEventListener("online", () => void this.look());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) return;
      this.clock.doubt();
      void this.look();
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload();
    });
    this.dispatchEvent(new Event("state"));
    await this.look();
  }

  /** Fetch the state. Never throws: a lost connection is an event. */
  async look(): Promise<void> {
    clearTimeout(this.timer);
    const here = await this.reach(() => ask(`${this.url}state?version=${this.state.version}`)).catch(() => false);
    if (here) await this.resend();
    if (this.state.phase !== "ended") this.timer = window.setTimeout(() => void this.look(), here ? BEAT : RETRY);
  }

  /**
   * Do something with the session, after what is still on its way. Gives false when it waits for the
   * network. Throws Refused with a sentence.
   */
  async command(name: string, more: Record<string, unknown> = {}): Promise<boolean> {
    const key = JSON.stringify([name, more]);
    if (this.doing.has(key)) return true; // pressed twice
    const { turn } = this.state;
    const before = [...this.doing.values()].at(-1);
    const done = Promise.resolve(before?.catch(() => undefined)).then(() => {
      return turn === this.state.turn ? this.give(name, more) : true; // meant for the step before
    });
    this.doing.set(key, done);
    try {
      return await done;
    } finally {
      this.doing.delete(key);
    }
  }

  private async give(name: string, more: Record<string, unknown>): Promise<boolean> {
    const version = this.state.version;
    try {
      const sent = await this.reach(() => send(`${this.url}${name}`, { version, ...more }));
      this.waiting = sent ? null : { name, version, more };
      return sent;
    } finally {
      if (!this.connected) this.timer = window.setTimeout(() => void this.look(), RETRY);
    }
  }

  private async resend(): Promise<void> {
    const left = this.waiting;
    this.waiting = null;
    if (left && left.version === this.state.version) await this.command(left.name, left.more).catch(() => undefined);
  }

  private async reach(call: () => Promise<Answer>): Promise<boolean> {
    const from = ServerClock.local();
    try {
      const answer = await call();
      await this.take(answer["state"] ?? answer, from);
    } catch (fault) {
      if (fault instanceof Unreachable) return this.connection(false);
      if (!(fault instanceof Refused) || fault.status !== 409) throw fault;
      if (!fault.facts["state"]) throw fault;
      await this.take(fault.facts["state"], from); // somebody was quicker: this is how it stands
    }
    return this.connection(true);
  }

  private async take(raw: unknown, from: number): Promise<void> {
    const to = ServerClock.local();
    const fresh = raw as LiveState;
    this.clock.learn(from, to, Date.parse(fresh.server_now));
    if (fresh.turns && fresh.own) fresh.turns = await withOwnWords(fresh.turns, fresh.own);
    if (fresh.version < this.state.version) return; // an answer that was overtaken on its way
    this.state = { ...fresh, turns: fresh.turns ?? this.state.turns ?? [] };
    this.dispatchEvent(new Event("state"));
  }

  private connection(here: boolean): boolean {
    if (here !== this.connected) {
      this.connected = here;
      this.dispatchEvent(new Event("state"));
    }
    return here;
  }
}
