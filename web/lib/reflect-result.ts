/**
 * What comes of a reflection, worked out here and nowhere else: the server never sees an answer.
 *
 * Our own questions: no norms, no cut-offs, no total. It says what somebody recognised most, next to
 * what they recognised less, and no more than that.
 */

export type Answers = Record<string, string>;
export interface Result {
  most: string[];
  some: string[];
}

const RECOGNISED = 2; // the middle of 0 to 4, in at least one of a barrier's sentences
const NEAR = 1;
const SHOWN = 2;

/** Answers named "barrier-number", 0 to 4 each; what was left out counts as nothing. */
export function barriersIn(answers: Answers): Result {
  const sums = new Map<string, number>();
  const known = new Set<string>();
  for (const [name, value] of Object.entries(answers)) {
    const id = name.replace(/-\d+$/, "");
    sums.set(id, (sums.get(id) ?? 0) + Number(value));
    if (Number(value) >= RECOGNISED) known.add(id);
  }
  return sorted([...sums].filter(([id]) => known.has(id)), NEAR);
}

/** Answers named by scene, each the id of a style. */
export function stylesIn(answers: Answers): Result {
  return sorted(countsOf(answers), 0);
}

/** The same of ways of meeting closeness, of which one more or less makes no difference: they mix. */
export function waysIn(answers: Answers): Result {
  return sorted(countsOf(answers), NEAR);
}

function countsOf(answers: Answers): [string, number][] {
  const counts = new Map<string, number>();
  for (const id of Object.values(answers)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts];
}

function sorted(found: [string, number][], near: number): Result {
  const order = found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const top = order[0]?.[1] ?? 0;
  const most = order.filter(([, sum]) => sum >= top - near).slice(0, SHOWN).map(([id]) => id);
  const rest = order.map(([id]) => id).filter((id) => !most.includes(id));
  return { most, some: rest.slice(0, SHOWN) };
}

/** The result in a sentence or two. */
export function resultWords(result: Result, title: (id: string) => string): string {
  if (!result.most.length) return "Nothing stood out today. That is an answer, too.";
  const list = (ids: string[]) => ids.map((id) => `“${title(id)}”`).join(" and ");
  const some = result.some.length ? ` Also, a little: ${list(result.some)}.` : "";
  return `Most of all: ${list(result.most)}.${some}`;
}
