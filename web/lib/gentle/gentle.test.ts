/** Gentle words reads what people type as they meant it, and remembers where it stood. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Notice, notice, oneEach } from "./notice.ts";
import { Reading } from "./reading.ts";
import { ready, type RuleBook } from "./rules.ts";
import { oneSlip, spelled } from "./spelling.ts";

const SLIPS = ["always", "useless"];
const pattern = (id: string, find: string[], more: object = {}): RuleBook["kinds"][number]["pattern"][number] => ({
  id, find, unless: [], also: [], weak: false, cold: false, lean: null, last: false, weight: 1, say: "", ...more,
});
const kind = (name: string, pattern: RuleBook["kinds"][number]["pattern"], least = 1): RuleBook["kinds"][number] => ({
  kind: name, title: name, why: "why", offer: "offer", least, unless: [], pattern,
});
const RULES = ready({
  lists: { insult: ["idiot", "clown"] },
  reported: ["(?:you|i) said(?: that)?"],
  warm: ["thank you"],
  soft: ["i feel"],
  slips: SLIPS,
  leaning: { start: 0, signs: { grim: 50, "^ lovely": -60, "<insult>": 30, "#soft": -10 }, least: { plain: -40, weak: -40, cold: -40 } },
  kinds: [
    kind("name", [pattern("name", ["you <insult>"], { say: "I’m upset" })]),
    kind("always", [pattern("always", ["you always ([a-z]+)"], { weak: true, say: "lately you $1" })]),
    kind("cold", [pattern("cold", ["you forgot"], { cold: true })]),
    kind("broad", [pattern("broad", ["you [a-z]+"], { lean: 50 }), pattern("last", ["grim"], { last: true })]),
    kind("many", [pattern("many", ["you [a-z]+ed"])], 3),
  ],
});
const kinds = (typed: string): string[] => notice(typed, RULES).map((one) => one.kind);

test("contractions are written out, with and without their marks", () => {
  for (const [typed, plain] of [["you’re", "you are"], ["youre", "you are"], ["dont", "do not"], ["Can't", "can not"], ["u", "you"]] as const) {
    assert.equal(spelled(typed, "", []), plain);
  }
  assert.equal(spelled("your", "so", []), "you are");
  assert.equal(spelled("your", "mother", []), "your");
  assert.equal(spelled("ill", "call", []), "i will");
  assert.equal(spelled("ill", "", []), "ill");
  assert.equal(spelled("soooo", "", []), "soo");
});

test("one slip of a letter is forgiven, and no more", () => {
  for (const typed of ["usless", "uselesss", "usaless", "uesless"]) assert.ok(oneSlip(typed, "useless"), typed);
  assert.equal(oneSlip("us", "useless"), false);
  assert.equal(spelled("alwasy", "", SLIPS), "always");
  assert.equal(spelled("ways", "", SLIPS), "ways");
});

test("quotations are folded, and apostrophes open none", () => {
  assert.equal(new Reading('He shouted "you idiot" at Jo', []).text, "he shouted qqq at jo.");
  assert.equal(new Reading("I said ‘you clown’ and I regret it", []).text, "i said qqq and i regret it.");
  assert.equal(new Reading("the boys' bike isn't ours, it's Jo's", []).text, "the boys bike is not ours, it is jo's.");
});

test("what is found stands where it was typed", () => {
  const typed = "Hm…  YOU   idiot!";
  const [one] = notice(typed, RULES);
  assert.equal(one?.words, "YOU   idiot");
  assert.equal(typed.slice(one?.from, one?.to), "YOU   idiot");
});

test("reported and quoted words are spared, and warm ones take the weak patterns away", () => {
  assert.deepEqual(kinds("you always sulk"), ["always"]);
  assert.deepEqual(kinds("I said you always sulk"), []);
  assert.deepEqual(kinds("You always cook. Thank you"), []);
  assert.deepEqual(kinds("you forgot the cake"), ["cold"]);
  assert.deepEqual(kinds("you forgot the cake and I feel sad"), []);
});

test("a broad pattern is heard where the words around it lean hard, and any is spared where they lean gentle", () => {
  assert.deepEqual(kinds("you hum"), []);
  assert.deepEqual(kinds("grim, you hum"), ["broad"]);
  assert.deepEqual(notice("grim, you hum", RULES).map((one) => one.pattern), ["broad"]);
  assert.deepEqual(notice("grim", RULES).map((one) => one.pattern), ["last"]);
  assert.deepEqual(kinds("you forgot the cake"), ["cold"]);
  assert.deepEqual(kinds("lovely evening, you forgot the cake"), []);
});

test("many complaints are one notice, from the first to the last", () => {
  assert.deepEqual(kinds("you yelled and you sulked"), []);
  const [one] = notice("So: you yelled, you sulked, you moaned.", RULES);
  assert.equal(one?.words, "you yelled, you sulked, you moaned");
});

test("another way to say it begins as the place does, and is none where it would not fit", () => {
  const say = (typed: string): string | undefined => notice(typed, RULES)[0]?.say;
  assert.equal(say("You always sulk"), "Lately you sulk");
  assert.equal(say("well, you always sulk"), "lately you sulk");
  assert.equal(say("You always sulked"), "");
});

test("for the same words the first kind of the rules is told", () => {
  const found: Notice[] = notice("you idiot, you always sulk, you always moan", RULES);
  assert.deepEqual(oneEach(found, RULES).map((one) => one.kind), ["name", "always"]);
});
