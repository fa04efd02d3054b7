/** One's own calendar address: made, shown this once, renewed and ended. */

import { send } from "../lib/http.ts";
import { find, toast } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";

class RhythmFeed extends HTMLElement {
  private get titles(): boolean {
    return find<HTMLInputElement>(this, "[data-choice]").checked;
  }

  connectedCallback(): void {
    const press = (name: string, run: () => Promise<void>) =>
      onPress(find<HTMLButtonElement>(this, `[data-${name}]`), this, run);
    press("make", () => this.make());
    press("stop", () => this.stop());
    press("copy", () => this.copy());
    find(this, "[data-choice]").addEventListener("change", () => void this.choose());
  }

  private async make(): Promise<void> {
    const { url } = await send(this.dataset["new"] ?? "", { titles: this.titles });
    const field = find<HTMLInputElement>(this, "[data-address]");
    field.value = String(url);
    this.show(true);
    find<HTMLElement>(this, "[data-shown]").hidden = false;
    field.focus();
    field.select();
  }

  private async stop(): Promise<void> {
    await send(this.dataset["end"] ?? "", {});
    find<HTMLInputElement>(this, "[data-address]").value = "";
    find<HTMLElement>(this, "[data-shown]").hidden = true;
    this.show(false);
    toast("Ended. The old address opens nothing now.");
  }

  private async copy(): Promise<void> {
    const field = find<HTMLInputElement>(this, "[data-address]");
    field.select();
    await navigator.clipboard.writeText(field.value).catch(() => document.execCommand("copy"));
    toast("Copied.");
  }

  /** The choice counts at once where an address is in use; otherwise when one is made. */
  private async choose(): Promise<void> {
    if (this.dataset["there"] === undefined) return;
    const { titles } = this;
    await send(this.dataset["titles"] ?? "", { titles }).then(
      () => toast(titles ? "Your calendar will say the shelf’s titles." : "Your calendar will say “Time for two”."),
      (fault: Error) => toast(fault.message),
    );
  }

  private show(there: boolean): void {
    if (there) this.dataset["there"] = "";
    else delete this.dataset["there"];
    find(this, "[data-heading]").textContent = there ? "Your address is in use" : "Make an address";
    const make = find<HTMLButtonElement>(this, "[data-make]");
    make.textContent = there ? "Make a new address" : "Make the address";
    make.classList.toggle("quiet", there);
    for (const name of ["stop", "renews"]) find<HTMLElement>(this, `[data-${name}]`).hidden = !there;
  }
}

customElements.define("rhythm-feed", RhythmFeed);
