/** For tests and measures: rules and lines come in as JSON, and what was noticed goes out as JSON. */

import { notice } from "./notice.ts";
import { ready, type RuleBook } from "./rules.ts";

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const { rules, lines } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { rules: RuleBook; lines: string[] };
const book = ready(rules);
process.stdout.write(JSON.stringify(lines.map((line) => notice(line, book))));
