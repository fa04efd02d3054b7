import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "./bytes.ts";
import { oneOf } from "./letter.ts";
import {
  makeScalar,
  type Match,
  matches,
  MatchError,
  nameOf,
  offer,
  placesOf,
  type Points,
  raise,
  readWritten,
  type Round,
  type Side,
  sideOf,
  SLOTS,
  type Wish,
  written,
} from "./match.ts";
import { ristretto255 } from "./ristretto.ts";

const ANSWERS: Wish[] = ["yes", "maybe", "no", "not", ""];
const round: Round = { id: "11111111-1111-4111-8111-111111111111", couple: "0c0c0c0c-0000-4000-8000-00000000000c" };

class Player {
  readonly secret = makeScalar();
  readonly own: Points;
  readonly wishes: Map<string, Wish>;
  constructor(side: Side, wishes: Map<string, Wish>, where = round) {
    this.wishes = wishes;
    this.own = offer(where, side, wishes, this.secret);
  }
  raise(theirs: Points): Points {
    return raise(theirs, this.own, this.secret);
  }
  finds(other: Player, returned = other.raise(this.own), where = round): Map<string, Match> {
    return matches(where, [...this.wishes.keys()], this.secret, { own: this.own, theirs: other.own, returned });
  }
}

const list = (wishes: Wish[]): Map<string, Wish> => new Map(wishes.map((wish, at) => [`item-${at}`, wish]));
const all = (wish: Wish): Map<string, Wish> => list(Array<Wish>(72).fill(wish));
const pairs = ANSWERS.flatMap((one) => ANSWERS.map((other): [Wish, Wish] => [one, other]));
const expected = (one: Wish, other: Wish): Match | undefined => {
  const said = [one, other].sort().join(" ");
  return said === "yes yes" ? "yes" : said === "maybe yes" ? "maybe" : undefined;
};
const clay = new Player("clay", list(pairs.map(([one]) => one)));
const tide = new Player("tide", list(pairs.map(([, other]) => other)));

test("of every pair of answers, both find the matches and nothing else", () => {
  const found = [clay.finds(tide), tide.finds(clay)];
  for (const one of found) {
    pairs.forEach(([a, b], at) => assert.equal(one.get(`item-${at}`), expected(a, b), `${a} and ${b}`));
  }
});

test("no, not to be asked and unanswered look alike, and so do none and all", () => {
  const sizes = ANSWERS.map((wish) => {
    const own = new Player("clay", all(wish)).own;
    return [written(own).clay.length, written(own).tide.length];
  });
  assert.equal(new Set(sizes.map(String)).size, 1);
  const yes = new Player("tide", all("yes"));
  for (const wish of ["no", "not", ""] as const) assert.equal(yes.finds(new Player("clay", all(wish))).size, 0);
});

test("points are sorted, so that their order tells nothing", () => {
  for (const bytes of [clay.own.clay, tide.own.tide]) {
    const points = parts(bytes).map(toHex);
    assert.deepEqual(points, [...points].sort());
  }
});

test("what is returned lets the partner find matches, and says nothing of the rest", () => {
  const returned = clay.raise(tide.own);
  const shared = parts(tide.raise(clay.own).clay).map(toHex);
  const seen = parts(returned.clay).map(toHex).filter((one) => shared.includes(one));
  const inClay = pairs.filter(([a, b]) => a === "yes" && (b === "yes" || b === "maybe")).length;
  assert.equal(seen.length, inClay);
});

test("a repeated round shares no point with the one before, for the same answers", () => {
  const again = new Player("clay", clay.wishes, { ...round, id: "22222222-2222-4222-8222-222222222222" });
  const before = new Set(parts(clay.own.clay).map(toHex));
  assert.ok(parts(again.own.clay).every((one) => !before.has(toHex(one))));
});

test("points of one round are of no use in another", () => {
  const other = { ...round, id: "33333333-3333-4333-8333-333333333333" };
  const ada = new Player("clay", all("yes"), other);
  const ben = new Player("tide", all("yes"));
  assert.equal(ada.finds(ben, ben.raise(ada.own), other).size, 0);
});

