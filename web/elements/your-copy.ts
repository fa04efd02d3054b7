/** One's own copy from a place that is closed: deleting it needs one more press. */

import { send } from "../lib/http.ts";
import { keep } from "../lib/keep.ts";
import { keys, keysChanged } from "../lib/keys.ts";
import { at, find } from "../lib/page.ts";
import { onSubmit } from "../lib/submit.ts";

class YourCopy extends HTMLElement {
  connectedCallback(): void {
    const couple = this.dataset["couple"] ?? "";
    onSubmit(find(this, "form"), async () => {
      await send(at(`closed/${couple}`), {});
      const own = await keys();
      await keep({ ...own, couples: own.couples.filter((one) => one.id !== couple) });
      keysChanged();
      location.replace(at("closed"));
    });
  }
}

customElements.define("your-copy", YourCopy);
