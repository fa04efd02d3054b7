/** Where the help page is kept on a device. Shared by the page that keeps it and the worker that shows it. */

export const KEPT = "help";

/** What is kept at an address, if anything. Which cookies it once came with makes no difference. */
export async function kept(url: string): Promise<Response | undefined> {
  return (await caches.open(KEPT)).match(url, { ignoreVary: true });
}
