import assert from "node:assert/strict";
import { test } from "node:test";
import { at, bearing, tone } from "./circumplex.ts";
import { frame, point, WORD, wrap } from "./wheel-shape.ts";

test("near by, each word is tall enough for a thumb and all twelve are on the stage", () => {
  for (const width of [268, 312, 560]) {
    const f = frame(width, 1);
    const middles = Array.from({ length: 12 }, (_, word) => point(f, 90 + (word - 5.5) * WORD, f.outer)[1]);
    for (let word = 1; word < 12; word += 1) {
      assert.ok((middles[word] ?? 0) - (middles[word - 1] ?? 0) > 24);
    }
    assert.ok((middles[0] ?? 0) > 12 && (middles[11] ?? 0) < f.height - 12);
    const [end] = point(f, 90, f.rim);
    assert.ok(end <= width);
  }
});

test("far away, all of the wheel is on the stage", () => {
  for (const width of [268, 312, 560]) {
    const f = frame(width, 0);
    for (const angle of [0, 90, 180, 270]) {
      const [x, y] = point(f, angle, f.rim + 4);
      assert.ok(x >= 0 && x <= width && y >= 0 && y <= f.height);
    }
  }
});

test("up is lively and right is pleasant, there and back", () => {
  assert.equal(bearing({ pleasant: 0, energy: 4 }), 0);
  assert.equal(bearing({ pleasant: 4, energy: 0 }), 90);
  for (const angle of [-170, -45, 15, 179]) assert.ok(Math.abs(wrap(bearing(at(angle)) - angle)) < 1e-9);
});

test("every place has a colour between two tokens", () => {
  for (let pleasant = -4; pleasant <= 4; pleasant += 1) {
    for (let energy = -4; energy <= 4; energy += 1) {
      assert.match(tone({ pleasant, energy }), /^color-mix\(in oklab, var\(--(care|tide|both|clay)\) \d+%, var\(--(care|tide|both|clay)\)\)$/);
    }
  }
});
