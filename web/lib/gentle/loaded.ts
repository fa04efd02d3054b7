/** The rules of gentle words, fetched once a page and kept by the browser: before anybody types, never while. */

import { ready, type RuleBook, type Rules } from "./rules.ts";

let rules: Promise<Rules> | null = null;

/** The rules from this address, ready to run. What could not be fetched is asked for again the next time. */
export function loaded(url: string): Promise<Rules> {
  rules ??= fetched(url).catch((fault: unknown) => {
    rules = null;
    throw fault;
  });
  return rules;
}

async function fetched(url: string): Promise<Rules> {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`the rules did not come: ${answer.status}`);
  return ready((await answer.json()) as RuleBook);
}
