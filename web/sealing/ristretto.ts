/**
 * The group in which wishes are matched: ristretto255 (RFC 9496), and hashing into it (RFC 9380).
 *
 * Promise: the real one. The bundle puts a stub in the place of `@noble/curves/ed25519.js`, because age
 * needs next to nothing of it; this address goes past the stub, and loads with the one page that matches.
 */
export { ristretto255, ristretto255_hasher } from "../../node_modules/@noble/curves/ed25519.js";
