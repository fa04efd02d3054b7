import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "./server-clock.ts";

const AHEAD = 90_000; // the server's clock, against this one

test("the shortest way there and back is trusted most", () => {
  const clock = new ServerClock();
  const now = ServerClock.local();
  clock.guess(now + AHEAD - 4_000); // told while the page was made
  clock.learn(now - 900, now, now + AHEAD); // a slow answer
  clock.learn(now - 20, now, now - 10 + AHEAD); // a quick one
  clock.learn(now - 700, now, now + AHEAD);
  assert.ok(Math.abs(clock.now() - ServerClock.local() - AHEAD) < 5);
});

test("after a sleep, what is learnt anew counts", () => {
  const clock = new ServerClock();
  const now = ServerClock.local();
  clock.learn(now - 2, now, now - 1);
  clock.doubt();
  clock.learn(now - 300, now, now - 150 + AHEAD);
  assert.ok(Math.abs(clock.now() - ServerClock.local() - AHEAD) < 5);
});
