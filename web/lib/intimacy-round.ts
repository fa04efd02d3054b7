/**
 * The comparing of two lists of wishes, one step after the other, from whichever page is open.
 *
 * Promise: a step is taken once, with answers as they stand, and nothing leaves this device but points.
 */

import type { Match, Points, Round, Side } from "../sealing/match.ts";
import * as match from "../sealing/match.ts";
import { ask, Refused, send } from "./http.ts";
import { answersText, openOne, type Sealed, sealOne, Unverified, wishesOf } from "./intimacy-letters.ts";
import { meta } from "./page.ts";

/** Where it stands: off, on its way, or done, with what the two have in common. */
export type Progress = { state: "off" | "waiting" } | { state: "done"; found: Map<string, Match> };

interface Stage {
  round: string | null;
  couple: string;
  side: Side;
  items: string[];
  answers: Sealed | null;
  secret: Sealed[];
  offer: Sealed[];
  return: Sealed[];
}

const STEPS = 4; // more than a round has: a server that never moves on does not keep a page busy
const OVERTAKEN = [404, 409]; // by a changed answer, or by another device

/**
 * Take every step that is this person's to take now; what is found is worked out where it will be `shown`.
 *
 * Throws Unverified, Refused or Unreachable.
 */
export async function proceed(url: string, shown: boolean): Promise<Progress> {
  for (let step = 0; step < STEPS; step += 1) {
    const stage = (await ask(url)) as unknown as Stage;
    if (!stage.round) return { state: "off" };
    try {
      const progress = await takeStep(url, stage, shown);
      if (progress) return progress;
    } catch (fault) {
      if (fault instanceof match.MatchError) throw new Unverified("This could not be verified, so nothing is shown.");
      if (!(fault instanceof Refused) || !OVERTAKEN.includes(fault.status)) throw fault;
    }
  }
  return { state: "waiting" };
}

/** One step; null where there may be another. */
async function takeStep(url: string, stage: Stage, shown: boolean): Promise<Progress | null> {
  const round: Round = { id: stage.round ?? "", couple: stage.couple };
  if (!mine(stage.offer)) {
    await send(`${url}/${round.id}/offer`, await makeOffer(round, stage));
    return null;
  }
  if (!theirs(stage.offer) || (mine(stage.return) && !shown)) return { state: "waiting" };
  const secret = await secretOf(round, stage);
  const [own, other] = [await points(round, stage, "offer", mine), await points(round, stage, "offer", theirs)];
  if (!mine(stage.return)) {
    const raised = match.raise(other, own, secret);
    const text = { ...match.written(raised), of: match.nameOf(other) };
    await send(`${url}/${round.id}/return`, { letter: await sealOne(match.placesOf(round).return, stage.couple, text) });
    return null;
  }
  if (!theirs(stage.return)) return { state: "waiting" };
  const returned = await points(round, stage, "return", theirs, match.nameOf(own));
  return { state: "done", found: match.matches(round, stage.items, secret, { own, theirs: other, returned }) };
}

async function makeOffer(round: Round, stage: Stage): Promise<object> {
  const { items, answers, side } = stage;
  const about = match.placesOf(round);
  const text = answers ? await openOne(answers, about.answers, meta("person"), null) : answersText(items, new Map());
  const secret = match.makeScalar();
  const own = match.offer(round, side, wishesOf(items, text), secret);
  return {
    offer: await sealOne(about.offer, stage.couple, match.written(own)),
    secret: await sealOne(about.secret, null, { secret, side }),
  };
}

/** The secret of the round. Throws MatchError where the offer was made for another side than one's own. */
async function secretOf(round: Round, stage: Stage): Promise<string> {
  const letter = stage.secret.find(isMine);
  if (!letter) throw new Unverified("This could not be verified, so nothing is shown.");
  const { secret = "", side } = await openOne(letter, match.placesOf(round).secret, meta("person"), null);
  const other = theirs(stage.offer)?.record.author ?? "";
  if (side !== match.sideOf(meta("person"), other)) throw new match.MatchError("This is the other’s side.");
  return secret;
}

/** The points in one of the two letters of a stage; `of` names what a return has to be an answer to. */
async function points(
  round: Round,
  stage: Stage,
  which: "offer" | "return",
  whose: (letters: Sealed[]) => Sealed | undefined,
  of?: string,
): Promise<Points> {
  const letter = whose(stage[which]);
  if (!letter) throw new Unverified("This could not be verified, so nothing is shown.");
  const text = await openOne(letter, match.placesOf(round)[which], letter.record.author, stage.couple);
  if (of !== undefined && text["of"] !== of) throw new match.MatchError("This answers other points.");
  return match.readWritten(text);
}

const isMine = (one: Sealed): boolean => one.record.author === meta("person");
const mine = (letters: Sealed[]): Sealed | undefined => letters.find(isMine);
const theirs = (letters: Sealed[]): Sealed | undefined => letters.find((one) => !isMine(one));
