/** Shares the questions of a scale: sealed once more, to both. Answers stay with who gave them. */

import { changed } from "../lib/live.ts";
import { textOf } from "../lib/letting-words.ts";
import { deliver } from "../lib/outbox.ts";
import { find, tell, toast } from "../lib/page.ts";
import { onPress, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

class ScaleShare extends HTMLElement {
  connectedCallback(): void {
    const button = find<HTMLButtonElement>(this, "button");
    button.disabled = false;
    onPress(button, this, () => this.share());
  }

  private async share(): Promise<void> {
    const page = this.closest<HTMLElement>("scale-page");
    if (!page) throw new Sentence("This scale is not on the page any more.");
    const { id, shared, couple, revision, url } = this.dataset;
    const letter = await seal({
      id: shared ?? "",
      couple: couple ?? "",
      kind: "scale",
      about: id ?? "",
      revision: Number(revision ?? 0) + 1,
      text: await textOf(page),
    });
    const delivery = await deliver(letter.id, url ?? "", { letter });
    if (delivery.state === "waiting") return tell(this, delivery.sentence);
    toast("Shared. You each answer for yourselves.");
    changed();
  }
}

customElements.define("scale-share", ScaleShare);
