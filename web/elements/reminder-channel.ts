/** An address as Apprise writes them. It is a secret: typed unseen, sent once, and never shown again whole. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";

class ReminderChannel extends HTMLElement {
  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    const field = find<HTMLInputElement>(form, "input");
    onSubmit(form, async () => {
      const address = field.value.trim();
      if (!/^[!-~]+:\/\/[!-~]*$/.test(address))
        throw new Sentence("An address begins like ntfys:// and has no spaces.", field);
      await send(this.dataset["url"] ?? "", { address });
      field.value = "";
      toast("Kept. Send yourself a test to see that it arrives.");
      changed();
    });
  }
}

customElements.define("reminder-channel", ReminderChannel);
