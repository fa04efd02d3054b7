/** What somebody has chosen to see among the ideas, and which ideas fit that. It stays on the device. */

export interface Choice {
  time: string;
  cost: string;
  energy: string;
  place: string;
  fits: string;
  view: string;
}

/** An idea's facts, as its card carries them. */
export interface Facts {
  minutes: number;
  cost: number;
  energy: number;
  place: string;
  fits: string[];
  /** Made for children as well: not everybody has any, so it waits until it is asked for. */
  children: boolean;
}

const LONGER = 120; // minutes: "Longer" is for what takes more than this
const KEY = "twofold dates ";

/** Whether an idea fits. Time, money and energy are what there is at most; "lively" asks for that. */
export function fitsChoice(idea: Facts, choice: Choice): boolean {
  return (
    (choice.time === "more" ? idea.minutes > LONGER : within(idea.minutes, choice.time)) &&
    within(idea.cost, choice.cost) &&
    (choice.energy === "3" ? idea.energy === 3 : within(idea.energy, choice.energy)) &&
    (!choice.place || idea.place === choice.place) &&
    (!choice.fits || idea.fits.includes(choice.fits)) &&
    (!idea.children || choice.fits === "with-children")
  );
}

function within(takes: number, most: string): boolean {
  return most === "" || takes <= Number(most);
}

/** What was chosen here last, by this person. */
export function remembered(person: string): Partial<Choice> {
  try {
    return JSON.parse(localStorage.getItem(KEY + person) ?? "{}") as Partial<Choice>;
  } catch {
    return {};
  }
}

export function remember(person: string, choice: Choice): void {
  try {
    localStorage.setItem(KEY + person, JSON.stringify(choice));
  } catch {
    // no room, or not allowed: the next visit begins with everything
  }
}
