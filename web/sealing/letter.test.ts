import assert from "node:assert/strict";
import { before, test } from "node:test";
import { openWith, sealTo } from "./age.ts";
import { utf8, type Bytes } from "./bytes.ts";
import { adaId, benId, coupleId, draftOf, makeCast, type Cast } from "./cast.test-helper.ts";
import { signedContainer } from "./container.ts";
import {
  LetterTooLongError,
  MAX_LETTER,
  oneOf,
  Opener,
  padme,
  sealLetter,
  type Draft,
  type LetterRecord,
} from "./letter.ts";

let cast: Cast;
before(async () => (cast = await makeCast()));

const sealed = (draft: Draft): Promise<Bytes> =>
  sealLetter(draft, cast.coupleRecipient, cast.ada.signing);
const state = async (envelope: Uint8Array, record: LetterRecord): Promise<string> =>
  (await new Opener(cast.ben).open(envelope, record)).state;

test("Ben reads what Ada wrote, word for word", async () => {
  const texts = [
    "",
    "Ja 👩‍❤️‍👨 \u0000 \u2028 “so”",
    "x".repeat(40_000),
    { gratitude: "soup", wish: "" },
    "\ud800 half a pair",
  ];
  for (const text of texts) {
    const draft = draftOf({ text });
    const opened = await new Opener(cast.ben).open(await sealed(draft), draft);
    assert.deepEqual(opened, { state: "open", inner: { v: 1, ...draft } });
  }
});

test("what Ada writes for herself is open to her alone", async () => {
  const draft = draftOf({ couple: null, kind: "journal" });
  const envelope = await sealLetter(draft, cast.ada.personalRecipient, cast.ada.signing);
  assert.equal((await new Opener(cast.ada).open(envelope, draft)).state, "open");
  assert.equal(await state(envelope, draft), "unverified");
  assert.equal(await state(envelope, { ...draft, couple: coupleId }), "unverified");
});

test("what was written for two does not pass for something Ada kept to herself", async () => {
  const draft = draftOf();
  const envelope = await sealLetter(draft, cast.ada.personalRecipient, cast.ada.signing);
  const opened = await new Opener(cast.ada).open(envelope, { ...draft, couple: null });
  assert.deepEqual(opened, { state: "unverified" });
});

test("Cleo, a stranger with keys of her own, reads nothing", async () => {
  const draft = draftOf();
  const asHers = { ...draft, couple: cast.cleo.couples[0]?.id ?? null };
  const opener = new Opener(cast.cleo);
  for (const record of [draft, asHers])
    assert.deepEqual(await opener.open(await sealed(draft), record), { state: "unverified" });
});

test("the order of the numbers beside a letter does not matter", async () => {
  const draft = draftOf({ readable: { a: 1, b: { c: [1, 2], d: null } } });
  assert.equal(
    await state(await sealed(draft), { ...draft, readable: { b: { d: null, c: [1, 2] }, a: 1 } }),
    "open",
  );
});

const alterations: Record<string, Partial<LetterRecord>> = {
  "another id": { id: "11111111-0000-4000-8000-000000000001" },
  "another author": { author: benId },
  "an author nobody knows": { author: "11111111-0000-4000-8000-000000000002" },
  "an author named like a part of JavaScript": { author: "__proto__" },
  "another couple": { couple: "11111111-0000-4000-8000-000000000003" },
  "no couple": { couple: null },
  "another kind": { kind: "journal" },
  "something it is about": { about: "11111111-0000-4000-8000-000000000004" },
  "a later revision": { revision: 2 },
  "an earlier revision": { revision: 0 },
  "a number changed": { readable: { closeness: 5, feelings: ["calm", "hopeful"] } },
  "a number as text": { readable: { closeness: "4", feelings: ["calm", "hopeful"] } },
  "a number left out": { readable: { feelings: ["calm", "hopeful"] } },
  "a number added": { readable: { closeness: 4, feelings: ["calm", "hopeful"], sleep: 1 } },
  "feelings in another order": { readable: { closeness: 4, feelings: ["hopeful", "calm"] } },
};
for (const [name, change] of Object.entries(alterations)) {
  test(`beside a letter the server cannot put ${name}`, async () => {
    const draft = draftOf();
    const envelope = await sealed(draft);
    assert.equal(await state(envelope, { ...draft, ...change }), "unverified");
    assert.equal(await state(envelope, draft), "open");
  });
}

test("a field that is missing from the record is no wildcard", async () => {
  const draft = draftOf();
  const envelope = await sealed(draft);
  for (const field of ["id", "author", "couple", "kind", "about", "revision", "readable"]) {
    const record = { ...draft, [field]: undefined } as unknown as LetterRecord;
    assert.equal(await state(envelope, record), "unverified", field);
  }
  assert.equal(await state(envelope, null as unknown as LetterRecord), "unverified");
  assert.equal(await state(null as unknown as Bytes, draft), "unverified");
});

