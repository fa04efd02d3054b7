/** Choosing photos: each is made smaller and dated on this device, can be given words, and is then sealed. */

import type { Json } from "../sealing/bytes.ts";
import { announce, find, tell } from "../lib/page.ts";
import { dayTaken } from "../lib/photo-day.ts";
import { itemFor, keepStory } from "../lib/photo-item.ts";
import { pack } from "../lib/photo-parcels.ts";
import { NotAPicture, prepare, type Prepared } from "../lib/photo-picture.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";

const AT_ONCE = 50;
const MANY = "Fifty at a time: the first fifty are here. Choose the others once these are on their way.";
const UNREADABLE = "This one could not be opened on this device.";

interface Picked {
  item: HTMLElement;
  prepared: Prepared;
  story: Promise<() => Promise<void>>;
}

class AlbumAdd extends HTMLElement {
  private picked: Picked[] = [];
  private preparing = Promise.resolve();
  private waiting = 0;

  connectedCallback(): void {
    const input = find<HTMLInputElement>(this, "input[type=file]");
    const take = (): void => {
      const chosen = [...(input.files ?? [])];
      input.value = ""; // the same ones may be chosen again
      this.choose(chosen);
    };
    input.addEventListener("change", take);
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.send());
    take(); // some may have been chosen before this script was there
  }

  private choose(chosen: File[]): void {
    const room = AT_ONCE - this.picked.length - this.waiting;
    tell(this, chosen.length > room ? MANY : "");
    const taken = chosen.slice(0, Math.max(0, room));
    this.waiting += taken.length;
    this.show();
    for (const file of taken) this.preparing = this.preparing.then(() => this.prepare(file));
  }

  private async prepare(file: File): Promise<void> {
    try {
      const prepared = await prepare(file);
      this.add(prepared, file, await dayTaken(file, this.dataset["today"] ?? ""));
    } catch (fault) {
      const why = fault instanceof NotAPicture ? fault.message : UNREADABLE;
      const line = find(this, "[data-not]").appendChild(document.createElement("li"));
      line.textContent = `${file.name}: ${why}`;
      announce(line.textContent);
    }
    this.waiting -= 1;
    this.show();
  }

  private add(prepared: Prepared, file: File, day: string): void {
    const item = itemFor(find<HTMLTemplateElement>(this, "template"), prepared.thumb, file.name);
    // A print is photographed today; what it shows was long ago.
    find<HTMLInputElement>(item, "[data-when]").value = this.childhood ? "" : day;
    const one = { item, prepared, story: keepStory(item, file) };
    find(item, "[data-leave-out]").addEventListener("click", () => this.leaveOut(one));
    find(this, "[data-picked]").append(item);
    this.picked.push(one);
  }

  private leaveOut(one: Picked): void {
    void one.story.then((end) => end());
    URL.revokeObjectURL(find<HTMLImageElement>(one.item, "img").src);
    one.item.remove();
    this.picked = this.picked.filter((other) => other !== one);
    this.show();
    find<HTMLInputElement>(this, "input[type=file]").focus();
  }

  private get childhood(): boolean {
    return this.dataset["childhood"] !== undefined;
  }

  private show(): void {
    const count = this.picked.length;
    this.toggleAttribute("data-holding", count + this.waiting > 0); // nobody is taken from this page meanwhile
    const looking = find(this, "[data-looking]");
    looking.hidden = this.waiting === 0;
    looking.textContent = this.waiting === 1 ? "Looking at one more…" : `Looking at ${this.waiting} more…`;
    const button = find<HTMLButtonElement>(this, "[data-send]");
    button.hidden = count === 0;
    button.disabled = this.waiting > 0;
    button.textContent = count === 1 ? "Add this photo" : `Add these ${count} photos`;
  }

  private readable(item: HTMLElement): Record<string, Json> {
    const when = find<HTMLInputElement>(item, "[data-when]");
    if (when.checkValidity() && when.value)
      return this.childhood ? { year: Number(when.value), childhood: true } : { taken: when.value };
    throw new Sentence(this.childhood ? "Which year is this from, about?" : "Choose the day this was taken.", when);
  }

  private async send(): Promise<void> {
    for (const one of this.picked) this.readable(one.item); // all of them first: one missing day holds up none
    for (const one of [...this.picked]) {
      await pack(one.prepared, {
        couple: this.dataset["couple"] ?? "",
        about: this.dataset["about"] ?? null,
        caption: find<HTMLTextAreaElement>(one.item, "[data-caption]").value.trim(),
        readable: this.readable(one.item),
      });
      this.leaveOut(one); // sealed, and kept for sending
      document.dispatchEvent(new CustomEvent("photos-packed"));
    }
  }
}

customElements.define("album-add", AlbumAdd);
