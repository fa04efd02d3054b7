/** What a person has typed, chosen or unfolded on this page, as against what the server or a script put there. */

type Field = HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement;

const touched = new WeakSet<EventTarget>();
const turned = new WeakSet<Element>();

/** Begin to notice, before any other script. A field that says more than the server sent was typed in before. */
export function watchHands(): void {
  for (const sign of ["input", "change"]) {
    document.addEventListener(sign, (event) => event.target && touched.add(event.target), true);
  }
  document.addEventListener("click", (event) => {
    const summary = (event.target as Element).closest("summary");
    if (summary?.parentElement) turned.add(summary.parentElement);
  }, true);
  for (const field of fieldsIn(document)) if (differs(field)) touched.add(field);
}

/** What stands in `where` was sent, or is no longer meant: it is nobody's work any more. */
export function letGoOf(where: ParentNode): void {
  for (const field of fieldsIn(where)) touched.delete(field);
}

/**
 * Somebody writes or chooses in `part`. What lies folded away counts while there are typed words in it;
 * what a script brought in does not, for a script can bring it again.
 */
export function atWorkIn(part: ParentNode): boolean {
  return fieldsIn(part).some((field) => {
    const writing = field.localName === "textarea";
    if (writing && field === document.activeElement) return true;
    const inSight = field.checkVisibility() || (writing && field.closest("details:not([open])") !== null);
    return inSight && touched.has(field) && differs(field);
  });
}

/** Unfold and fold in `next` what a person had unfolded or folded in `mine`, found again by its words. */
export function turnAlike(mine: ParentNode, next: ParentNode): void {
  const theirs = [...next.querySelectorAll("details")];
  for (const one of mine.querySelectorAll("details")) {
    const same = turned.has(one) && theirs.find((other) => wordsOn(other) === wordsOn(one));
    if (!same) continue;
    same.open = one.open;
    turned.add(same);
    theirs.splice(theirs.indexOf(same), 1);
  }
}

function wordsOn(details: HTMLDetailsElement): string {
  return details.querySelector("summary")?.textContent.trim() ?? "";
}

function fieldsIn(where: ParentNode): Field[] {
  return [...where.querySelectorAll<Field>("textarea, input, select")];
}

function differs(field: Field): boolean {
  if (field instanceof HTMLSelectElement) return [...field.options].some((one) => one.selected !== one.defaultSelected);
  if (field.type === "checkbox" || field.type === "radio") {
    return (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked;
  }
  return field.value !== field.defaultValue;
}
