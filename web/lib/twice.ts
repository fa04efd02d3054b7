/** A press that takes something away: asked for once more, and never by the second half of a double click. */

const ASKED = "Sure? Tap once more";
const DOUBLE_CLICK = 400; // milliseconds in which a second press belongs to the first

/** Call `run` when the button is pressed, and pressed again after it has asked. One at a time. */
export function onSecondPress(button: HTMLButtonElement, run: () => Promise<void>): void {
  const words = button.textContent;
  let asked = false;
  const wait = (on: boolean): void => (on ? button.setAttribute("aria-disabled", "true") : button.removeAttribute("aria-disabled"));
  const calm = (): void => {
    asked = false;
    button.textContent = words;
  };
  button.addEventListener("blur", calm);
  button.addEventListener("click", () => {
    if (button.hasAttribute("aria-disabled")) return;
    wait(true);
    if (asked) return void run().finally(() => (wait(false), calm()));
    asked = true;
    button.textContent = ASKED;
    setTimeout(wait, DOUBLE_CLICK, false);
  });
}
