/** Draws one finding of a round: two words, or two marks on one line, and a line to say next. */

import type { Finding } from "./guess-words.ts";

interface Two {
  subject: string;
  guesser: string;
}

/** `names` are what the two are called here, `sides` their colours. */
export function findingCard(found: Finding, names: Two, sides: Two): HTMLElement {
  const card = part("article", "card finding");
  card.append(part("h3", "", found.item.ask));
  const [said, guess] = found.said;
  if (typeof said === "number" && typeof guess === "number") card.append(...scale(found, said, guess, names, sides));
  else if (found.known) card.append(word(names.subject, String(said), sides.subject));
  else card.append(pair(word(names.subject, String(said), sides.subject), word(`${names.guesser} guessed`, String(guess), `${sides.guesser} guess`)));
  const next = part("p", "next-line");
  next.append(part("small", "", "To say next"), `“${found.next.replace(/“/g, "‘").replace(/”/g, "’")}”`);
  card.append(next);
  return card;
}

function pair(...parts: HTMLElement[]): HTMLElement {
  const both = part("div", "guess-said");
  both.append(...parts);
  return both;
}

function word(who: string, what: string, side: string): HTMLElement {
  const box = part("p", `said-one ${side}`);
  box.append(part("small", "", who), part("b", "", what));
  return box;
}

/** Two marks on one line: a full one above for who it is about, a ring below for who guessed. */
function scale(found: Finding, said: number, guess: number, names: Two, sides: Two): HTMLElement[] {
  const line = part("div", "marks");
  line.setAttribute("aria-hidden", "true");
  line.append(mark(said, `answered ${sides.subject}`, names.subject), mark(guess, `guessed ${sides.guesser}`, `${names.guesser}, guessing`));
  const ends = part("p", "guess-ends soft");
  ends.append(part("span", "", found.item.low ?? ""), part("span", "", found.item.high ?? ""));
  return [line, ends, part("p", "in-words", found.words)];
}

function mark(at: number, kind: string, label: string): HTMLElement {
  const one = part("span", `one-mark ${kind}`);
  one.append(part("i", ""), part("small", at > 7 ? "before" : at < 3 ? "after" : "", label));
  one.style.insetInlineStart = `${at * 10}%`;
  return one;
}

function part(tag: string, kind: string, words = ""): HTMLElement {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (words) made.textContent = words;
  return made;
}
