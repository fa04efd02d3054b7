import assert from "node:assert/strict";
import { scryptSync } from "node:crypto";
import { test } from "node:test";
import { fromHex, toBase64url } from "./bytes.ts";
import {
  derive,
  deriveIn,
  expanded,
  leastWork,
  nameHandle,
  normalisePassphrase,
  type Derived,
} from "./derive.ts";
import { SealingError } from "./errors.ts";
import { recipientOf } from "./keys.ts";

const placeSalt = toBase64url(new Uint8Array(32).fill(7));
const handle = nameHandle(placeSalt, "Ada");
const passphrase = "orbit velvet canyon maple stride";

test("a name has one handle, however it is typed", () => {
  // computed by Python's hashlib
  assert.equal(handle, "2648cf49a07aef7bea2d50c7f8f9f0d0d720efea75122eb2c92bcfdd58f7d285");
  for (const same of ["ada", " ADA ", "Ａｄａ", "\u00a0Ada\n"])
    assert.equal(nameHandle(placeSalt, same), handle);
  assert.notEqual(nameHandle(placeSalt, "Adam"), handle);
  assert.notEqual(nameHandle(toBase64url(new Uint8Array(32)), "Ada"), handle);
});

test("a place salt of another length is refused", () => {
  assert.throws(() => nameHandle(toBase64url(new Uint8Array(16)), "Ada"), SealingError);
});

test("a passphrase is the same however it is spaced or composed", () => {
  assert.equal(normalisePassphrase("  cafe\u0301 \t noir\u3000 "), "café noir");
});

test("derivation agrees with another implementation of scrypt, and reports its progress", async () => {
  const shares: number[] = [];
  const derived = await derive(` ${passphrase.replaceAll(" ", "  ")} `, handle, (share) =>
    shares.push(share),
  );
  const master = scryptSync(passphrase, fromHex(handle), 32, {
    N: 2 ** 17,
    r: 8,
    p: 1,
    maxmem: 2 ** 28,
  });
  assert.equal(derived.locator, toBase64url(expanded(master, "twofold locator v1", 16)));
  assert.equal(derived.auth, toBase64url(expanded(master, "twofold sign-in v1", 32)));
  assert.equal(derived.wrapRecipient, await recipientOf(derived.wrapIdentity));
  assert.equal(new Set([derived.locator, derived.auth, derived.wrapIdentity]).size, 3);
  assert.ok(
    shares.length > 50 && shares.length <= 101 && shares.at(-1) === 1,
    String(shares.length),
  );
});

test("a weaker lock is refused, whoever asks for it", async () => {
  const weaker = [{ N: 2 ** 16 }, { N: 1024 }, { r: 4 }, { p: 0 }, { N: Number.NaN }, { N: -1 }];
  for (const part of weaker)
    await assert.rejects(
      derive(passphrase, handle, undefined, { ...leastWork, ...part }),
      /weaker lock/u,
    );
  assert.throws(() => Object.assign(leastWork, { N: 2 }), TypeError);
});

test("nothing is derived from nothing", async () => {
  await assert.rejects(derive("  ", handle), SealingError);
  await assert.rejects(derive(passphrase, "ab"), SealingError);
});

test("the Worker reports progress, then the result, and is ended", async () => {
  const worker = await workerInThisThread();
  const shares: number[] = [];
  const derived = await deriveIn(worker as unknown as Worker, passphrase, handle, (share) =>
    shares.push(share),
  );
  assert.deepEqual(derived, await derive(passphrase, handle));
  assert.equal(shares.at(-1), 1);
  assert.ok(worker.ended);
});

test("the Worker says in a sentence why it could not", async () => {
  const worker = await workerInThisThread();
  await assert.rejects(
    deriveIn(worker as unknown as Worker, "", handle),
    /A name and a passphrase are needed/u,
  );
  assert.ok(worker.ended);
});

/** Node has no `self`; the Worker's own module is given one whose messages arrive here. */
async function workerInThisThread() {
  type Message = { progress?: number; result?: Derived; error?: string };
  const inside = {
    onmessage: (_: { data: unknown }) => {},
    postMessage: (data: Message) => outside.onmessage({ data }),
  };
  const outside = {
    ended: false,
    onmessage: (_: { data: Message }) => {},
    postMessage: (data: unknown) => inside.onmessage({ data }),
    terminate: () => (outside.ended = true),
  };
  Object.assign(globalThis, { self: inside });
  await import(`./derive-worker.ts?${Math.random()}`);
  return outside;
}
