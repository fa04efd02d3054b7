import assert from "node:assert/strict";
import { test } from "node:test";
import { idsOf, letterOf, noteIn, numbersIn, saysSomething } from "./diary.ts";

const numbers = { day: "2026-11-22", feelings: ["tender"], closeness: 0, disagreement: false };
const inner = { v: 1, id: "a", author: "b", kind: "checkin", about: null, revision: 1, written_at: "" } as const;

test("a shared day has its numbers in clear, and its words sealed", () => {
  const letter = letterOf(numbers, "a note", true);
  assert.deepEqual(letter, { readable: numbers, text: { note: "a note" } });
  assert.deepEqual(numbersIn({ ...inner, couple: "c", ...letter }), numbers);
});

test("a day that is just for its author has nothing in clear, and gives back the same", () => {
  const letter = letterOf(numbers, "", false);
  assert.deepEqual(letter.readable, {});
  assert.deepEqual(numbersIn({ ...inner, couple: null, ...letter }), numbers);
  assert.equal(noteIn({ ...inner, couple: null, ...letter }), "");
});

test("nought and no are answers, and an empty day is none", () => {
  assert.equal(saysSomething({ day: "2026-11-22", closeness: 0 }), true);
  assert.equal(saysSomething({ day: "2026-11-22", disagreement: false }), true);
  assert.equal(saysSomething({ day: "2026-11-22" }), false);
});

test("what is no list of ids counts as none", () => {
  assert.deepEqual(idsOf({ feelings: "tender" }, "feelings"), []);
  assert.deepEqual(idsOf({ feelings: ["tender", 3] }, "feelings"), ["tender"]);
});
