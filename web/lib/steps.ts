/** A page that asks one thing after another: one step in sight, the others waiting. */

/** Show the step of this name, and lead eyes and screen readers to its heading. */
export function showStep(where: Element, name: string): void {
  for (const step of where.querySelectorAll<HTMLElement>("[data-step]")) {
    step.hidden = step.dataset["step"] !== name;
  }
  const heading = where.querySelector<HTMLElement>(`[data-step="${name}"] h2`);
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

/** Buttons that lead back to a step say which in `data-back`. */
export function leadBack(where: Element): void {
  for (const button of where.querySelectorAll<HTMLElement>("[data-back]")) {
    button.addEventListener("click", () => showStep(where, button.dataset["back"] ?? ""));
  }
}
