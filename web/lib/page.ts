/** What the server has put into the page for scripts, and small talk with the person reading it. */

/** A `<meta>` of the page, or "". */
export function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

/** An address below this installation's root, wherever that is mounted. */
export function at(path: string): string {
  return meta("root") + path.replace(/^\//, "");
}

/** Say something to a screen reader, politely. */
export function announce(sentence: string): void {
  const heard = document.getElementById("said");
  if (heard) heard.textContent = sentence;
}

/** Show one sentence where the person is looking; an empty one takes it away. A note in a hidden place is passed over. */
export function tell(where: Element, sentence: string, tone: "" | "care" = ""): void {
  const notes = [...where.querySelectorAll<HTMLElement>("[data-note]")];
  const seen = notes.find((one) => {
    const hidden = one.parentElement?.closest("[hidden]");
    return !hidden || hidden === where || !where.contains(hidden);
  });
  if (!seen && !sentence) return;
  const note = seen ?? where.appendChild(document.createElement("p"));
  note.dataset["note"] = "";
  note.className = `note ${tone}`.trim();
  note.hidden = sentence === "";
  note.textContent = sentence;
  note.setAttribute("role", tone === "care" ? "alert" : "status");
}

/** A short notice at the foot of the page, with one thing to do if there is one. */
export function toast(sentence: string, action?: { label: string; run: () => void }): void {
  document.querySelector(".toast")?.remove();
  const notice = document.body.appendChild(document.createElement("div"));
  notice.className = "toast";
  notice.setAttribute("role", "status");
  notice.append(sentence);
  if (action) {
    const button = notice.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = action.label;
    button.addEventListener("click", () => (notice.remove(), action.run()));
  }
  setTimeout(() => notice.remove(), action ? 10_000 : 6_000);
}

/** The element that a component cannot do without. */
export function find<E extends Element = HTMLElement>(where: ParentNode, selector: string): E {
  const found = where.querySelector<E>(selector);
  if (!found) throw new Error(`missing ${selector}`);
  return found;
}
