/** Days and a time, as the form for a ritual holds them. */

import { find } from "./page.ts";
import { Sentence } from "./submit.ts";

export interface When {
  cadence: string;
  days: number[];
  week: number | null;
  time: string;
  minutes: number;
}

/** Show what the chosen cadence asks for, and no more; again whenever it changes. */
export function followCadence(form: HTMLFormElement): void {
  const show = () => {
    const cadence = cadenceOf(form);
    for (const part of form.querySelectorAll<HTMLElement>("[data-for]")) {
      part.hidden = !(part.dataset["for"] ?? "").split(" ").includes(cadence);
    }
  };
  for (const one of form.querySelectorAll("[name=cadence]")) one.addEventListener("change", show);
  show();
}

function cadenceOf(form: HTMLFormElement): string {
  return find<HTMLInputElement>(form, "[name=cadence]:checked").value;
}

/** What the form says. Throws a Sentence where something is missing. */
export function readWhen(form: HTMLFormElement): When {
  const cadence = cadenceOf(form);
  const ticked = [...form.querySelectorAll<HTMLInputElement>("[data-day]:checked")].map((one) => Number(one.value));
  const days = cadence === "daily" ? ticked : [Number(find<HTMLSelectElement>(form, "[data-one-day]").value)];
  if (!days.length) throw new Sentence("Choose a day or more.", find(form, "[data-day]"));
  const time = find<HTMLInputElement>(form, "[data-time]");
  if (!/^\d\d:\d\d/.test(time.value)) throw new Sentence("Choose a time.", time);
  const minutes = find<HTMLInputElement>(form, "[data-minutes]");
  const long = Math.round(Number(minutes.value));
  if (!(long >= 1 && long <= 720)) throw new Sentence("How many minutes? From 1 to 720.", minutes);
  const week = cadence === "monthly" ? Number(find<HTMLSelectElement>(form, "[data-week]").value) : null;
  return { cadence, days, week, time: time.value.slice(0, 5), minutes: long };
}
