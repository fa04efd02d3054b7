import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCast, draftOf } from "../sealing/cast.test-helper.ts";
import { Opener, sealLetter } from "../sealing/letter.ts";

const standIn: string = "fake-indexeddb/auto"; // a variable, so that the types do not ask for a package that may be absent
const present = await import(standIn).then(
  () => true,
  () => false,
);
const options = { skip: present ? false : "the package fake-indexeddb is not installed, and Node has no IndexedDB of its own" };

test("keys that were kept read and write as before, until they are forgotten", options, async () => {
  const { keep, kept, forget } = await import("./keep.ts");
  assert.equal(await kept(), null);
  const { ada, coupleRecipient } = await makeCast();
  await keep(ada);
  const again = await kept();
  assert.ok(again);
  assert.equal(again.signing.extractable, false);
  const draft = draftOf();
  const envelope = await sealLetter(draft, coupleRecipient, again.signing);
  assert.equal((await new Opener(again).open(envelope, draft)).state, "open");
  await forget();
  assert.equal(await kept(), null);
});

test("drafts and outbox keep what they are given, apart from each other", options, async () => {
  const { drafts, outbox, forget } = await import("./keep.ts");
  await drafts.put("b", { sealed: new Uint8Array([1, 2]) });
  await drafts.put("a", 1);
  await drafts.put("a", 2);
  await outbox.put("a", "other");
  assert.deepEqual(await drafts.list(), [["a", 2], ["b", { sealed: new Uint8Array([1, 2]) }]]);
  assert.deepEqual([await outbox.get("a"), await outbox.get("none")], ["other", undefined]);
  await drafts.delete("a");
  await forget();
  assert.deepEqual(await drafts.list(), [["b", { sealed: new Uint8Array([1, 2]) }]]);
  await drafts.clear();
  assert.deepEqual([await drafts.list(), await outbox.list()], [[], [["a", "other"]]]);
});

test("what cannot be cloned is refused, and nothing half-written stays", options, async () => {
  const { outbox } = await import("./keep.ts");
  await assert.rejects(outbox.put("f", () => 1));
  assert.equal(await outbox.get("f"), undefined);
});
