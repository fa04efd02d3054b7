/** While something is sent, nothing of it can be chosen otherwise: that would look sent as well. */

export async function still<T>(parts: HTMLElement[], run: () => Promise<T>): Promise<T> {
  for (const part of parts) part.inert = true;
  try {
    return await run();
  } finally {
    for (const part of parts) part.inert = false;
  }
}
