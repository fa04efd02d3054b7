import assert from "node:assert/strict";
import { test } from "node:test";
import { toBase64url, utf8 } from "./bytes.ts";
import { RecoveryCodeError, SealingError } from "./errors.ts";
import { makeIdentity } from "./keys.ts";
import {
  canonicalRecoveryCode,
  makeRecoveryCode,
  makeRecoveryKit,
  openRecoveryKit,
  recoveryKeys,
} from "./recovery.ts";

const code = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ";

test("a fresh code is eight groups of four, and never the same", () => {
  const codes = Array.from({ length: 50 }, makeRecoveryCode);
  assert.equal(new Set(codes).size, 50);
  for (const each of codes) {
    assert.match(each, /^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/u);
    assert.equal(canonicalRecoveryCode(each), each);
  }
});

test("every letter of the alphabet occurs in fresh codes", () => {
  const seen = new Set(Array.from({ length: 200 }, makeRecoveryCode).join("").replaceAll("-", ""));
  assert.equal(seen.size, 32);
});

test("a code is forgiven its case, spaces, dashes and look-alikes", () => {
  const typed = [
    "o123 4567 89ab cdef ghjk mnpq rstv wxyz",
    "OI23-4567–89AB—CDEF GHJK.MNPQ_RSTVWXYZ",
    " ol23456789abcdefghjkmnpqrstvwxyz\n",
    "０１２３-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ",
  ];
  for (const each of typed) assert.equal(canonicalRecoveryCode(each), code);
});

test("a code that cannot be right says what is wrong", () => {
  assert.throws(
    () => canonicalRecoveryCode(code.slice(0, -1)),
    (error: Error) => error instanceof RecoveryCodeError && /has 31/u.test(error.message),
  );
  assert.throws(() => canonicalRecoveryCode(`${code}7`), /has 33/u);
  assert.throws(() => canonicalRecoveryCode(""), RecoveryCodeError);
  assert.throws(() => canonicalRecoveryCode(code.replace("Z", "U")), /“U” is never part/u);
});

test("the same code gives the same keys however it is typed, and another gives others", () => {
  const keys = recoveryKeys(code);
  assert.deepEqual(recoveryKeys(code.toLowerCase().replaceAll("-", " ")), keys);
  assert.notDeepEqual(recoveryKeys(makeRecoveryCode()), keys);
  assert.deepEqual([keys.locator.length, keys.auth.length], [22, 43]);
});

test("the kit opens with its code alone", async () => {
  const identity = makeIdentity();
  const kit = await makeRecoveryKit(code, identity);
  assert.match(kit, /^-----BEGIN AGE ENCRYPTED FILE-----\n/u);
  assert.equal(await openRecoveryKit(kit, code.toLowerCase()), identity);
  assert.equal(await openRecoveryKit(utf8(kit), code), identity);
  await assert.rejects(openRecoveryKit(kit, makeRecoveryCode()), SealingError);
  await assert.rejects(openRecoveryKit(toBase64url(utf8(kit)), code), SealingError);
});
