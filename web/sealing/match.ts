/**
 * What both said yes to, and nothing else: private set intersection by Diffie and Hellman (Meadows 1986;
 * Huberman, Franklin and Hogg 1999) in ristretto255.
 *
 * Promise: whoever follows the program learns, of the other's answers, the matches alone. Every offer and
 * every return has one size, whatever is in it. docs/sealing.md says what this does not withstand.
 */
import { canonicalJson, fromBase64url, joined, toBase64url, toHex, utf8, type Bytes } from "./bytes.ts";
import { oneOf } from "./letter.ts";
import { sha256 } from "@noble/hashes/sha2.js";
import { ristretto255, ristretto255_hasher } from "./ristretto.ts";

export type Wish = "yes" | "maybe" | "no" | "not" | "";
export type Side = "clay" | "tide";
/** What two answers have in common; "yes" where both said yes, "maybe" where one of the two said maybe. */
export type Match = "yes" | "maybe";

/** The two lists of points. In "clay" the partner on clay's side offers what they say yes to, and the other
 * what they say yes or maybe to; in "tide" it is the other way round. */
const LISTS = ["clay", "tide"] as const;
type List = (typeof LISTS)[number];
export type Points = Record<List, Bytes>;

/** The places in each list, taken or not. Never fewer than there are items, and the same for everybody. */
export const SLOTS = 96;
const SIZE = 32; // bytes of a point
const DST = "twofold match v1 ristretto255_XMD:SHA-512_R255MAP_RO_";

/** What an offer is made for: points of one round mean nothing in another. */
export interface Round {
  id: string;
  couple: string;
}

/** Which list is one's own: by the ids of the two, so that nobody can put both on one side, where a maybe
 * that met a maybe would match. */
export function sideOf(own: string, other: string): Side {
  return own < other ? "clay" : "tide";
}

/** What the letters of a round are about: worked out, and not as a server says, which might name others. */
export function placesOf(round: Round): Record<"secret" | "offer" | "return" | "answers", string> {
  const [secret, offer, back] = ["secret", "offer", "return"].map((one) => oneOf(`wishes-${one}`, round.id)) as [string, string, string];
  return { secret, offer, return: back, answers: oneOf("wishes-answers", round.couple) };
}

/** Points that are not what the program would have sent. */
export class MatchError extends Error {
  override name = "MatchError";
}

const Point = ristretto255.Point;
type Point = InstanceType<typeof Point>;

/** A fresh secret for one round, never used for another. As base64url, to be sealed to oneself. */
export function makeScalar(): string {
  return toBase64url(Point.Fn.toBytes(randomScalar()));
}

function randomScalar(): bigint {
  // 64 bytes reduced leave no bias that anybody could measure; zero does not happen, and is refused.
  const wide = crypto.getRandomValues(new Uint8Array(64));
  const scalar = BigInt(`0x${toHex(wide)}`) % Point.Fn.ORDER;
  return scalar === 0n ? randomScalar() : scalar;
}

function readScalar(text: string): bigint {
  const scalar = Point.Fn.fromBytes(fromBase64url(text)); // throws on one that is out of range
  if (scalar === 0n) throw new MatchError("A scalar of zero hides nothing.");
  return scalar;
}

function hashed(round: Round, list: List, item: string): Point {
  const name = canonicalJson([round.couple, round.id, list, item]);
  return ristretto255_hasher.hashToCurve(utf8(name), { DST });
}

/** What this side puts into a list: the plain yes into its own, yes or maybe into the other's. */
function belongs(side: Side, list: List, wish: Wish): boolean {
  return wish === "yes" || (wish === "maybe" && list !== side);
}

/**
 * One's own points of a round: those of the items in each list, raised to one's scalar, and random points
 * in every other place, sorted, so that neither number nor order tells anything.
 *
 * Throws MatchError where there are more items than places.
 */
export function offer(round: Round, side: Side, wishes: ReadonlyMap<string, Wish>, secret: string): Points {
  if (wishes.size > SLOTS) throw new MatchError("There are more items than places.");
  const scalar = readScalar(secret);
  return eachList((list) => {
    const points = [...wishes].map(([item, wish]) => {
      // Both are worked out for every item, so that the time taken tells no more than the size does.
      const [real, blind] = [hashed(round, list, item).multiply(scalar).toBytes(), randomPoint()];
      return belongs(side, list, wish) ? real : blind;
    });
    while (points.length < SLOTS) points.push(randomPoint());
    return joined(...points.sort(compare));
  });
}

