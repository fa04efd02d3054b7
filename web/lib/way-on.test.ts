import assert from "node:assert/strict";
import { test } from "node:test";
import { ownPath } from "./way-on.ts";

const here = (path: string | null, root = "/") => ownPath(path, "https://here.example", root);

test("a path of this server is gone on to", () => {
  assert.equal(here("/talk?page=2"), "/talk?page=2");
  assert.equal(here("/two/talk", "/two/"), "/two/talk");
});

test("what leads elsewhere is not", () => {
  const elsewhere = ["//evil.example/x", "/.//evil.example/x", "/..//evil.example", "/\\evil.example", "/.\\/evil.example"];
  for (const path of [...elsewhere, "https://evil.example/", "javascript:alert(1)", "", null]) assert.equal(here(path), null);
  assert.equal(here("/talk", "/two/"), null);
});
