/** Begins a round, and leads to it. */

import { send } from "../lib/http.ts";
import { find } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";

class GuessBegin extends HTMLElement {
  connectedCallback(): void {
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.begin());
  }

  private async begin(): Promise<void> {
    const about = this.querySelector<HTMLInputElement>("[name=about]:checked:enabled")?.value;
    if (!about) throw new Sentence("You two have played this sheet lately. Choose another for now.");
    const { url } = await send(this.dataset["url"] ?? "", { about });
    location.assign(String(url));
  }
}

customElements.define("guess-begin", GuessBegin);
