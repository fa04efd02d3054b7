/** Where a keyboard is in a part of the page, found again in what takes the part's place. */

let last: HTMLElement | null = null;
document.addEventListener("focusin", (event) => (last = event.target as HTMLElement));

/** What holds the keyboard within `part`: a button that is disabled while it sends still does. */
export function heldIn(part: HTMLElement): HTMLElement | null {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active !== document.body) return part.contains(active) ? active : null;
  return last?.matches(":disabled") && part.contains(last) ? last : null;
}

/**
 * Puts the keyboard where it was: on what stands for `held` in `next`, by its name, its address or its
 * words, or else at the heading of `next`, so that it never starts again from the top of the page.
 */
export function giveBack(held: HTMLElement, next: HTMLElement): void {
  const found = sameAs(held, next);
  if (found) return found.focus({ preventScroll: true });
  const start = next.querySelector<HTMLElement>("h1, h2, h3, h4") ?? next;
  start.tabIndex = -1;
  start.focus({ preventScroll: true });
}

const NAMES = ["id", "href", "aria-label", "name"];

function sameAs(held: HTMLElement, next: HTMLElement): HTMLElement | undefined {
  const alike = [...next.querySelectorAll<HTMLElement>(held.localName)];
  const value = held.getAttribute("value");
  for (const name of NAMES) {
    const text = held.getAttribute(name);
    const found = text && alike.find((one) => one.getAttribute(name) === text && one.getAttribute("value") === value);
    if (found) return found;
  }
  return alike.find((one) => one.textContent === held.textContent && held.textContent !== "");
}
