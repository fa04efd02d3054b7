/** A list that can be put in order: by dragging a grip, by its arrow keys, or by buttons. */

import { announce } from "./page.ts";

/** Bring `list` to life; `moved` is called after each change. Calls again for items that come later. */
export function sortable(list: HTMLElement, moved: () => void): void {
  list.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-move]");
    if (button) step(button, Number(button.dataset["move"]), moved);
  });
  list.addEventListener("keydown", (event) => {
    const grip = (event.target as Element).closest<HTMLElement>("[data-grip]");
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!grip || !by) return;
    event.preventDefault();
    step(grip, by, moved);
  });
  list.addEventListener("pointerdown", (event) => {
    const grip = (event.target as Element).closest<HTMLElement>("[data-grip]");
    if (grip) drag(grip, event, moved);
  });
}

function step(from: HTMLElement, by: number, moved: () => void): void {
  const item = from.closest("li");
  const other = by < 0 ? item?.previousElementSibling : item?.nextElementSibling;
  if (!item || !other) return;
  if (by < 0) item.after(other);
  else item.before(other);
  from.focus();
  tellPlace(item);
  moved();
}

/** The neighbours move round the dragged item: were it taken out itself, the pointer would lose it. */
function drag(grip: HTMLElement, event: PointerEvent, moved: () => void): void {
  const item = grip.closest("li");
  if (!item) return;
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  item.classList.add("dragged");
  const follow = (at: PointerEvent): void => {
    const [above, below] = [item.previousElementSibling, item.nextElementSibling];
    if (above && at.clientY < middle(above)) item.after(above);
    else if (below && at.clientY > middle(below)) item.before(below);
  };
  const end = (): void => {
    grip.removeEventListener("pointermove", follow);
    item.classList.remove("dragged");
    tellPlace(item);
    moved();
  };
  grip.addEventListener("pointermove", follow);
  grip.addEventListener("lostpointercapture", end, { once: true });
}

function middle(item: Element): number {
  const { top, height } = item.getBoundingClientRect();
  return top + height / 2;
}

function tellPlace(item: HTMLElement): void {
  const all = [...(item.parentElement?.children ?? [])];
  announce(`${item.querySelector("b")?.textContent ?? ""}: ${all.indexOf(item) + 1} of ${all.length}`);
}
