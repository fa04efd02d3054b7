/** One's own look, sealed and read back: strictly numbers within their bounds. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromText, toText } from "./look-answers.ts";

test("what is sealed is read back, and stands there in words, too", () => {
  const text = toText({ trust: 7, circles: 4 }, new Map([["trust", "Trust"]]));
  assert.equal(text["words"], "Trust: 7\ncircles: 4");
  assert.deepEqual(fromText(text), { trust: 7, circles: 4 });
});

test("anything that is no number of a look is left out", () => {
  const numbers = JSON.stringify({ trust: 11, empathy: -1, safety: 2.5, acceptance: "7", circles: 8, "sign-time": 0 });
  assert.deepEqual(fromText({ numbers }), { "sign-time": 0 });
  for (const other of ["no JSON", "[1]", "null", "7", ""]) assert.deepEqual(fromText({ numbers: other }), {});
  assert.deepEqual(fromText("words"), {});
});
