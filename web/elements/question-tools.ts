/** What one may do with a question besides answering it: later, skip, take up again, ask for another. */

import { setDraftAside } from "../lib/drafts.ts";
import { send } from "../lib/http.ts";
import { changed } from "../lib/live.ts";
import { tell, toast } from "../lib/page.ts";

const SAID: Record<string, string> = {
  later: "Left for later. You find it in Talk.",
  skip: "Skipped. Nobody is told.",
};

class QuestionTools extends HTMLElement {
  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-aside]")) {
      button.addEventListener("click", () => void this.setAside(button.dataset["aside"] ?? ""));
    }
    this.querySelector("[data-turn]")?.addEventListener("click", () => void this.another());
  }

  private async setAside(kind: string): Promise<void> {
    const url = this.dataset["url"] ?? "";
    await this.attempt(async () => {
      await send(url, { kind: kind || null });
      await this.clearWords();
      const undo = (): void => void send(url, { kind: null }).then(changed, tellFault);
      if (kind) toast(SAID[kind] ?? "", { label: "Undo", run: undo });
      changed();
    });
  }

  private async another(): Promise<void> {
    const { asked, source, own, then } = this.dataset;
    await this.attempt(async () => {
      await send(this.dataset["another"] ?? "", {
        ...(source && { source }),
        ...(own && { own }),
        ...(asked && { instead_of: asked }),
      });
      await this.clearWords();
      if (then) location.assign(then);
      changed();
    });
  }

  /** Words begun under the question stay as a draft of it; the card itself makes room. */
  private async clearWords(): Promise<void> {
    const fields = [...(this.closest("[data-live]")?.querySelectorAll("textarea") ?? [])];
    await Promise.all(fields.map(setDraftAside));
    for (const field of fields) {
      field.value = "";
      field.blur(); // a field with the cursor in it is left alone by whatever exchanges the card
    }
  }

  private async attempt(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (fault) {
      tell(this, (fault as Error).message, "care");
    }
  }
}

function tellFault(fault: unknown): void {
  toast((fault as Error).message);
}

customElements.define("question-tools", QuestionTools);
