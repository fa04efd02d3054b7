import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOf } from "../sealing/cast.test-helper.ts";
import type { Inner, Text } from "../sealing/letter.ts";
import { type Photo, photoText, readPhoto } from "./photo-letter.ts";

const PHOTO: Photo = {
  caption: "The lake",
  width: 2048,
  height: 1536,
  picture: { id: "0f8fad5b-d9cb-469f-a165-70867728950e", sha256: "a".repeat(64) },
  thumb: { id: "7c9e6679-7425-40de-944b-e07fc1f90ae7", sha256: "b".repeat(64) },
};

function inner(text: Text): Inner {
  return { v: 1, ...draftOf(), text };
}

test("a photo reads as it was written", () => {
  assert.deepEqual(readPhoto(inner(photoText(PHOTO))), PHOTO);
});

test("a letter that is no photo gives none", () => {
  const changed = (change: object): Text => photoText({ ...PHOTO, ...change });
  const others: Text[] = [
    "words",
    {},
    { caption: "no numbers" },
    { caption: "odd", numbers: "{" },
    { caption: "odd", numbers: "[]" },
    changed({ width: 0 }),
    changed({ width: "4" }),
    changed({ height: 1e9 }),
    changed({ picture: { id: "../../elsewhere", sha256: "a".repeat(64) } }),
    changed({ thumb: { id: PHOTO.thumb.id, sha256: "a" } }),
    changed({ thumb: null }),
  ];
  for (const text of others) assert.equal(readPhoto(inner(text)), null);
});
