/** Charts keep their ticks few and their piles low, whatever they are given. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { dotsFor, fewer } from "./chart.ts";

test("few ticks, the latest among them", () => {
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul"];
  assert.deepEqual(fewer(months, 4), ["Jan", "Mar", "May", "Jul"]);
  assert.deepEqual(fewer(months, 9), months);
  assert.deepEqual(fewer([], 4), []);
});

test("a dot is one answer until a pile would grow too high", () => {
  assert.equal(dotsFor([0, 3, 12], 12), 1);
  assert.equal(dotsFor([0, 3, 25], 12), 3);
  assert.equal(dotsFor([], 12), 1);
});
