/** What the two agree on: which colour is whose, and whose clock their day follows. */

import { send } from "../lib/http.ts";
import { at, find, toast } from "../lib/page.ts";
import { onPress, onSubmit } from "../lib/submit.ts";
import { fillZones } from "../lib/time-zones.ts";

class UsTwo extends HTMLElement {
  connectedCallback(): void {
    const zone = find<HTMLSelectElement>(this, "#zone");
    const side = this.dataset["side"] ?? "clay";
    fillZones(zone);
    onSubmit(find(this, "form"), async () => {
      await send(at("us/agree"), { time_zone: zone.value, side });
      toast("Saved, for both of you.");
    });
    const swap = find<HTMLElement>(this, "[data-swap]");
    onPress(find(swap, "button"), swap, async () => {
      await send(at("us/agree"), {
        time_zone: this.dataset["zone"] ?? zone.value,
        side: side === "clay" ? "tide" : "clay",
      });
      location.reload();
    });
  }
}

customElements.define("us-two", UsTwo);
