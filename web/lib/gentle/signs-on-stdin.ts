/** For working the leanings out: rules and lines come in as JSON, and the signs of each line go out as JSON. */

import { signs } from "./leaning.ts";
import { toneOf } from "./notice.ts";
import { Reading } from "./reading.ts";
import { ready, type RuleBook } from "./rules.ts";

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const { rules, lines } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { rules: RuleBook; lines: string[] };
const book = ready(rules);
const found = lines.map((line) => {
  const { text } = new Reading(line, book.slips);
  const { warm, cold } = toneOf(text, book);
  return [...signs(text, { warm, soft: !cold }, book.leaning.lists)];
});
process.stdout.write(JSON.stringify(found));
