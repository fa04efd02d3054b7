/** What can go wrong with something sealed. By themselves, so that telling of it takes no cryptography along. */

/** Something sealed did not open, or was not what it was said to be. */
export class SealingError extends Error {
  override name = "SealingError";
}

/** The recovery code cannot be right as typed; the message is a sentence for the person. */
export class RecoveryCodeError extends Error {
  override name = "RecoveryCodeError";
}
