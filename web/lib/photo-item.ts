/** A picked photo with its fields, each with a label and the file's name to tell it from the others. */

import { oneOf } from "../sealing/letter.ts";
import { keepDraft } from "./drafts.ts";
import { find } from "./page.ts";
import { sha256 } from "./photo-open.ts";

export function itemFor(template: HTMLTemplateElement, thumb: Blob, name: string): HTMLElement {
  const item = find(document.importNode(template.content, true), "li");
  const image = find<HTMLImageElement>(item, "img");
  image.src = URL.createObjectURL(thumb);
  image.alt = name;
  for (const label of item.querySelectorAll<HTMLLabelElement>("[data-for]")) {
    const field = find(item, `[data-${label.dataset["for"]}]`);
    field.id = label.htmlFor = `photo-${crypto.randomUUID()}`;
    field.setAttribute("aria-description", name);
  }
  return item;
}

/** Keep the words of a picked photo, and bring them back when the same picture is chosen again. Gives a way to end it. */
export async function keepStory(item: HTMLElement, file: File): Promise<() => Promise<void>> {
  // By what it shows: a phone gives a new name and a new time to what is chosen twice.
  const picture = await sha256(new Uint8Array(await file.arrayBuffer()));
  return keepDraft(find<HTMLTextAreaElement>(item, "[data-caption]"), `photo-story:${oneOf("photo-story", picture)}`);
}
