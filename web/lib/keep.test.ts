import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOf, makeCast } from "../sealing/cast.test-helper.ts";
import { Opener, sealLetter } from "../sealing/letter.ts";
import { drafts, files, forget, forgetPerson, keep, kept, outbox } from "./keep.ts";

/** What a browser holds that has met the first version alone. */
function firstVersion(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("twofold", 1);
    request.onupgradeneeded = () => {
      for (const name of ["keys", "drafts", "outbox"]) request.result.createObjectStore(name);
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const writing = request.result.transaction(["drafts", "outbox"], "readwrite");
      writing.objectStore("drafts").put("begun", "ada d");
      writing.objectStore("outbox").put("on its way", "ada o");
      writing.oncomplete = () => (request.result.close(), resolve());
    };
  });
}

test("a browser of an earlier version keeps all it has, and has room for files", async () => {
  await firstVersion();
  assert.equal(await drafts.get("ada d"), "begun");
  assert.equal(await outbox.get("ada o"), "on its way");
  await files.put("ada f", new Uint8Array([1]));
  assert.deepEqual(await files.keys(), ["ada f"]);
  for (const box of [drafts, outbox, files]) await box.clear();
});

test("keys that were kept read and write as before, until they are forgotten", async () => {
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

test("drafts and outbox keep what they are given, apart from each other", async () => {
  const sealed = new Uint8Array([1, 2]);
  await drafts.put("b", { sealed });
  await drafts.put("a", 1);
  await drafts.put("a", 2);
  await outbox.put("a", "other");
  assert.deepEqual(await drafts.list(), Object.entries({ a: 2, b: { sealed } }));
  assert.deepEqual([await outbox.get("a"), await outbox.get("none")], ["other", undefined]);
  await drafts.delete("a");
  await forget();
  assert.deepEqual(await drafts.list(), [["b", { sealed }]]);
  await drafts.clear();
  assert.deepEqual([await drafts.list(), await outbox.list()], [[], [["a", "other"]]]);
});

test("what cannot be cloned is refused, and nothing half-written stays", async () => {
  await assert.rejects(outbox.put("f", () => 1));
  assert.equal(await outbox.get("f"), undefined);
});

test("what is done with leaves nothing behind, unless something newer lies there", async () => {
  await outbox.put("p", { at: 2 });
  const first = (there: { at: number }) => there.at === 1;
  const second = (there: { at: number }) => there.at === 2;
  assert.equal(await outbox.exchange("p", first), false);
  assert.deepEqual(await outbox.get("p"), { at: 2 });
  assert.equal(await outbox.exchange("p", second, { at: 2, refused: "no" } as { at: number }), true);
  assert.deepEqual(await outbox.get("p"), { at: 2, refused: "no" });
  assert.equal(await outbox.exchange("p", second), true);
  assert.equal(await outbox.exchange("p", second), false);
});

test("somebody who leaves takes away their own, and nobody else's", async () => {
  for (const box of [drafts, outbox, files]) for (const person of ["ada", "ben"]) await box.put(`${person} x`, person);
  await forgetPerson("ada");
  for (const box of [drafts, outbox, files]) {
    const keys = (await box.list()).map(([key]) => key);
    assert.deepEqual([keys.includes("ada x"), keys.includes("ben x")], [false, true]);
  }
});