function randomPoint(): Uint8Array {
  return Point.BASE.multiply(randomScalar()).toBytes();
}

/**
 * The partner's points raised to one's own scalar, each in its place, to give back to them.
 *
 * Throws MatchError for points that the program would not have sent: another number of them, encodings that
 * are none, the neutral element, the same point twice, or one's own handed back.
 */
export function raise(theirs: Points, own: Points, secret: string): Points {
  const scalar = readScalar(secret);
  return eachList((list) => {
    const points = readPoints(theirs[list], true);
    const mine = new Set(split(own[list]).map(toHex));
    if (split(theirs[list]).some((one) => mine.has(toHex(one)))) throw new MatchError("These are one’s own points.");
    return joined(...points.map((one) => one.multiply(scalar).toBytes()));
  });
}

/** Everything of a round that one of the two holds once both have given the points back. */
export interface Both {
  own: Points;
  /** The partner's points, as they sent them. */
  theirs: Points;
  /** One's own points, raised by the partner, each in its place. */
  returned: Points;
}

/** The items that match, each with what kind of match it is. Throws MatchError as `raise` does. */
export function matches(
  round: Round,
  items: readonly string[],
  secret: string,
  { own, theirs, returned }: Both,
): Map<string, Match> {
  const scalar = readScalar(secret);
  const raised = raise(theirs, own, secret);
  const [clay, tide] = LISTS.map((list) => {
    readPoints(returned[list], false);
    const shared = new Set(split(raised[list]).map(toHex));
    const places = new Map(split(own[list]).map((one, place) => [toHex(one), place]));
    const back = split(returned[list]).map(toHex);
    const found = items.filter((item) => {
      const place = places.get(toHex(hashed(round, list, item).multiply(scalar).toBytes()));
      return place !== undefined && shared.has(back[place] ?? "");
    });
    return new Set(found);
  }) as [Set<string>, Set<string>];
  const kind = (item: string): Match => (clay.has(item) && tide.has(item) ? "yes" : "maybe");
  return new Map(items.filter((item) => clay.has(item) || tide.has(item)).map((item) => [item, kind(item)]));
}

/** Points as the text of a letter: always the same length. */
export function written(points: Points): Record<List, string> {
  return { clay: toBase64url(points.clay), tide: toBase64url(points.tide) };
}

/** The points in a letter's text. Throws MatchError where there are none, or another number of them. */
export function readWritten(text: unknown): Points {
  const said = (typeof text === "object" ? text : null) as Record<string, unknown> | null;
  return eachList((list) => {
    const part = said?.[list];
    if (typeof part !== "string") throw new MatchError("This letter holds no points.");
    const bytes = fromBase64url(part);
    split(bytes);
    return bytes;
  });
}

/** Which points a return answers: it goes into the return, so that neither can be told for another. */
export function nameOf(points: Points): string {
  return toHex(sha256(joined(points.clay, points.tide)));
}

function eachList(make: (list: List) => Bytes): Points {
  return { clay: make("clay"), tide: make("tide") };
}

function split(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length !== SLOTS * SIZE) throw new MatchError("This is another number of points.");
  return Array.from({ length: SLOTS }, (_, place) => bytes.subarray(place * SIZE, (place + 1) * SIZE));
}

function readPoints(bytes: Uint8Array, once: boolean): Point[] {
  const parts = split(bytes);
  if (once && new Set(parts.map(toHex)).size !== SLOTS) throw new MatchError("A point stands here twice.");
  return parts.map((part) => {
    const point = readPoint(part);
    if (point.equals(Point.ZERO)) throw new MatchError("The neutral element is no answer.");
    return point;
  });
}

function readPoint(bytes: Uint8Array): Point {
  try {
    return Point.fromBytes(bytes); // canonical encodings alone; the group has prime order
  } catch {
    throw new MatchError("This is no point.");
  }
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < SIZE; at += 1) if (a[at] !== b[at]) return (a[at] ?? 0) - (b[at] ?? 0);
  return 0;
}
