/** Sentence beginnings that go into a field when they are tapped. */

/** Let every button in `where` with `data-into` put its words at the end of the field of that id. */
export function tapInto(where: HTMLElement): void {
  where.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button[data-into]");
    const field = button && where.querySelector<HTMLTextAreaElement>(`#${CSS.escape(button.dataset["into"] ?? "")}`);
    if (!button || !field || field.readOnly) return;
    insert(field, button.dataset["words"] ?? button.textContent ?? "");
  });
}

function insert(field: HTMLTextAreaElement, words: string): void {
  const before = field.value.trimEnd();
  const at = gap(before);
  if (at >= 0 && !words.includes("…")) {
    field.setRangeText(words, at, at + 1, "end"); // a word for a feeling fills the place that waits for it
  } else {
    field.value = before ? `${before} ${words}` : words;
    const next = before.length + (before ? 1 : 0) + Math.max(0, gap(words));
    field.focus();
    field.setSelectionRange(gap(words) < 0 ? field.value.length : next, gap(words) < 0 ? field.value.length : next + 1);
  }
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function gap(words: string): number {
  return words.indexOf("…");
}
