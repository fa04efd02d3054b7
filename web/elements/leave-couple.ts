/** Leaving the place for two: one press, at once. */

import { send } from "../lib/http.ts";
import { at, find } from "../lib/page.ts";
import { onSubmit } from "../lib/submit.ts";

class LeaveCouple extends HTMLElement {
  connectedCallback(): void {
    onSubmit(find(this, "form"), async () => {
      await send(at("leave"), {});
      location.replace(at("closed"));
    });
  }
}

customElements.define("leave-couple", LeaveCouple);
