/**
 * What two sheets of a round say side by side, as discoveries.
 *
 * Promise: nothing is counted up, and no sentence says that somebody was wrong.
 */

export interface Item {
  id: string;
  kind: "choice" | "number";
  ask: string;
  options?: string[];
  low?: string;
  high?: string;
}

/** One of the two sheets: the option's number as text for a choice, 0 to 10 for a number. */
export interface Sheet {
  choices: Record<string, string>;
  numbers: Record<string, number>;
}

/** One item that neither passed. */
export interface Finding {
  item: Item;
  known: boolean;
  /** What the two said: the one it is about, then the one who guessed. */
  said: [string, string] | [number, number];
  /** What there was between them, in words; "" for a choice. */
  words: string;
  /** A line to say next. */
  next: string;
}

/** From whose eyes it is told. `about`: whether this person is the one it is about, or the other. */
export interface View {
  about: "me" | "partner";
  partner: string;
}

const NEAR = 1; // steps of ten between two marks that still count as the same place

/** The findings in the order of the sheet; an item that either has passed is missing. */
export function findings(items: Item[], answered: Sheet, guessed: Sheet, view: View): Finding[] {
  return items.flatMap((item, index) => {
    const found = item.kind === "number" ? numberOf(item, answered, guessed, view) : choiceOf(item, answered, guessed, view, index);
    return found ? [found] : [];
  });
}

function choiceOf(item: Item, answered: Sheet, guessed: Sheet, view: View, index: number): Finding | null {
  const said = optionOf(item, answered.choices[item.id]);
  const guess = optionOf(item, guessed.choices[item.id]);
  if (said === null || guess === null) return null;
  const known = said === guess;
  return { item, known, said: [said, guess], words: "", next: nextLine(known, said, guess, view, index) };
}

function optionOf(item: Item, index: string | undefined): string | null {
  return /^\d$/.test(index ?? "") ? (item.options?.[Number(index)] ?? null) : null;
}

function nextLine(known: boolean, said: string, guess: string, view: View, index: number): string {
  const lines =
    view.about === "partner"
      ? known
        ? [`I had a hunch. When was the last time?`, `“${said}”. What do you like best about it?`, `When did “${said}” begin with you?`]
        : [`Tell me about “${said}”.`, `“${said}”. What is it like for you?`, `When did you last have that: “${said}”?`]
      : known
        ? [`How did you know?`, `What gave it away?`, `When did you notice that about me?`]
        : [`What made you think of “${guess}”?`, `I can tell you why it’s “${said}”.`, `Shall I tell you a story about “${said}”?`];
  return lines[index % lines.length] ?? "";
}

function numberOf(item: Item, answered: Sheet, guessed: Sheet, view: View): Finding | null {
  const [said, guess] = [answered.numbers[item.id], guessed.numbers[item.id]];
  if (said === undefined || guess === undefined) return null;
  const known = Math.abs(said - guess) <= NEAR;
  const end = (said > guess ? item.high : item.low) ?? "";
  const far = Math.abs(said - guess) >= 4 ? "a good deal" : "a little";
  const me = view.about === "me";
  const words = known
    ? "You two put the mark in nearly the same place."
    : me
      ? `You are ${far} nearer to “${end}” than ${view.partner} thought.`
      : `${view.partner} is ${far} nearer to “${end}” than you thought.`;
  const next = me
    ? known ? "How could you tell?" : `Let me tell you what puts me nearer to “${end}”.`
    : known ? "What would move it a little?" : `Tell me what puts you nearer to “${end}”.`;
  return { item, known, said: [said, guess], words: said === guess ? "You two put the mark in the same place." : words, next };
}

/** The headings of the two groups. */
export function headings(view: View): { fresh: string; known: string } {
  return view.about === "partner"
    ? { fresh: "New to you", known: "You knew" }
    : { fresh: `New to ${view.partner}`, known: `${view.partner} knew` };
}
