/** The petals: each as long as its number, the shared part within both, and the labels of the two exchangeable. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { outline, overlap, pathOf } from "./look-petals.ts";

const AT = 30; // points from one petal's middle to the next, of 180

test("a petal grows with its number, and one left out is a bud", () => {
  const round = outline([0, 5, 10, null, 3, 4]);
  assert.equal(round.length, 180);
  assert.ok(round[0]! < round[AT]! && round[AT]! < round[2 * AT]!);
  assert.equal(round[3 * AT], Math.min(...round));
});

test("between two petals the outline comes back to the middle", () => {
  const round = outline([10, 10, 10, 10, 10, 10]);
  assert.ok(Math.abs(round[AT / 2]! - 22) < 1e-6);
  assert.equal(round[2], round[178]); // the same on either side of the top
});

test("what is shared lies within both, whoever comes first", () => {
  const [one, other] = [outline([8, 2, 7, 1, null, 4]), outline([3, 9, 7, 0, 5, 10])];
  const shared = overlap(one, other);
  assert.deepEqual(shared, overlap(other, one));
  assert.ok(shared.every((reach, at) => reach <= one[at]! && reach <= other[at]!));
});

test("the path is closed and begins at the top", () => {
  assert.match(pathOf(outline([10, 0, 0, 0, 0, 0])), /^M0\.0 -116\.0L.*Z$/);
});
