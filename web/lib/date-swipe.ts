/** A card that follows the finger: far enough to one side is a word on it, anything less springs back. */

const FAR = 90; // pixels that count as meant
const TURN = 28; // pixels for one degree

/** Let `card` be swiped; `said` hears "yes" for towards the end of the line of writing, "no" for its start. */
export function followSwipe(card: HTMLElement, said: (word: "yes" | "no") => void): void {
  let from: { x: number; pointer: number } | null = null;
  const move = (x: number): void => {
    card.style.translate = x ? `${x}px 0` : "";
    card.style.rotate = x ? `${x / TURN}deg` : "";
    card.dataset["leaning"] = Math.abs(x) < FAR ? "" : wordOf(card, x);
  };
  card.addEventListener("pointerdown", (event) => {
    const pressed = (event.target as Element).closest("button, a");
    if (event.pointerType !== "mouse" && !pressed) from = { x: event.clientX, pointer: event.pointerId };
  });
  card.addEventListener("pointermove", (event) => {
    if (from?.pointer !== event.pointerId) return;
    if (!card.hasPointerCapture(event.pointerId)) card.setPointerCapture(event.pointerId);
    move(event.clientX - from.x);
  });
  card.addEventListener("pointerup", (event) => {
    if (from?.pointer !== event.pointerId) return;
    const x = event.clientX - from.x;
    from = null;
    move(0);
    if (Math.abs(x) >= FAR) said(wordOf(card, x));
  });
  card.addEventListener("pointercancel", () => ((from = null), move(0)));
}

function wordOf(card: HTMLElement, x: number): "yes" | "no" {
  const backwards = getComputedStyle(card).direction === "rtl";
  return x > 0 !== backwards ? "yes" : "no";
}
