/**
 * A server that lies: thousands of mutations of what it hands over, of which a reader accepts none.
 */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { Bytes } from "./bytes.ts";
import {
  adaId,
  benId,
  cleoId,
  coupleId,
  draftOf,
  makeCast,
  type Cast,
} from "./cast.test-helper.ts";
import { Opener, sealLetter, type LetterRecord } from "./letter.ts";

interface Served {
  envelope: Bytes;
  record: LetterRecord;
}

const letters = 24;
const rounds = 300; // of every mutation
const seed = Number(process.env["TWOFOLD_SEED"] ?? 20_260_301);
const random = drawsFrom(seed);
const below = (limit: number): number => Math.floor(random() * limit);
const oneFrom = <T>(list: readonly T[]): T => list[below(list.length)] as T;

let cast: Cast;
let opener: Opener;
let current: Served[]; // the latest revision of every letter
let earlier: Served[]; // the first revision of the same letters

before(async () => {
  cast = await makeCast();
  opener = new Opener(cast.ben);
  earlier = await Promise.all(
    Array.from({ length: letters }, (_, at) => served(at, crypto.randomUUID(), 1)),
  );
  current = await Promise.all(earlier.map(({ record }, at) => served(at, record.id, 2)));
});

async function served(at: number, id: string, revision: number): Promise<Served> {
  const [author, signing] = at % 2 === 0 ? [adaId, cast.ada.signing] : [benId, cast.ben.signing];
  const about = at % 3 === 0 ? crypto.randomUUID() : null;
  const text = "word ".repeat(at * revision);
  const draft = draftOf({
    id,
    author,
    about,
    revision,
    text,
    kind: oneFrom(["answer", "checkin", "reply"]),
    readable: { closeness: at % 7, body: [at, -at] },
  });
  return { envelope: await sealLetter(draft, cast.coupleRecipient, signing), record: draft };
}

const withBytes = (from: Served, change: (bytes: Bytes) => Bytes | void): Served => {
  const bytes = from.envelope.slice();
  return { record: from.record, envelope: change(bytes) ?? bytes };
};
const withRecord = (from: Served, change: Partial<LetterRecord>): Served => ({
  envelope: from.envelope,
  record: { ...from.record, ...change },
});
const pair = (): [Served, Served] => {
  const at = below(letters);
  return [current[at] as Served, current[(at + 1 + below(letters - 1)) % letters] as Served];
};

const mutations: Record<string, () => Served> = {
  "one bit flipped": () =>
    withBytes(oneFrom(current), (bytes) => void (bytes[below(bytes.length)]! ^= 1 << below(8))),
  "several bytes overwritten": () =>
    withBytes(oneFrom(current), (bytes) => {
      const at = below(bytes.length - 8);
      for (let offset = 0; offset < 8; offset += 1) bytes[at + offset]! ^= 1 + below(255);
    }),
  "cut short": () => withBytes(oneFrom(current), (bytes) => bytes.slice(0, below(bytes.length))),
  "made longer": () =>
    withBytes(
      oneFrom(current),
      (bytes) =>
        new Uint8Array([...bytes, ...crypto.getRandomValues(new Uint8Array(1 + below(64)))]),
    ),
  "a stretch left out": () =>
    withBytes(oneFrom(current), (bytes) => {
      const at = below(bytes.length - 1);
      return new Uint8Array([...bytes.slice(0, at), ...bytes.slice(at + 1 + below(40))]);
    }),
  "the head of one letter on the body of another": () => {
    const [one, other] = pair();
    const cut = 60 + below(300);
    return {
      record: one.record,
      envelope: new Uint8Array([...one.envelope.slice(0, cut), ...other.envelope.slice(cut + 1)]),
    };
  },
  "envelopes swapped": () => {
    const [one, other] = pair();
    return { record: one.record, envelope: other.envelope };
  },
  "an earlier revision replayed": () => {
    const at = below(letters);
    return { record: (current[at] as Served).record, envelope: (earlier[at] as Served).envelope };
  },
  "the id of another letter": () => {
    const [one, other] = pair();
    return withRecord(one, { id: other.record.id });
  },
  "another author": () => {
    const from = oneFrom(current);
    return withRecord(from, {
      author: oneFrom([adaId, benId, cleoId, coupleId].filter((id) => id !== from.record.author)),
    });
  },
  "another couple": () =>
    withRecord(oneFrom(current), { couple: oneFrom([null, crypto.randomUUID(), cleoId]) }),
  "another kind": () => {
    const from = oneFrom(current);
    return withRecord(from, {
      kind: oneFrom(
        ["answer", "checkin", "reply", "journal", ""].filter((kind) => kind !== from.record.kind),
      ),
    });
  },
  "about something else": () => withRecord(oneFrom(current), { about: crypto.randomUUID() }),
  "another revision": () => withRecord(oneFrom(current), { revision: oneFrom([-1, 0, 1, 3, 1e9]) }),
  "a number altered": () => {
    const from = oneFrom(current);
    return withRecord(from, { readable: { ...from.record.readable, closeness: 10 + below(1000) } });
  },
  "a number added": () => {
    const from = oneFrom(current);
    return withRecord(from, {
      readable: { ...from.record.readable, [`n${below(1000)}`]: below(10) },
    });
  },
  "a number removed": () => {
    const from = oneFrom(current);
    const { [oneFrom(["closeness", "body"])]: _, ...rest } = from.record.readable;
    return withRecord(from, { readable: rest });
  },
};

let accepted = 0;
let tried = 0;
for (const [name, mutate] of Object.entries(mutations)) {
  test(`${rounds} × ${name}: none accepted (seed ${seed})`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { envelope, record } = mutate();
      tried += 1;
      if ((await opener.open(envelope, record)).state === "open") accepted += 1;
    }
    assert.equal(accepted, 0);
  });
}

test("of all of them none was accepted, and every letter left alone was", async (t) => {
  assert.ok(tried >= 1_000);
  assert.equal(accepted, 0);
  const states = await Promise.all(
    [...current, ...earlier].map(({ envelope, record }) => opener.open(envelope, record)),
  );
  assert.equal(states.filter(({ state }) => state === "open").length, 2 * letters);
  t.diagnostic(
    `${tried} mutations, ${accepted} accepted; ${states.length} untouched letters, all open`,
  );
});

/**
 * A small generator of draws in [0, 1) (mulberry32), so that a failure can be repeated by its seed.
 */
function drawsFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
