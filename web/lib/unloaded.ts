/** Elements whose code did not arrive: it is said once, and their forms keep what was typed into them. */

const SAID = "A part of this page could not be loaded. Reload when you have a connection; nothing is lost.";
const unloaded = new Set<string>();

/** Say that the elements of these names stay without life on this page. */
export function sayUnloaded(names: string[]): void {
  if (names.length && !unloaded.size) {
    addEventListener("submit", stayHere, true);
    const note = document.createElement("p");
    note.className = "note care";
    note.setAttribute("role", "alert");
    note.textContent = SAID;
    document.getElementById("main")?.prepend(note);
  }
  for (const name of names) unloaded.add(name);
}

/** Without its element the browser itself would submit the form, and leave the page with its words. */
function stayHere(event: Event): void {
  if ((event.target as Element).closest([...unloaded].join())) event.preventDefault();
}
