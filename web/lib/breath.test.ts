import assert from "node:assert/strict";
import { test } from "node:test";
import { phaseAt, widthOf } from "./breath.ts";

test("a breath goes in, holds, and goes out for longer", () => {
  assert.deepEqual([0, 3.9, 4, 5.9, 6, 11.9].map((second) => phaseAt(second, 4, 2, 6).word), ["In", "In", "Hold", "Hold", "Out", "Out"]);
  assert.equal(phaseAt(1, 4, 0, 6).left, 3);
});

test("it is widest at the turn, and narrow at both ends, without a jump", () => {
  const width = (second: number) => widthOf(phaseAt(second, 4, 0, 6));
  assert.ok(width(0) < 0.001 && width(9.999) < 0.001);
  assert.ok(width(3.999) > 0.999 && width(4) > 0.999);
});
