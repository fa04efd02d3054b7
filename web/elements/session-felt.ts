/** How a session felt: three numbers and a line, for oneself alone. */

import { oneOf } from "../sealing/letter.ts";
import { keepDraft } from "../lib/drafts.ts";
import { send } from "../lib/http.ts";
import { find, meta, toast } from "../lib/page.ts";
import { onSubmit, Sentence } from "../lib/submit.ts";
import { seal } from "../lib/write.ts";

const ASKED = ["close", "safe", "helped"] as const;

class SessionFelt extends HTMLElement {
  private endDraft: () => Promise<void> = async () => undefined;

  connectedCallback(): void {
    const felt = JSON.parse(this.dataset["felt"] ?? "{}") as Record<string, number | null>;
    for (const name of ASKED) {
      const input = this.querySelector<HTMLInputElement>(`input[name=${name}][value="${felt[name]}"]`);
      if (input) input.checked = true;
    }
    onSubmit(find<HTMLFormElement>(this, "form"), () => this.keep());
    void keepDraft(this.line, `felt:${this.dataset["live"]}`).then((end) => (this.endDraft = end));
  }

  private get line(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>(this, "textarea");
  }

  private number(name: string): number | null {
    const chosen = this.querySelector<HTMLInputElement>(`input[name=${name}]:checked`);
    return chosen ? Number(chosen.value) : null;
  }

  private async keep(): Promise<void> {
    const felt = Object.fromEntries(ASKED.map((name) => [name, this.number(name)]));
    const text = this.line.value.trim();
    if (!text && Object.values(felt).every((one) => one === null)) {
      throw new Sentence("Choose a number, or write a line. Or go back to Today; nothing is expected.");
    }
    await send(this.dataset["url"] ?? "", { ...felt, ...(text && { letter: await this.sealed(text) }) });
    await this.endDraft();
    this.line.value = "";
    toast("Kept, just for you.");
    find<HTMLElement>(this, ".button").classList.remove("quiet");
    find<HTMLElement>(this, "form button").classList.add("quiet");
  }

  private sealed(text: string): ReturnType<typeof seal> {
    const about = this.dataset["live"] ?? "";
    const id = oneOf("practice-note", about, meta("person"));
    const revision = Number(this.dataset["revision"] ?? 0) + 1;
    this.dataset["revision"] = String(revision);
    return seal({ id, couple: null, kind: "practice-note", about, revision, text });
  }
}

customElements.define("session-felt", SessionFelt);