test("envelopes do not trade places, and an earlier revision does not come back", async () => {
  const first = draftOf();
  const second = { ...first, revision: 2, text: "Edited." };
  const other = draftOf({ text: "Another." });
  assert.equal(await state(await sealed(other), first), "unverified");
  assert.equal(await state(await sealed(first), second), "unverified");
  assert.equal(await state(await sealed(second), second), "open");
});

test("Ben cannot write in Ada's name, although he has the couple's key", async () => {
  const draft = draftOf({ text: "I never said that." });
  const forged = await sealLetter(draft, cast.coupleRecipient, cast.ben.signing);
  for (const reader of [cast.ada, cast.ben])
    assert.equal((await new Opener(reader).open(forged, draft)).state, "unverified");
});

test("nobody can lift a signature onto other words or another use", async () => {
  const draft = draftOf();
  const container = new TextDecoder().decode(
    await openWith(cast.couple.identity, await sealed(draft)),
  );
  const altered = await sealTo(
    [cast.coupleRecipient],
    container.replace("did me good", "did me harm"),
  );
  assert.equal(await state(altered, draft), "unverified");
  const inner = JSON.stringify({ v: 1, ...draft });
  const asPins = await sealTo(
    [cast.coupleRecipient],
    await signedContainer("pins", inner, cast.ada.signing),
  );
  assert.equal(await state(asPins, draft), "unverified");
});

test("Ada cannot sign nonsense that opens", async () => {
  const draft = draftOf();
  const nonsense = [
    { v: 2, ...draft },
    { ...draft, v: 1, text: 7 },
    { ...draft, v: 1, text: { a: { b: "c" } } },
    { ...draft, v: 1, text: null },
    { ...draft, v: 1, written_at: 5 },
    { ...draft, v: 1, readable: [] },
    "hello",
    null,
    [],
  ];
  for (const each of nonsense) {
    const envelope = await sealTo(
      [cast.coupleRecipient],
      await signedContainer("letter", JSON.stringify(each), cast.ada.signing),
    );
    assert.equal(await state(envelope, draft), "unverified", JSON.stringify(each));
  }
  for (const contents of ["", "{}", '{"v":1}', "[1]", '{"v":1,"inner":"{}","signature":"?"}']) {
    assert.equal(
      await state(await sealTo([cast.coupleRecipient], contents), draft),
      "unverified",
      contents,
    );
  }
});

test("a draft that could never be opened is not sealed", async () => {
  for (const wrong of [
    { revision: 0.5 },
    { text: 5 },
    { readable: { a: Number.NaN } },
    { readable: { a: undefined } },
    { couple: undefined },
  ]) {
    await assert.rejects(sealed(draftOf(wrong as unknown as Partial<Draft>)), TypeError);
  }
});

test("a letter has a longest size, and says when words are over it", async () => {
  await assert.rejects(sealed(draftOf({ text: "x".repeat(MAX_LETTER) })), LetterTooLongError);
});

test("sizes are padded: short letters look alike, long ones grow by an eighth at most", async () => {
  const sizes = await Promise.all(
    [0, 1, 50, 90].map(
      async (length) => (await sealed(draftOf({ text: "x".repeat(length), readable: {} }))).length,
    ),
  );
  assert.equal(new Set(sizes).size, 1, String(sizes));
  for (const length of [512, 513, 700, 1_000, 4_097, 20_000, 65_535]) {
    const padded = padme(length);
    assert.ok(padded >= length && padded <= length * 1.12, `${length} → ${padded}`);
    assert.equal(padme(padded), padded);
  }
  assert.deepEqual([0, 1, 2, 9, 512, 513, 1_025].map(padme), [0, 1, 2, 10, 512, 544, 1_088]);
});

test("what is inside is padded to a Padmé size of at least 512 bytes, counted in bytes", async () => {
  for (const text of ["", "é".repeat(300), "👩‍❤️‍👨".repeat(77), '\n"'.repeat(500)]) {
    const contents = await openWith(cast.couple.identity, await sealed(draftOf({ text })));
    assert.ok(
      contents.length >= 512 && padme(contents.length) === contents.length,
      String(contents.length),
    );
  }
});

test("there is one id for what there is one of", () => {
  const id = oneOf(adaId, "answer", "2026-03-01");
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  assert.equal(oneOf(adaId, "answer", "2026-03-01"), id);
  assert.notEqual(oneOf(benId, "answer", "2026-03-01"), id);
  assert.notEqual(oneOf("ab", "c"), oneOf("a", "bc"));
  assert.throws(() => oneOf("a\nb"), TypeError);
});

test("bytes that are no envelope at all are unverified", async () => {
  for (const bytes of [
    new Uint8Array(),
    utf8("hello"),
    utf8("age-encryption.org/v1\n"),
    crypto.getRandomValues(new Uint8Array(5_000)),
  ]) {
    assert.equal(await state(bytes, draftOf()), "unverified");
  }
});
