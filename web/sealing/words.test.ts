import assert from "node:assert/strict";
import { test } from "node:test";
import { adaId, benId } from "./cast.test-helper.ts";
import { diceware, generatePassphrase, pairWords } from "./words.ts";

const pins = { [adaId]: "QURB", [benId]: "QkVO" };

test("the list has 7,776 different short words of a to z, sorted", async () => {
  const words = await diceware();
  assert.equal(new Set(words).size, 7_776);
  assert.ok(words.every((word) => /^[a-z]{3,9}$/u.test(word)));
  assert.deepEqual([...words].sort(), words);
});

test("a generated passphrase is five or six words of the list", async () => {
  const words = new Set(await diceware());
  const [five, six] = [await generatePassphrase(), await generatePassphrase(6)];
  assert.deepEqual([five.split(" ").length, six.split(" ").length], [5, 6]);
  assert.ok(`${five} ${six}`.split(" ").every((word) => words.has(word)));
});

test("every part of the list is drawn from about equally", async () => {
  const at = new Map((await diceware()).map((word, index) => [word, index]));
  const tenths = new Array<number>(10).fill(0);
  for (let round = 0; round < 2_000; round += 1) {
    for (const word of (await generatePassphrase(5)).split(" "))
      tenths[Math.floor(((at.get(word) ?? 0) / 7_776) * 10)]! += 1;
  }
  assert.ok(
    tenths.every((count) => count > 850 && count < 1_150),
    String(tenths),
  ); // 1,000 ± 5 standard deviations
});

test("both see the same four words, in whatever order the keys are known", async () => {
  const words = await pairWords("age1recipient", pins);
  assert.equal(words.length, 4);
  assert.deepEqual(
    await pairWords("age1recipient", Object.fromEntries(Object.entries(pins).reverse())),
    words,
  );
});

test("one other key, and the words are others", async () => {
  const words = await pairWords("age1recipient", pins);
  assert.notDeepEqual(await pairWords("age1recipienu", pins), words);
  assert.notDeepEqual(await pairWords("age1recipient", { ...pins, [benId]: "QkVP" }), words);
  assert.notDeepEqual(
    await pairWords("age1recipient", { [adaId]: pins[benId] ?? "", [benId]: pins[adaId] ?? "" }),
    words,
  );
});
