/** The results of reflections: what was recognised most, and never a total. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { barriersIn, resultWords, stylesIn, waysIn } from "./reflect-result.ts";

const title = (id: string): string => id.toUpperCase();

test("what is recognised most comes first, and near ones stand together", () => {
  const answers = { "full-1": "4", "full-2": "3", "doubt-1": "4", "doubt-2": "2", "words-1": "2", "hurt-1": "1" };
  assert.deepEqual(barriersIn(answers), { most: ["full", "doubt"], some: ["words"] });
});

test("weak answers to everything name nothing", () => {
  const result = barriersIn({ "full-1": "1", "full-2": "1", "full-3": "1", "doubt-1": "0" });
  assert.deepEqual(result, { most: [], some: [] });
  assert.match(resultWords(result, title), /Nothing stood out/);
});

test("nothing answered is no fault", () => {
  assert.deepEqual(barriersIn({}), { most: [], some: [] });
  assert.deepEqual(stylesIn({}), { most: [], some: [] });
});

test("the styles chosen most, a tie together", () => {
  const result = stylesIn({ a: "quiet", b: "near", c: "quiet", d: "near", e: "talks" });
  assert.deepEqual(result, { most: ["near", "quiet"], some: ["talks"] });
  assert.equal(resultWords(result, title), "Most of all: “NEAR” and “QUIET”. Also, a little: “TALKS”.");
});

test("ways of meeting closeness mix: one answer more or less makes no type", () => {
  const answers = { a: "resting", b: "resting", c: "resting", d: "reaching", e: "reaching", f: "stepping-back" };
  assert.deepEqual(waysIn(answers), { most: ["resting", "reaching"], some: ["stepping-back"] });
  assert.deepEqual(waysIn({ a: "resting", b: "resting", c: "resting", d: "reaching" }).most, ["resting"]);
});
