/** One's own wish: share it, or change its words. Either is a new version, sealed here. */

import type { LetterRecord } from "../sealing/letter.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell, toast } from "../lib/page.ts";
import { onPress, onSubmit, Sentence } from "../lib/submit.ts";
import { openWish, wishFrom } from "../lib/wish-words.ts";
import { seal } from "../lib/write.ts";

const UNVERIFIED = "This could not be verified, so it cannot be changed here.";

class WishOwn extends HTMLElement {
  connectedCallback(): void {
    const share = this.querySelector<HTMLButtonElement>("[data-share]");
    if (share) {
      share.disabled = false;
      onPress(share, this, () => this.share());
    }
    const form = this.querySelector("form");
    if (form) onSubmit(form, () => this.change());
    this.querySelector("details")?.addEventListener("toggle", () => void this.fill());
    this.addEventListener("click", (event) => {
      if ((event.target as Element).closest("remove-letter")) this.leaveOnceGone();
    });
  }

  private get record(): LetterRecord {
    return JSON.parse(this.dataset["record"] ?? "null") as LetterRecord;
  }

  private async words(): Promise<{ title: string; rest: string }> {
    const words = await openWish(this.dataset);
    if (!words) throw new Sentence(UNVERIFIED);
    return words;
  }

  private async fill(): Promise<void> {
    const title = find<HTMLTextAreaElement>(this, '[data-words="title"]');
    if (title.value) return;
    const words = await openWish(this.dataset);
    if (!words) return tell(this, UNVERIFIED, "care");
    title.value = words.title;
    find<HTMLTextAreaElement>(this, '[data-words="why"]').value = words.rest;
  }

  private async share(): Promise<void> {
    const { title, rest } = await this.words();
    await this.send({ title, ...(rest && { why: rest }) }, this.dataset["couple"] ?? null);
  }

  private async change(): Promise<void> {
    const text = wishFrom(this);
    if (!text) throw new Sentence("Write a few words first.", find(this, '[data-words="title"]'));
    await this.send(text, this.record.couple);
  }

  private async send(text: Record<string, string>, couple: string | null): Promise<void> {
    const { id, revision } = this.record;
    const letter = await seal({ id, couple, kind: "wish", revision: revision + 1, text });
    const delivery = await deliver(id, this.dataset["url"] ?? "", { letter });
    if (delivery.state === "waiting") return tell(this, `${delivery.sentence} It will be sent by itself.`);
    location.reload();
  }

  /** Taking it off the list leaves nothing to see on this page, so a refresh finds it gone. */
  private leaveOnceGone(): void {
    document.addEventListener("part-changed", () => {
      toast("It is off the list.");
      location.assign(this.dataset["back"] ?? "");
    }, { once: true });
  }
}

customElements.define("wish-own", WishOwn);
