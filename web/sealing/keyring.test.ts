import assert from "node:assert/strict";
import { before, test } from "node:test";
import { coupleId, makeCast, type Cast } from "./cast.test-helper.ts";
import { SealingError } from "./errors.ts";
import {
  importCouple,
  importKeys,
  makeCouple,
  makePerson,
  openCouplePart,
  openPins,
  openRoot,
  sealCouplePart,
  sealPins,
  sealRoot,
  supportsSealing,
  type Pins,
} from "./keyring.ts";
import { importIdentity, makeIdentity, recipientOf, verifyKeyOf } from "./keys.ts";

const wrap = makeIdentity();
let wrapRecipient: string;
let cast: Cast;

before(async () => {
  wrapRecipient = await recipientOf(wrap);
  cast = await makeCast();
});

test("this Node can seal", async () => {
  assert.equal(await supportsSealing(), true);
});

test("without WebCrypto the answer is no, and no error", async () => {
  const real = Object.getOwnPropertyDescriptor(globalThis, "crypto") as PropertyDescriptor;
  Object.defineProperty(globalThis, "crypto", { value: {}, configurable: true });
  try {
    assert.equal(await supportsSealing(), false);
  } finally {
    Object.defineProperty(globalThis, "crypto", real);
  }
});

test("the root opens with the passphrase's key or the recovery key, and with no other", async () => {
  const { root, recoveryIdentity } = await makePerson(crypto.randomUUID(), "Ada");
  const sealed = await sealRoot(root, wrapRecipient);
  assert.deepEqual(await openRoot(sealed, wrap), root);
  assert.deepEqual(await openRoot(sealed, recoveryIdentity), root);
  await assert.rejects(openRoot(sealed, makeIdentity()), SealingError);
  await assert.rejects(openRoot(sealed, root.identity), SealingError);
});

test("two people never share a key", async () => {
  const [one, two] = await Promise.all([makePerson("1", "Ada"), makePerson("1", "Ada")]);
  const secrets = [one, two].flatMap(({ root, recoveryIdentity }) => [
    root.identity,
    root.signing,
    root.recovery,
    recoveryIdentity,
  ]);
  assert.equal(new Set(secrets).size, 8);
});

test("a couple part goes both ways, and does not pass for a root", async () => {
  const part = makeCouple(coupleId);
  const recovery = makeIdentity();
  const sealed = await sealCouplePart(part, wrapRecipient, await recipientOf(recovery));
  assert.deepEqual(await openCouplePart(sealed, wrap), part);
  assert.deepEqual(await openCouplePart(sealed, recovery), part);
  await assert.rejects(openRoot(sealed, wrap), SealingError);
});

test("pins go both ways", async () => {
  const { ada } = cast;
  const pins: Pins = {
    v: 1,
    couple: coupleId,
    pins: { [ada.person]: ada.verify },
    compared: false,
  };
  const sealed = await sealPins(pins, ada.personalRecipient, ada.signing);
  assert.deepEqual(await openPins(sealed, ada.personal, ada.verify, coupleId), pins);
});

test("pins written by anybody else, for another couple or for another reader are refused", async () => {
  const { ada, ben } = cast;
  const pins: Pins = { v: 1, couple: coupleId, pins: { [ben.person]: ben.verify }, compared: true };
  const forged = await sealPins(pins, ada.personalRecipient, ben.signing);
  await assert.rejects(openPins(forged, ada.personal, ada.verify, coupleId), SealingError);
  const real = await sealPins(pins, ada.personalRecipient, ada.signing);
  await assert.rejects(openPins(real, ada.personal, ada.verify, crypto.randomUUID()), SealingError);
  await assert.rejects(openPins(real, ben.personal, ada.verify, coupleId), SealingError);
});

test("keys in use cannot be taken out", async () => {
  const { ada } = cast;
  for (const key of [ada.signing, ada.personal, ...ada.couples.map((couple) => couple.key)]) {
    assert.equal(key.extractable, false);
    await assert.rejects(crypto.subtle.exportKey("pkcs8", key));
    await assert.rejects(crypto.subtle.exportKey("jwk", key));
  }
});

test("the recipients in use belong to the keys in use", async () => {
  const { root } = await makePerson(crypto.randomUUID(), "Ada");
  const keys = await importKeys(root, wrapRecipient, []);
  assert.equal(await recipientOf(keys.personal), keys.personalRecipient);
  assert.equal(keys.verify, await verifyKeyOf(root.signing));
  assert.deepEqual(
    [keys.wrapRecipient, keys.recoveryRecipient, keys.couples],
    [wrapRecipient, root.recovery, []],
  );
});

test("parts of two couples do not make one", async () => {
  const pins: Pins = { v: 1, couple: crypto.randomUUID(), pins: {}, compared: false };
  await assert.rejects(importCouple(makeCouple(coupleId), pins), SealingError);
});

test("what is not an identity is refused with a sentence", async () => {
  for (const wrong of ["", "AGE-SECRET-KEY-1ABC", wrapRecipient, `${wrap}Q`])
    await assert.rejects(importIdentity(wrong), SealingError);
});
