/**
 * Stands in for `@noble/curves/ed25519.js` in the bundle.
 *
 * Promise: X25519 is WebCrypto's work (`supportsSealing` turns away a browser without it, because
 * keys that a script cannot take away exist in WebCrypto alone). The one thing age still needs from
 * the library is the base point.
 */
function absent(): never {
  throw new Error("X25519 without WebCrypto is not part of this bundle.");
}

const basePoint = new Uint8Array(32);
basePoint[0] = 9; // RFC 7748, section 4.1: u = 9

export const x25519 = { GuBytes: basePoint, scalarMult: absent, scalarMultBase: absent };
