/** One tap that says something to the server, and what to say here afterwards; with the way back, if there is one. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find, toast } from "../lib/page.ts";
import { onPress } from "../lib/submit.ts";
import { offerUndo } from "../lib/undo.ts";

class RitualAct extends HTMLElement {
  connectedCallback(): void {
    onPress(find<HTMLButtonElement>(this, "button"), this, () => this.act());
  }

  private async act(): Promise<void> {
    const { url = "", body = "{}", said = "" } = this.dataset;
    const { undo } = await send(url, JSON.parse(body));
    if (undo) offerUndo(said, undo);
    else if (said) toast(said);
    changed();
  }
}

customElements.define("ritual-act", RitualAct);
