import assert from "node:assert/strict";
import { test } from "node:test";
import { joinRounds, plainTurns, stepOf } from "./step-kinds.ts";

const more = { each: true, listener: "", options: ["Oat", "Ginger"], number: 1 };

test("a step in turn is played twice, and no word of it leaves in clear", () => {
  const steps = [stepOf("read", "Kettle on.", 60, more), stepOf("speak", "Your week?", 90, more), stepOf("choose", "Which?", 60, more)];
  const turns = plainTurns(steps);
  assert.deepEqual(turns.map((one) => (one as { speaker: string | null }).speaker), [null, "first", "second", null]);
  assert.ok(!JSON.stringify(turns).includes("week"));
  assert.deepEqual(turns[3], { kind: "choose", seconds: null, speaker: null, step: 2, reveal: null, options: 2 });
});

test("breathing lasts as long as its breaths", () => {
  const [turn] = plainTurns([stepOf("breathe", "Slowly.", 60, more)]);
  assert.equal((turn as { seconds: number }).seconds, 60);
});

test("saying it back belongs to what was said, and is played with it", () => {
  const steps = [stepOf("speak", "Your week?", 90, more), stepOf("reflect", "It sounds like …", 60, more), stepOf("close", "Thanks.", 60, more)];
  assert.equal(joinRounds(steps), -1);
  const played = plainTurns(steps).map((one) => `${(one as { kind: string }).kind} ${(one as { speaker: string | null }).speaker}`);
  assert.deepEqual(played, ["speak first", "reflect first", "speak second", "reflect second", "close null"]);
  assert.equal(joinRounds([stepOf("read", "Hello.", 60, more), stepOf("reflect", "So?", 60, more)]), 1);
});
