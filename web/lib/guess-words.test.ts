import assert from "node:assert/strict";
import { test } from "node:test";
import { findings, headings, type Item } from "./guess-words.ts";

const CUP: Item = { id: "s-cup", kind: "choice", ask: "In the cup?", options: ["Tea", "Milk", "Water", "Juice"] };
const REST: Item = { id: "s-rest", kind: "number", ask: "How rested?", low: "Worn out", high: "Well rested" };
const guesser = { about: "partner", partner: "Ben" } as const;
const subject = { about: "me", partner: "Ada" } as const;

const tell = (view: typeof guesser | typeof subject, said: number, guess: number) =>
  findings([REST], { choices: {}, numbers: { "s-rest": said } }, { choices: {}, numbers: { "s-rest": guess } }, view)[0]?.words;

test("a number is told in words, to each from their side", () => {
  assert.equal(tell(guesser, 8, 3), "Ben is a good deal nearer to “Well rested” than you thought.");
  assert.equal(tell(subject, 8, 3), "You are a good deal nearer to “Well rested” than Ada thought.");
  assert.equal(tell(guesser, 3, 5), "Ben is a little nearer to “Worn out” than you thought.");
  assert.equal(tell(guesser, 5, 5), "You two put the mark in the same place.");
  assert.equal(tell(guesser, 5, 6), "You two put the mark in nearly the same place.");
});

test("a choice is known or new, with a line to say next", () => {
  const [fresh] = findings([CUP], { choices: { "s-cup": "0" }, numbers: {} }, { choices: { "s-cup": "1" }, numbers: {} }, guesser);
  assert.deepEqual([fresh?.known, fresh?.said, fresh?.next], [false, ["Tea", "Milk"], "Tell me about “Tea”."]);
  const [known] = findings([CUP], { choices: { "s-cup": "2" }, numbers: {} }, { choices: { "s-cup": "2" }, numbers: {} }, subject);
  assert.deepEqual([known?.known, known?.next], [true, "How did you know?"]);
});

test("what either has passed is missing, and so is an option that never was", () => {
  const nothing = { choices: {}, numbers: {} };
  const all = { choices: { "s-cup": "1" }, numbers: { "s-rest": 4 } };
  assert.deepEqual(findings([CUP, REST], all, nothing, guesser), []);
  assert.deepEqual(findings([CUP, REST], nothing, all, guesser), []);
  assert.deepEqual(findings([CUP], { choices: { "s-cup": "9" }, numbers: {} }, all, guesser), []);
  assert.deepEqual(findings([CUP], { choices: { "s-cup": "constructor" }, numbers: {} }, all, guesser), []);
});

test("nothing is counted up", () => {
  const all = { choices: { "s-cup": "1" }, numbers: { "s-rest": 4 } };
  const told = JSON.stringify([findings([CUP], all, all, guesser), headings(guesser), headings(subject)]);
  assert.doesNotMatch(told, /right|wrong|correct|point|score|of 6|%/i);
});
