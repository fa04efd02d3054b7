import assert from "node:assert/strict";
import { test } from "node:test";

import { fromText, shared, toText } from "./values-list.ts";

const seven = ["play", "calm", "truth", "care", "home", "awe", "rest"];

test("a list is the same after its way through a letter", () => {
  assert.deepEqual(fromText(toText(seven)), seven);
  assert.deepEqual(toText(seven)["rest"], "awe rest");
  assert.deepEqual(toText(seven.slice(0, 5)), { five: "play calm truth care home" });
});

test("what is no list is an empty one, and nothing stands in it twice", () => {
  assert.deepEqual(fromText("play calm"), []);
  assert.deepEqual(fromText({ five: "play play calm" }), ["play", "calm"]);
  assert.equal(fromText({ five: seven.join(" "), rest: "a b c d e f" }).length, 10);
});

test("what both chose is told in the order of the first", () => {
  assert.deepEqual(shared(seven, ["rest", "calm", "gold"]), ["calm", "rest"]);
});
