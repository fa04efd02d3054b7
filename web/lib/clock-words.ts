/** Times as a person would say them: "20:40", or with the day when it is another one. */

/** The time of day of an ISO time, in the reader's own zone. */
export function clockWords(iso: string, now = new Date()): string {
  const when = new Date(iso);
  const time = when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (when.toDateString() === now.toDateString()) return time;
  return `${when.toLocaleDateString("en-GB", { weekday: "long" })}, ${time}`;
}

/** Fill in every `<time data-clock>` below `where`. */
export function fillClocks(where: ParentNode): void {
  for (const one of where.querySelectorAll<HTMLTimeElement>("time[data-clock]")) one.textContent = clockWords(one.dateTime);
}
