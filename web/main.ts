/** Loads the elements that the page at hand has, and no others. */

import "./elements/leave-quickly.ts"; // with this file itself: it waits for no other
import { Early } from "./lib/early.ts";
import { watchHands } from "./lib/hands.ts";
import { forget } from "./lib/keep.ts";
import { rememberParts } from "./lib/live.ts";
import { sayUnloaded } from "./lib/unloaded.ts";

const HELP_AFTER = 1_500; // milliseconds after a page is there, for what it does not need itself
const PAUSE = 1_000; // milliseconds before a part that did not arrive is asked for again

const signedIn = (): Promise<unknown> => import("./sets/signed-in.ts");
const today = (): Promise<unknown> => import("./sets/today.ts");

const ELEMENTS: Record<string, () => Promise<unknown>> = {
  "sealed-letter": signedIn,
  "letter-versions": () => import("./elements/letter-versions.ts"),
  "later-part": today,
  "next-part": today,
  "live-page": signedIn,
  "answer-form": today,
  "question-tools": today,
  "letter-taps": () => import("./elements/letter-taps.ts"),
  "write-note": () => import("./elements/write-note.ts"),
  "ease-ask": () => import("./elements/ease-ask.ts"),
  "star-button": today,
  "remove-letter": () => import("./elements/remove-letter.ts"),
  "sign-out": signedIn,
  "sign-up": () => import("./elements/sign-up.ts"),
  "sign-in": () => import("./elements/sign-in.ts"),
  "recover-account": () => import("./elements/recover-account.ts"),
  "unlock-keys": () => import("./elements/unlock-keys.ts"),
  "own-page": () => import("./elements/own-page.ts"),
  "device-list": () => import("./elements/device-list.ts"),
  "invite-partner": () => import("./elements/invite-partner.ts"),
  "accept-invitation": () => import("./elements/accept-invitation.ts"),
  "pair-words": () => import("./elements/pair-words.ts"),
  "us-two": () => import("./elements/us-two.ts"),
  "leave-couple": () => import("./elements/leave-couple.ts"),
  "your-copy": () => import("./elements/your-copy.ts"),
  "check-in": () => import("./elements/check-in.ts"),
  "feeling-wheel": () => import("./elements/feeling-wheel.ts"),
  "body-figure": () => import("./elements/body-figure.ts"),
  "journal-page": () => import("./elements/journal-page.ts"),
  "journal-entry": () => import("./elements/journal-entry.ts"),
  "journal-search": () => import("./elements/journal-search.ts"),
  "feelings-month": () => import("./elements/feelings-month.ts"),
  "practice-library": () => import("./elements/practice-library.ts"),
  "begin-practice": () => import("./elements/begin-practice.ts"),
  "live-session": () => import("./elements/live-session.ts"),
  "breath-guide": () => import("./elements/breath-guide.ts"),
  "still-writing": () => import("./elements/still-writing.ts"),
  "session-felt": () => import("./elements/session-felt.ts"),
  "own-title": () => import("./elements/own-title.ts"),
  "own-preview": () => import("./elements/own-preview.ts"),
  "own-practice": () => import("./elements/own-practice.ts"),
  "phones-down": () => import("./elements/phones-down.ts"),
  "take-break": signedIn,
  "break-page": () => import("./elements/break-page.ts"),
  "album-photo": () => import("./elements/album-photo.ts"),
  "album-grid": () => import("./elements/album-grid.ts"),
  "album-turns": () => import("./elements/album-turns.ts"),
  "album-add": () => import("./elements/album-add.ts"),
  "album-sending": () => import("./elements/album-sending.ts"),
  "album-edit": () => import("./elements/album-edit.ts"),
  "album-memory": () => import("./elements/album-memory.ts"),
  "wish-part": () => import("./elements/wish-part.ts"),
  "wish-new": () => import("./elements/wish-new.ts"),
  "wish-own": () => import("./elements/wish-own.ts"),
  "wish-yes": () => import("./elements/wish-yes.ts"),
  "date-cards": () => import("./elements/date-cards.ts"),
  "outing-form": () => import("./elements/outing-form.ts"),
  "outing-acts": () => import("./elements/outing-acts.ts"),
  "outing-memory": () => import("./elements/outing-memory.ts"),
  "map-topic": () => import("./elements/map-topic.ts"),
  "map-aloud": () => import("./elements/map-aloud.ts"),
  "guess-begin": () => import("./elements/guess-begin.ts"),
  "guess-sheet": () => import("./elements/guess-sheet.ts"),
  "guess-leave": () => import("./elements/guess-leave.ts"),
  "guess-told": () => import("./elements/guess-told.ts"),
  "long-letter": () => import("./elements/long-letter.ts"),
  "long-letter-open": () => import("./elements/long-letter-open.ts"),
  "long-letter-remove": () => import("./elements/long-letter-remove.ts"),
  "win-ways": () => import("./elements/win-ways.ts"),
  "hard-form": () => import("./elements/hard-form.ts"),
  "hard-eased": () => import("./elements/hard-eased.ts"),
  "meaning-form": () => import("./elements/meaning-form.ts"),
  "meaning-skip": () => import("./elements/meaning-skip.ts"),
  "values-sort": () => import("./elements/values-sort.ts"),
  "values-beside": () => import("./elements/values-beside.ts"),
  "tradition-form": () => import("./elements/tradition-form.ts"),
  "tradition-move": () => import("./elements/tradition-move.ts"),
  "vision-text": () => import("./elements/vision-text.ts"),
  "vision-form": () => import("./elements/vision-form.ts"),
  "vision-look": () => import("./elements/vision-look.ts"),
  "ritual-act": () => import("./elements/ritual-act.ts"),
  "ritual-title": today,
  "ritual-form": () => import("./elements/ritual-form.ts"),
  "ritual-move": () => import("./elements/ritual-move.ts"),
  "ritual-shelf": () => import("./elements/ritual-shelf.ts"),
  "rhythm-month": () => import("./elements/rhythm-month.ts"),
  "rhythm-zone": () => import("./elements/rhythm-zone.ts"),
  "rhythm-feed": () => import("./elements/rhythm-feed.ts"),
  "tip-note": () => import("./elements/tip-note.ts"),
  "reminder-choices": () => import("./elements/reminder-choices.ts"),
  "reminder-browser": () => import("./elements/reminder-browser.ts"),
  "reminder-mail": () => import("./elements/reminder-mail.ts"),
  "reminder-channel": () => import("./elements/reminder-channel.ts"),
  "reminder-way": () => import("./elements/reminder-way.ts"),
  "before-begin": () => import("./elements/before-begin.ts"),
  "help-page": () => import("./elements/help-page.ts"),
  "letting-begin": () => import("./elements/letting-begin.ts"),
  "letting-matter": () => import("./elements/letting-matter.ts"),
  "letting-step": () => import("./elements/letting-step.ts"),
  "letting-share": () => import("./elements/letting-share.ts"),
  "letting-away": () => import("./elements/letting-away.ts"),
  "promise-form": () => import("./elements/promise-form.ts"),
  "promise-look": () => import("./elements/promise-look.ts"),
  "dos-pair": () => import("./elements/dos-pair.ts"),
  "reflect-form": () => import("./elements/reflect-form.ts"),
  "reflect-share": () => import("./elements/reflect-share.ts"),
  "look-form": () => import("./elements/look-form.ts"),
  "look-own": () => import("./elements/look-own.ts"),
  "look-share": () => import("./elements/look-share.ts"),
  "look-map": () => import("./elements/look-map.ts"),
  "look-lean": () => import("./elements/look-lean.ts"),
  "scale-load": () => import("./elements/scale-load.ts"),
  "scale-page": () => import("./elements/scale-page.ts"),
  "scale-results": () => import("./elements/scale-results.ts"),
  "scale-share": () => import("./elements/scale-share.ts"),
  "boundary-page": () => import("./elements/boundary-page.ts"),
  "intimacy-page": () => import("./elements/intimacy-page.ts"),
  "intimacy-round": () => import("./elements/intimacy-round.ts"),
  "gentle-words": () => import("./elements/gentle-words.ts"),
  "raise-letter": () => import("./elements/raise-letter.ts"),
  "heard-later": () => import("./elements/heard-later.ts"),
  "heard-guide": () => import("./elements/heard-guide.ts"),
  "matter-form": () => import("./elements/matter-form.ts"),
  "matter-time": () => import("./elements/matter-time.ts"),
  "experiment-form": () => import("./elements/experiment-form.ts"),
  "line-chart": () => import("./elements/line-chart.ts"),
  "strip-chart": () => import("./elements/strip-chart.ts"),
  "insight-join": () => import("./elements/insight-join.ts"),
  "lesson-read": () => import("./elements/lesson-read.ts"),
};

/** Keep the help page on this device, so that it opens without a connection. */
function keepHelp(): void {
  void import("./lib/offline-help.ts").then((help) => help.keepHelp());
}

/** Load what stands in `where`; called again for parts that arrive later. */
export async function enliven(where: ParentNode): Promise<void> {
  const names = Object.keys(ELEMENTS).filter((name) => where.querySelector(name));
  const loads = await Promise.allSettled(names.map(load));
  sayUnloaded(names.filter((_, index) => loads[index]?.status === "rejected"));
}

async function load(name: string): Promise<void> {
  try {
    await ELEMENTS[name]?.();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    await ELEMENTS[name]?.();
  }
}

watchHands();
rememberParts(document);
const early = new Early();
// A session that ended elsewhere leaves no keys behind in a browser that opens Twofold again. A page that
// is the same for everybody cannot tell.
if (!document.querySelector('meta:is([name="person"], [name="anybody"])')) void forget();
void enliven(document).then(() => early.replay());
addEventListener("load", () => setTimeout(keepHelp, HELP_AFTER));
for (const arrival of ["parts-arrived", "part-loaded"]) document.addEventListener(arrival, () => void enliven(document));
