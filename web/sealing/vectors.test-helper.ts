/**
 * The browser's side of the tests that compare both implementations: a list of calls as JSON on
 * standard input, the list of their answers on standard output. Bytes travel as base64url.
 */
import { readFileSync } from "node:fs";
import { openWith } from "./age.ts";
import { canonicalJson, fromBase64url, fromUtf8, toBase64url, type Json } from "./bytes.ts";
import { derive, nameHandle, normalisePassphrase } from "./derive.ts";
import {
  makeInvitationSecret,
  openIntroduction,
  openPackage,
  sealIntroduction,
  sealPackage,
} from "./invitation.ts";
import {
  importKeys,
  openCouplePart,
  openPins,
  openRoot,
  sealCouplePart,
  sealPins,
  sealRoot,
  type CouplePart,
  type Pins,
  type Root,
} from "./keyring.ts";
import { importIdentity, importSigning, recipientOf, verifyKeyOf } from "./keys.ts";
import { oneOf, Opener, padme, sealLetter, type Draft, type LetterRecord } from "./letter.ts";
import {
  canonicalRecoveryCode,
  makeRecoveryCode,
  makeRecoveryKit,
  openRecoveryKit,
  recoveryKeys,
} from "./recovery.ts";
import { diceware, generatePassphrase, pairWords } from "./words.ts";

interface LetterCall {
  envelope: string;
  record: LetterRecord;
  root: Root;
  part: CouplePart;
  pins: Pins;
}

const answers: Record<string, (...given: never[]) => unknown> = {
  handles: (placeSalt: string, names: string[]) => names.map((name) => nameHandle(placeSalt, name)),
  passphrases: (passphrases: string[]) => passphrases.map(normalisePassphrase),
  canonical: (values: Json[]) => values.map(canonicalJson),
  derive: (passphrase: string, handle: string) => derive(passphrase, handle),
  recipientOf,
  verifyKeyOf,
  makeRecoveryCode,
  canonicalRecoveryCode,
  recoveryKeys,
  makeRecoveryKit,
  openRecoveryKit,
  oneOf,
  padme: (lengths: number[]) => lengths.map(padme),
  diceware,
  generatePassphrase,
  pairWords,
  makeInvitationSecret,
  sealRoot: async (root: Root, wrap: string) => toBase64url(await sealRoot(root, wrap)),
  openRoot: (part: string, identity: string) => openRoot(fromBase64url(part), identity),
  sealCouplePart: async (part: CouplePart, wrap: string, recovery: string) =>
    toBase64url(await sealCouplePart(part, wrap, recovery)),
  openCouplePart: (part: string, identity: string) => openCouplePart(fromBase64url(part), identity),
  sealPins: async (pins: Pins, recipient: string, seed: string) =>
    toBase64url(await sealPins(pins, recipient, await importSigning(seed))),
  openPins: async (part: string, identity: string, verify: string, couple: string) =>
    openPins(fromBase64url(part), await importIdentity(identity), verify, couple),
  sealPackage: async (secret: string, contents: Parameters<typeof sealPackage>[1]) =>
    toBase64url(await sealPackage(secret, contents)),
  openPackage: (sealed: string, secret: string) => openPackage(fromBase64url(sealed), secret),
  sealIntroduction: async (
    contents: Parameters<typeof sealIntroduction>[0],
    recipient: string,
    seed: string,
  ) => toBase64url(await sealIntroduction(contents, recipient, await importSigning(seed))),
  openIntroduction: (sealed: string, identity: string, couple: string, person: string) =>
    openIntroduction(fromBase64url(sealed), identity, couple, person),
  sealLetter: async (draft: Draft, recipient: string, seed: string) =>
    toBase64url(await sealLetter(draft, recipient, await importSigning(seed))),
  openLetter: async ({ envelope, record, root, part, pins }: LetterCall) =>
    new Opener(await importKeys(root, root.recovery, [{ part, pins }])).open(
      fromBase64url(envelope),
      record,
    ),
  inside: async (envelope: string, identity: string) =>
    fromUtf8(await openWith(identity, fromBase64url(envelope))),
};

const calls = JSON.parse(readFileSync(0, "utf8")) as [string, ...never[]][];
const results = [];
for (const [name, ...given] of calls) results.push(await answers[name]?.(...given));
process.stdout.write(JSON.stringify(results));
