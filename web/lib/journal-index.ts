/**
 * Every page of the journal, opened on this device to be searched. It is fetched sealed, opened here,
 * and forgotten with the page; what is looked for never leaves.
 */

import type { LetterRecord } from "../sealing/letter.ts";
import { ask, fromBase64 } from "./http.ts";
import { opener } from "./keys.ts";

export interface Found {
  url: string;
  day: string;
  words: string;
  /** The same, letter for letter, as it is searched. */
  plain: string;
}
interface Sealed {
  record: LetterRecord;
  sealed: string;
  day: string;
  url: string;
}

const BREATH = 24; // milliseconds of work after which the page may draw and listen

export class JournalIndex {
  readonly pages: Found[] = [];
  unopened = 0;
  total = 0;
  private readonly url: string;
  private next: number | null = 1;
  private rest: Sealed[] = [];
  private stopped = false;

  /** `url` gives pages of sealed letters as JSON. */
  constructor(url: string) {
    this.url = url;
  }

  get complete(): boolean {
    return this.next === null && this.rest.length === 0;
  }

  /** Open what is not open yet, until all is or `stop` is called. `grown` is called every breath. */
  async open(grown: () => void): Promise<void> {
    this.stopped = false;
    const letters = await opener();
    let since = performance.now();
    while (!this.complete && !this.stopped) {
      if (!this.rest.length) await this.fetchMore();
      const one = this.rest.shift();
      if (!one) continue;
      const opened = await letters.open(fromBase64(one.sealed), one.record);
      const text = opened.state === "open" ? opened.inner.text : null;
      if (typeof text === "string") this.add(one, text.normalize("NFC"));
      else this.unopened += 1;
      if (performance.now() - since < BREATH) continue;
      grown();
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    grown();
  }

  private add({ url, day }: Sealed, words: string): void {
    this.pages.push({ url, day, words, plain: plain(words) });
  }

  stop(): void {
    this.stopped = true;
  }

  private async fetchMore(): Promise<void> {
    const answer = await ask(`${this.url}?page=${this.next}`);
    this.rest = answer["letters"] as Sealed[];
    this.next = answer["next_page"] as number | null;
    this.total = answer["total"] as number;
  }

  /** The pages that have every one of these words, newest first, each with the place of the first. */
  search(typed: string): { page: Found; from: number; length: number }[] {
    const words = plain(typed.normalize("NFC")).split(/\s+/u).filter(Boolean);
    if (!words.length) return [];
    return this.pages.flatMap((page) => {
      if (!words.every((word) => page.plain.includes(word))) return [];
      return [{ page, from: page.plain.indexOf(words[0] ?? ""), length: words[0]?.length ?? 0 }];
    });
  }
}

/** Small letters without accents, so that "cafe" finds "Café". Each letter stays in its place. */
function plain(text: string): string {
  const letters = [...text].map((letter) => {
    const bare = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return bare.padEnd(letter.length).slice(0, letter.length);
  });
  return letters.join("");
}