test("a yes to all finds the partner's yes and maybe, and shows one's own", () => {
  const greedy = new Player("tide", all("yes"));
  const ada = new Player("clay", list([...Array<Wish>(70).fill("no"), "yes", "maybe"]));
  const both = [greedy.finds(ada), ada.finds(greedy)];
  for (const found of both) assert.deepEqual([...found], [["item-70", "yes"], ["item-71", "maybe"]]);
});

test("tampered points are refused", () => {
  const bytes = (change: (points: Uint8Array<ArrayBuffer>) => void): Points => {
    const copy = tide.own.clay.slice();
    change(copy);
    return { ...tide.own, clay: copy };
  };
  const bad: [string, Points][] = [
    ["no encoding", bytes((points) => points.fill(0xff, 0, 32))],
    ["not canonical: the field's order and one", bytes((points) => points.set(PRIME_AND_ONE))],
    ["a negative field element", bytes((points) => points.set([1, ...new Array<number>(31).fill(0)]))],
    ["the neutral element", bytes((points) => points.set(ristretto255.Point.ZERO.toBytes()))],
    ["the same point twice", bytes((points) => points.copyWithin(32, 0, 32))],
    ["too few", { ...tide.own, clay: tide.own.clay.slice(32) }],
    ["one's own, handed back", clay.own],
    ["one of one's own", bytes((points) => points.set(clay.own.clay.subarray(0, 32)))],
  ];
  for (const [what, points] of bad) assert.throws(() => clay.raise(points), MatchError, what);
});

test("a return that is no list of points is refused; one of other points finds nothing", () => {
  const honest = tide.raise(clay.own);
  assert.throws(() => clay.finds(tide, { ...honest, tide: honest.tide.slice(1) as Points["tide"] }), MatchError);
  assert.throws(() => clay.finds(tide, { ...honest, clay: new Uint8Array(SLOTS * 32) }), MatchError);
  const cleo = new Player("tide", tide.wishes);
  assert.equal(clay.finds(tide, cleo.raise(clay.own)).size, 0);
});

test("a letter's text is read strictly", () => {
  assert.deepEqual(readWritten(written(clay.own)), clay.own);
  for (const text of [null, "words", {}, { clay: "AA", tide: "AA" }, { clay: written(clay.own).clay }])
    assert.throws(() => readWritten(text));
  assert.notEqual(nameOf(clay.own), nameOf(tide.own));
});

test("a secret is fresh each time, and one that hides nothing is refused", () => {
  assert.notEqual(makeScalar(), makeScalar());
  assert.throws(() => offer(round, "clay", all("yes"), "A".repeat(43)));
  assert.throws(() => offer(round, "clay", new Map(Array.from({ length: SLOTS + 1 }, (_, at) => [`${at}`, "no"])), makeScalar()));
});

const PRIME_AND_ONE = Uint8Array.from([0xee, ...new Array<number>(30).fill(0xff), 0x7f]);

function parts(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: SLOTS }, (_, at) => bytes.subarray(at * 32, (at + 1) * 32));
}

test("two on one side would find a maybe that met a maybe: so the sides come from the two ids", () => {
  const one = new Player("clay", list(["maybe"]));
  const other = new Player("clay", list(["maybe"]));
  assert.equal(one.finds(other).get("item-0"), "maybe"); // what swapped colours once led to
  const [ada, ben] = ["0a", "f0"];
  assert.deepEqual([sideOf(ada, ben), sideOf(ben, ada)], ["clay", "tide"]);
});

test("what a round's letters are about follows from the round and the couple alone", () => {
  const here = placesOf(round);
  assert.equal(new Set(Object.values(here)).size, 4);
  const elsewhere = placesOf({ ...round, couple: "0c0c0c0c-0000-4000-8000-00000000000d" });
  assert.notEqual(here.answers, elsewhere.answers); // answers given in another couple are never offered here
  assert.equal(here.offer, oneOf("wishes-offer", round.id));
});
