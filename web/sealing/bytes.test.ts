import assert from "node:assert/strict";
import { test } from "node:test";
import {
  canonicalJson,
  fromBase64url,
  fromHex,
  fromUtf8,
  toBase64url,
  toHex,
  utf8,
  type Json,
} from "./bytes.ts";

test("base64url goes both ways for every length", () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    assert.deepEqual(fromBase64url(toBase64url(bytes)), bytes);
    assert.deepEqual(fromHex(toHex(bytes)), bytes);
  }
});

test("base64url has one spelling for each value", () => {
  for (const wrong of ["AA==", "A", "AB", "A+", "A/", "A A", "é"])
    assert.throws(() => fromBase64url(wrong), wrong);
});

test("bytes that are not UTF-8 are refused, and a byte order mark is kept", () => {
  assert.throws(() => fromUtf8(new Uint8Array([0xc3, 0x28])));
  assert.equal(fromUtf8(utf8("\ufeffhello")), "\ufeffhello");
});

test("equal values have equal spellings", () => {
  assert.equal(canonicalJson({ b: 1, a: [true, null, "é"] }), '{"a":[true,null,"é"],"b":1}');
  assert.equal(canonicalJson({ a: { y: 1, x: 2 } }), canonicalJson({ a: { x: 2, y: 1 } }));
  assert.notEqual(canonicalJson({ a: 1 }), canonicalJson({ a: "1" }));
  assert.notEqual(canonicalJson([1, 2]), canonicalJson([2, 1]));
});

test("what JSON would drop is refused rather than skipped", () => {
  for (const odd of [undefined, Number.NaN, Infinity, () => 1, 1n, { a: undefined }]) {
    assert.throws(() => canonicalJson(odd as unknown as Json), TypeError);
  }
});
