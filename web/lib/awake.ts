/** Keeps the screen lit while something runs on it. A browser that cannot does without. */

let wanted = false;
let lock: WakeLockSentinel | null = null;

export async function stayAwake(on: boolean): Promise<void> {
  wanted = on;
  if (!on) {
    await lock?.release().catch(() => undefined);
    lock = null;
  } else if (!document.hidden && (!lock || lock.released)) {
    lock = await navigator.wakeLock?.request("screen").catch(() => null);
  }
}

// The browser takes the lock back whenever the page is hidden.
document.addEventListener("visibilitychange", () => {
  if (wanted && !document.hidden) void stayAwake(true);
});
