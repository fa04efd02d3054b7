import assert from "node:assert/strict";
import { test } from "node:test";
import { type Choice, fitsChoice } from "./date-choice.ts";

const any: Choice = { time: "", cost: "", energy: "", place: "", fits: "", view: "cards" };
const walk = { minutes: 60, cost: 0, energy: 2, place: "out", fits: ["evening", "moving"], children: false };

test("everything fits who has chosen nothing", () => {
  assert.ok(fitsChoice(walk, any));
});

test("time, money and energy are what there is at most", () => {
  assert.ok(fitsChoice(walk, { ...any, time: "60", cost: "0", energy: "2" }));
  assert.ok(fitsChoice(walk, { ...any, time: "120", cost: "2" }));
  assert.ok(!fitsChoice(walk, { ...any, time: "15" }));
  assert.ok(!fitsChoice({ ...walk, cost: 1 }, { ...any, cost: "0" }));
  assert.ok(!fitsChoice(walk, { ...any, energy: "1" }));
});

test("longer is longer, and lively is lively", () => {
  assert.ok(!fitsChoice(walk, { ...any, time: "more" }));
  assert.ok(fitsChoice({ ...walk, minutes: 180 }, { ...any, time: "more" }));
  assert.ok(!fitsChoice(walk, { ...any, energy: "3" }));
});

test("place and occasion are met", () => {
  assert.ok(fitsChoice(walk, { ...any, place: "out", fits: "moving" }));
  assert.ok(!fitsChoice(walk, { ...any, place: "home" }));
  assert.ok(!fitsChoice(walk, { ...any, fits: "rainy" }));
});

test("what is for children waits until it is asked for", () => {
  const fort = { ...walk, fits: ["with-children", "evening"], children: true };
  assert.ok(!fitsChoice(fort, any));
  assert.ok(!fitsChoice(fort, { ...any, fits: "evening" }));
  assert.ok(fitsChoice(fort, { ...any, fits: "with-children" }));
  assert.ok(!fitsChoice(walk, { ...any, fits: "with-children" }));
});
