/** Forms and buttons that do one thing at a time, and tell what stood in the way where the person is looking. */

import { RecoveryCodeError, SealingError } from "../sealing/errors.ts";
import { letGoOf } from "./hands.ts";
import { Refused, Unreachable } from "./http.ts";
import { meta, tell } from "./page.ts";

/** A reason to stop that is told as it stands; `field` is where to look. */
export class Sentence extends Error {
  readonly field: HTMLElement | undefined;
  constructor(sentence: string, field?: HTMLElement) {
    super(sentence);
    this.field = field;
  }
}

const AGED =
  "This page has been open for a while. Reload it and go on; nothing you typed was sent.";
const WAIT =
  "There is no connection just now, or no room on the server. Your keys wait on this page: keep it open, and " +
  "press once more in a while.";
const UNKNOWN = "This did not work. Nothing is lost; try again.";

const TYPED = "textarea:not([readonly]), input:not([readonly], [type=radio], [type=checkbox], [type=range], [type=file])";
const BUSY = "busy";

/**
 * Take over a form: `run` instead of a submission, once at a time. Its button comes disabled from the
 * server, so that a press before this script was there does nothing.
 */
export function onSubmit(form: HTMLFormElement, run: () => Promise<void>): void {
  for (const button of form.querySelectorAll("button")) button.disabled = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void once(form, run);
  });
}

/** The same for a button outside a form; what there is to tell stands in `where`. */
export function onPress(
  button: HTMLButtonElement,
  where: HTMLElement,
  run: () => Promise<void>,
): void {
  button.addEventListener("click", () => void once(where, run));
}

/** For keys that are made and not sent yet: say where they wait. */
export function waitHere(fault: unknown): never {
  if (fault instanceof Unreachable) throw new Sentence(WAIT);
  throw fault;
}

async function once(where: HTMLElement, run: () => Promise<void>): Promise<void> {
  if (where.dataset["busy"] !== undefined) return;
  const focused = document.activeElement;
  const buttons = [...where.querySelectorAll("button")].filter((button) => !button.disabled);
  const giveBack = hold(where); // before anything is awaited
  begin(where, buttons);
  const fault = await run().then(
    () => null,
    (why: unknown) => why ?? UNKNOWN,
  );
  delete where.dataset["busy"];
  where.removeAttribute("aria-busy");
  for (const button of buttons) button.disabled = false;
  giveBack();
  // A disabled button loses the focus, and a keyboard would start again from the top of the page.
  if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus();
  if (fault) explain(where, fault);
  else letGoOf(where);
}

/**
 * While words are sent, none can be typed that would be cleared with them; a field that the press brings into
 * sight is free at once. Gives a way to end that, for the fields that nobody has made read-only for longer
 * meanwhile, which leaves another mark.
 */
export function hold(where: Element): () => void {
  const fields = [...where.querySelectorAll<HTMLElement>(TYPED)].filter((one) => one.checkVisibility());
  for (const field of fields) field.setAttribute("readonly", BUSY);
  return () => {
    for (const field of fields) if (field.getAttribute("readonly") === BUSY) field.removeAttribute("readonly");
  };
}

function begin(where: HTMLElement, buttons: HTMLButtonElement[]): void {
  where.dataset["busy"] = "";
  where.setAttribute("aria-busy", "true");
  for (const button of buttons) button.disabled = true;
  for (const field of where.querySelectorAll("[aria-invalid]"))
    field.removeAttribute("aria-invalid");
  if (where.querySelector("[data-note]")) tell(where, "");
}

/** Tell a person what stood in the way. */
export function explain(where: Element, fault: unknown): void {
  tell(where, sentenceOf(fault), "care");
  if (!(fault instanceof Sentence) || !fault.field) return;
  fault.field.setAttribute("aria-invalid", "true");
  fault.field.focus();
}

function sentenceOf(fault: unknown): string {
  // A door was opened in another tab meanwhile: its form is out of date, and nobody was signed out.
  if (fault instanceof Refused && fault.status === 403 && !meta("person")) return AGED;
  const plain = [Sentence, Refused, Unreachable, RecoveryCodeError, SealingError];
  return fault instanceof Error && plain.some((kind) => fault instanceof kind)
    ? fault.message
    : UNKNOWN;
}
