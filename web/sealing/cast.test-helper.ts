/**
 * The cast of the sealing tests: Ada and Ben, who are a couple, and Cleo, who is a stranger with
 * keys of her own.
 */
import {
  importKeys,
  makeCouple,
  makePerson,
  type CouplePart,
  type KeysInUse,
  type Pins,
} from "./keyring.ts";
import { makeIdentity, recipientOf, verifyKeyOf } from "./keys.ts";
import type { Draft } from "./letter.ts";

export const adaId = "0a0a0a0a-0000-4000-8000-00000000000a";
export const benId = "0b0b0b0b-0000-4000-8000-00000000000b";
export const cleoId = "0c0c0c0c-0000-4000-8000-00000000000c";
export const coupleId = "c0c0c0c0-0000-4000-8000-0000000000c0";
const cleosCoupleId = "c1c1c1c1-0000-4000-8000-0000000000c1";

export interface Cast {
  ada: KeysInUse;
  ben: KeysInUse;
  cleo: KeysInUse;
  couple: CouplePart;
  coupleRecipient: string;
}

/**
 * Everybody with fresh keys, Ada and Ben paired. Cleo has a couple key too, and it is not theirs.
 */
export async function makeCast(): Promise<Cast> {
  const [ada, ben, cleo] = await Promise.all([
    makePerson(adaId, "Ada"),
    makePerson(benId, "Ben"),
    makePerson(cleoId, "Cleo"),
  ]);
  const couple = makeCouple(coupleId);
  const pins: Pins = {
    v: 1,
    couple: coupleId,
    pins: {
      [adaId]: await verifyKeyOf(ada.root.signing),
      [benId]: await verifyKeyOf(ben.root.signing),
    },
    compared: true,
  };
  const cleosPins: Pins = { v: 1, couple: cleosCoupleId, pins: { ...pins.pins }, compared: false };
  const wrap = await recipientOf(makeIdentity());
  return {
    ada: await importKeys(ada.root, wrap, [{ part: couple, pins }]),
    ben: await importKeys(ben.root, wrap, [{ part: couple, pins }]),
    cleo: await importKeys(cleo.root, wrap, [{ part: makeCouple(cleosCoupleId), pins: cleosPins }]),
    couple,
    coupleRecipient: await recipientOf(couple.identity),
  };
}

/** What Ada might write on an evening; every field can be given. */
export function draftOf(given: Partial<Draft> = {}): Draft {
  return {
    id: crypto.randomUUID(),
    couple: coupleId,
    author: adaId,
    kind: "checkin",
    about: null,
    revision: 1,
    written_at: "2026-03-01T21:14:00+01:00",
    readable: { closeness: 4, feelings: ["calm", "hopeful"] },
    text: "The walk by the river did me good.",
    ...given,
  };
}
