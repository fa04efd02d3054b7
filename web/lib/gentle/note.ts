/** A note below a field: which words, why they may land hard, and another way to say it. */

import type { Notice } from "./notice.ts";

/** The note, with what its buttons do. */
export function note(notice: Notice, run: { use: () => void; leave: () => void }): HTMLElement {
  const item = document.createElement("li");
  add(item, "b", notice.title);
  add(item, "q", notice.words);
  add(item, "p", notice.why);
  if (notice.say) {
    add(item, "small", "Another way to begin");
    add(item, "p", notice.say).className = "aloud";
  } else {
    add(item, "p", notice.offer);
  }
  const row = item.appendChild(document.createElement("div"));
  row.className = "row";
  if (notice.say) row.append(button("Use this", "quiet", run.use));
  row.append(button("Leave it as it is", "bare", run.leave));
  return item;
}

function add(where: HTMLElement, tag: string, words: string): HTMLElement {
  const made = where.appendChild(document.createElement(tag));
  made.textContent = words;
  return made;
}

function button(words: string, look: string, run: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = look;
  made.textContent = words;
  made.addEventListener("click", run);
  return made;
}
