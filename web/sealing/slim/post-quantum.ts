/**
 * Stands in for `@noble/post-quantum/hybrid.js` in the bundle.
 *
 * Promise: Twofold seals to X25519 recipients alone, so age's post-quantum recipients are left out
 * of what a phone has to download. Reaching for one is a mistake in our code, and says so.
 */
function absent(): never {
  throw new Error("Post-quantum age recipients are not part of this bundle.");
}

const kem = { getPublicKey: absent, encapsulate: absent, decapsulate: absent };

export const MLKEM768P256 = kem;
export const MLKEM768X25519 = kem;
