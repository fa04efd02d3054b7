/**
 * The Worker that derives keys, so that the page stays alive meanwhile.
 *
 * Promise: one message in ({passphrase, handle}), progress out, and then exactly one {result} or
 * {error}.
 */
import { derive } from "./derive.ts";

self.onmessage = async ({ data }: MessageEvent<{ passphrase: string; handle: string }>) => {
  try {
    const result = await derive(data.passphrase, data.handle, (progress) =>
      self.postMessage({ progress }),
    );
    self.postMessage({ result });
  } catch (error) {
    self.postMessage({
      error: error instanceof Error ? error.message : "The keys could not be derived.",
    });
  }
};
