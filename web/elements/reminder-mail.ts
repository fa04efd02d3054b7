/** A mail address, and the code that comes back from it. Neither field has a name, so neither goes in a URL. */

import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { find, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";

const DONE = { address: "The code is on its way.", code: "Confirmed. Reminders come to this address." };

class ReminderMail extends HTMLElement {
  connectedCallback(): void {
    const form = find<HTMLFormElement>(this, "form");
    const field = find<HTMLInputElement>(form, "input");
    const sends = this.dataset["sends"] === "code" ? "code" : "address";
    onSubmit(form, async () => {
      if (!field.value.trim()) throw new Sentence("Type it here first.", field);
      await send(this.dataset["url"] ?? "", { [sends]: field.value.trim() });
      toast(DONE[sends]);
      changed();
    });
  }
}

customElements.define("reminder-mail", ReminderMail);
