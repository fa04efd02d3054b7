/**
 * Stands in for `@noble/curves/nist.js` in the bundle.
 *
 * Promise: P-256 is used by age's hardware "tag" recipients, which Twofold never writes or reads.
 */
function absent(): never {
  throw new Error("P-256 age recipients are not part of this bundle.");
}

export const p256 = {
  lengths: { publicKeyUncompressed: 65 },
  Point: { fromBytes: absent },
  utils: { randomSecretKey: absent },
  getPublicKey: absent,
  getSharedSecret: absent,
};
