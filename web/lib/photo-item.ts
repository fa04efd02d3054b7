/** A picked photo with its fields, each with a label and the file's name to tell it from the others. */

import { find } from "./page.ts";

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
