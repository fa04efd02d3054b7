import assert from "node:assert/strict";
import { test } from "node:test";
import { actsOf } from "./live-acts.ts";
import type { LiveState, Turn } from "./live-state.ts";
import { passing, saying } from "./live-words.ts";

const turn = (more: Partial<Turn>): Turn => ({
  kind: "speak", step: 0, seconds: 60, speaker: "you", role: "speaker", text: "Tell.", other: "Listen.", ...more,
});
const state = (more: Partial<LiveState>): LiveState => ({
  id: "", version: 1, phase: "running", mode: "two", own: null, turn: 0, count: 2, again: 0,
  names: { you: "Ada", partner: "Ben" }, sides: { you: "clay", partner: "tide" }, first: "you",
  joined: { you: true, partner: true }, ready: { you: true, partner: true }, partner_here: true,
  ends_at: null, remaining_ms: null, server_now: "", chosen: null, rated: null, words: null, may: ["next"], turns: [], ...more,
});

test("each phone says what its own person does", () => {
  assert.equal(saying(state({}), turn({})).role, "You speak");
  const listens = saying(state({}), turn({ speaker: "partner", role: "listener", text: "Listen." }));
  assert.deepEqual([listens.role, listens.beside, listens.words], ["You listen", "Ben speaks", "Listen."]);
});

test("in a reflection the one who listened speaks", () => {
  assert.equal(saying(state({}), turn({ kind: "reflect" })).role, "Ben says it back");
  assert.equal(saying(state({}), turn({ kind: "reflect", speaker: "partner" })).role, "You say it back");
});

test("one screen has both parts, by name", () => {
  const said = saying(state({ mode: "one" }), turn({ role: "both" }));
  assert.deepEqual([said.role, said.words, said.under], ["Ada speaks", "Tell.", "Ben: Listen."]);
  const back = saying(state({ mode: "one" }), turn({ kind: "reflect", text: "Does it fit?", other: "Say it back." }));
  assert.deepEqual([back.role, back.words, back.under], ["Ben says it back", "Say it back.", "Ada: Does it fit?"]);
});

test("the screen is passed on when another speaks, and not before", () => {
  const turns = [turn({}), turn({}), turn({ speaker: "partner" })];
  const cues = turns.map((one, index) => passing(state({ mode: "one", turns, turn: index }), one));
  assert.deepEqual(cues, ["Pass it to Ada", "", "Pass it to Ben"]);
});

test("only what may be done has a button", () => {
  const turns = [turn({ kind: "reflect" }), turn({})];
  const standing = { over: false, keeps: false };
  assert.deepEqual(actsOf(state({ turns, may: ["pause"] }), standing), []);
  const fits = actsOf(state({ turns, may: ["confirm", "not-quite", "next"] }), standing);
  assert.deepEqual(fits.map((act) => act.command), ["confirm", "not-quite"]);
});
