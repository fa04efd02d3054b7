import assert from "node:assert/strict";
import { before, test } from "node:test";
import { adaId, benId, coupleId, makeCast, type Cast } from "./cast.test-helper.ts";
import { SealingError } from "./errors.ts";
import {
  makeInvitationSecret,
  openIntroduction,
  openPackage,
  sealIntroduction,
  sealPackage,
} from "./invitation.ts";

let cast: Cast;
before(async () => (cast = await makeCast()));

test("the link's secret opens the package", async () => {
  const secret = makeInvitationSecret();
  const contents = {
    couple: coupleId,
    identity: cast.couple.identity,
    inviter: adaId,
    verify: cast.ada.verify,
  };
  assert.deepEqual(await openPackage(await sealPackage(secret, contents), secret), {
    v: 1,
    ...contents,
  });
});

test("another link's secret does not, and half a link says so", async () => {
  const secret = makeInvitationSecret();
  const envelope = await sealPackage(secret, {
    couple: coupleId,
    identity: cast.couple.identity,
    inviter: adaId,
    verify: cast.ada.verify,
  });
  await assert.rejects(openPackage(envelope, makeInvitationSecret()), SealingError);
  for (const cut of ["", secret.slice(1), `${secret}A`, secret.replace(/.$/u, "=")])
    await assert.rejects(openPackage(envelope, cut), /This link is not complete/u);
});

test("Ben's introduction reaches Ada", async () => {
  const contents = { couple: coupleId, person: benId, verify: cast.ben.verify };
  const envelope = await sealIntroduction(contents, cast.coupleRecipient, cast.ben.signing);
  const key = cast.ada.couples[0]?.key as CryptoKey;
  assert.deepEqual(await openIntroduction(envelope, key, coupleId, benId), { v: 1, ...contents });
  assert.deepEqual(await openIntroduction(envelope, cast.couple.identity, coupleId, benId), {
    v: 1,
    ...contents,
  });
});

test("an introduction of somebody else, to somebody else, or with a key that is not theirs is refused", async () => {
  const contents = { couple: coupleId, person: benId, verify: cast.ben.verify };
  const envelope = await sealIntroduction(contents, cast.coupleRecipient, cast.ben.signing);
  await assert.rejects(
    openIntroduction(envelope, cast.couple.identity, coupleId, adaId),
    SealingError,
  );
  await assert.rejects(
    openIntroduction(envelope, cast.couple.identity, crypto.randomUUID(), benId),
    SealingError,
  );
  await assert.rejects(
    openIntroduction(envelope, cast.cleo.personal, coupleId, benId),
    SealingError,
  );
  const borrowed = await sealIntroduction(contents, cast.coupleRecipient, cast.cleo.signing);
  await assert.rejects(
    openIntroduction(borrowed, cast.couple.identity, coupleId, benId),
    SealingError,
  );
});
