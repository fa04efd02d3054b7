/** Scores: what answers come to, how sure it is, and when nothing is said. Every item is made up. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { pack, unpack } from "./scale-pack.ts";
import { type IntegerItem, readKept, readScale, type Scale, type Score, sealable } from "./scale-read.ts";
import { responseOf } from "./scale-response.ts";
import { type Answers, changeOf, errorOf, resultOf, resultsOf, turned, valueOf } from "./scale-score.ts";
import { allWords, briefWords, changeWords, resultWords, sourceWords } from "./scale-words.ts";

const IDS = ["light", "rest", "hurry", "bread"];
const whole = (id: string): IntegerItem => ({ id, group: null, text: id, kind: "integer", required: false, low: 0, high: 4 });
const SCORE: Score = {
  ...{ id: "ease", name: "Ease", items: IDS, reverse: ["hurry"], method: "sum", least_answered: 3, range: [0, 16] },
  ...{ reliability: null, retest: null },
};
const FIGURES = { reliability: { alpha: 0.75, sd: 4, source: "a made-up table" }, retest: { r: 0.84, sd: 2.5, source: "another" } };
const ALL: Answers = { light: 3, rest: 2, hurry: 1, bread: 4 };

function scaleWith(score: Partial<Score>, items = IDS.map(whole)): Scale {
  const about = { title: "Mornings", licence: "ours", copyright: "", url: "https://example.org/m", version: "2" };
  return { ...about, items, scores: [{ ...SCORE, ...score }] };
}

function valueWith(score: Partial<Score>, answers: Answers): number | null {
  const result = resultsOf(scaleWith(score), answers)[0];
  return result?.state === "scored" ? result.value : null;
}

test("a sum, a mean, and one item turned round", () => {
  assert.equal(valueWith({}, ALL), 3 + 2 + 3 + 4);
  assert.equal(valueWith({ method: "mean" }, ALL), 3);
  assert.equal(valueWith({ reverse: [] }, ALL), 10);
});

test("an item turned twice is as before", () => {
  for (let value = 0; value <= 4; value++) assert.equal(turned(whole("a"), turned(whole("a"), value)), value);
  const choice = { ...whole("b"), kind: "choice" as const, options: [0.1, 0.7, 2.3].map((number, at) => ({ system: "", code: `${at}`, display: "", number })) };
  for (const { number } of choice.options) assert.equal(turned(choice, turned(choice, number)), number);
});

test("the order of the items, in the scale and in the score, changes nothing", () => {
  const tenth = ["a", "b", "c", "d", "e"].map((id, at) => ({ id, group: null, text: id, kind: "choice" as const, required: false, options: [{ system: "", code: "x", display: "", number: 0.1 * (at + 1) }, { system: "", code: "y", display: "", number: 9 }] }));
  const answers = Object.fromEntries(tenth.map((one) => [one.id, "x"]));
  const ids = tenth.map((one) => one.id);
  const results = new Set<string>();
  for (let turn = 0; turn < 60; turn++) {
    const mixed = [...tenth].sort(() => Math.random() - 0.5);
    const score = { ...SCORE, items: [...ids].sort(() => Math.random() - 0.5), reverse: [] };
    results.add(JSON.stringify(resultOf({ ...scaleWith({}), items: mixed }, score, answers)));
  }
  assert.equal(results.size, 1);
});

test("an answer left out is made up for from the others, while enough are there", () => {
  const three: Answers = { light: 3, rest: 2, bread: 4 };
  assert.equal(valueWith({}, three), 12);
  assert.equal(valueWith({ method: "mean" }, three), 3);
  assert.deepEqual(resultsOf(scaleWith({}), { light: 3, rest: 2 })[0], { state: "too-few", answered: 2, of: 4, least: 3 });
  assert.deepEqual(resultsOf(scaleWith({}), {})[0], { state: "too-few", answered: 0, of: 4, least: 3 });
});

test("leaving out an answer that equals the others' mean changes no score", () => {
  assert.equal(valueWith({}, { light: 2, rest: 2, hurry: 2, bread: 2 }), valueWith({}, { light: 2, rest: 2, hurry: 2 }));
});

test("what could not be answered counts as not answered", () => {
  for (const wrong of [-1, 5, 1.5, Number.NaN, "2"]) assert.equal(valueOf(whole("a"), wrong), null);
});

test("the standard error needs its figures, and stays within the range", () => {
  assert.equal(errorOf({ ...SCORE, ...FIGURES }), 2);
  assert.equal(errorOf(SCORE), null);
  const result = resultsOf(scaleWith(FIGURES), ALL)[0];
  assert.deepEqual(result, { state: "scored", value: 12, answered: 4, of: 4, band: [8.08, 15.92] });
  const top = resultsOf(scaleWith(FIGURES), { light: 4, rest: 4, hurry: 0, bread: 4 })[0];
  assert.deepEqual(top?.state === "scored" && top.band, [12.08, 16]);
});

test("a word of change needs a sourced retest figure and whole answers", () => {
  const [before, after] = [ALL, { ...ALL, light: 0, bread: 3 }].map((one) => resultOf(scaleWith({}), SCORE, one));
  assert.ok(before && after); // four apart; the margin is 1.96 · √2 · 2.5 · 0.4 = 2.77
  assert.equal(changeOf(SCORE, before, after), null);
  assert.equal(changeWords(SCORE, before, after, "1 May"), "");
  assert.equal(changeOf({ ...SCORE, ...FIGURES }, before, after), "beyond");
  assert.equal(changeOf({ ...SCORE, ...FIGURES }, after, after), "within");
  assert.match(changeWords({ ...SCORE, ...FIGURES }, before, after, "1 May"), /^Since 1 May, from 12 to 8\. .*95 of 100/);
  const left = resultOf(scaleWith({}), SCORE, { light: 0, rest: 0, bread: 0 });
  assert.equal(changeOf({ ...SCORE, ...FIGURES }, before, left), null);
});

test("the words say the number, its error, and what was left out", () => {
  assert.equal(allWords(scaleWith({}), ALL), "Ease: 12, where 0 to 16 is possible. Its error is not known.");
  const result = resultOf(scaleWith(FIGURES), { ...SCORE, ...FIGURES }, { light: 3, rest: 2, bread: 4 });
  assert.match(resultWords(SCORE, result), /between 8\.1 and 15\.9\. One answer was left out, so it is less sure/);
  assert.match(allWords(scaleWith({}), { light: 1 }), /No score: 1 of 4 answered, and it takes 3\./);
  assert.equal(briefWords(scaleWith(FIGURES), ALL), "Ease: 12, most likely between 8.1 and 15.9");
  assert.equal(briefWords(scaleWith({}), { light: 1 }), "Ease: no score, 1 of 4 answered");
  assert.equal(sourceWords(SCORE), "");
  assert.match(sourceWords({ ...SCORE, ...FIGURES }), /a made-up table.*another/);
});

test("as FHIR, in groups and in order, naming nobody", () => {
  const items = [whole("light"), { ...whole("rest"), group: "g" }, { ...whole("hurry"), group: "g" }, whole("bread")];
  const response = responseOf(scaleWith({}, items), { light: 3, hurry: 1, rest: 2 }, "2026-11-22T20:15:00.000Z");
  assert.deepEqual(response, {
    resourceType: "QuestionnaireResponse",
    questionnaire: "https://example.org/m|2",
    status: "completed",
    authored: "2026-11-22T20:15:00.000Z",
    item: [
      { linkId: "light", answer: [{ valueInteger: 3 }] },
      { linkId: "g", item: [{ linkId: "rest", answer: [{ valueInteger: 2 }] }, { linkId: "hurry", answer: [{ valueInteger: 1 }] }] },
    ],
  });
  const asked = responseOf(scaleWith({}, [{ ...whole("light"), required: true }]), {}, "2026-11-22T20:15:00Z");
  assert.equal(asked["status"], "stopped");
});

test("a scale comes back from its letter as it was, files and all", async () => {
  const files = ["\ufeff{ \"a\": 1 }\r\n  ", "{}\n"] as const;
  const scale = { v: 1, ...scaleWith(FIGURES) };
  const kept = await readKept(await sealable(scale, ...files));
  assert.deepEqual(kept, { scale: scaleWith(FIGURES), questionnaire: files[0], scoring: files[1] });
});

test("half a scale is none", async () => {
  const good = { v: 1, ...scaleWith(FIGURES) };
  const broken = [
    ...[null, [], {}, { ...good, v: 2 }, { ...good, title: 3 }, { ...good, items: [{ kind: "other" }] }],
    ...[{ ...good, scores: [{ ...SCORE, method: "max" }] }, { ...good, scores: [{ ...SCORE, range: [1] }] }],
    { ...good, items: [{ ...whole("a"), low: "0" }] },
  ];
  for (const one of broken) assert.throws(() => readScale(one));
  for (const text of ["", "AAAA", { score: "not base64" }]) await assert.rejects(readKept(text));
});

test("what swells beyond any scale is not unpacked", async () => {
  assert.equal(await unpack(await pack("é".repeat(100_000))), "é".repeat(100_000));
  await assert.rejects(unpack(await pack(" ".repeat(5_000_000))));
});
