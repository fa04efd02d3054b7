/** A recovery code is shown once, to be kept; two of its groups, typed, say that it was. */

import { makeIdentity, recipientOf } from "../sealing/keys.ts";
import {
  canonicalRecoveryCode,
  makeRecoveryCode,
  makeRecoveryKit,
  recoveryKeys,
} from "../sealing/recovery.ts";
import { utf8 } from "../sealing/bytes.ts";
import { toBase64 } from "./http.ts";
import { at, find, toast } from "./page.ts";
import { onSubmit, Sentence } from "./submit.ts";

/** A fresh code, and what the server takes of it. */
export interface NewCode {
  code: string;
  kit: string;
  recipient: string;
  sent: { locator: string; auth: string; kit: string };
}

/** Make a code for a recovery identity, or for a new one. */
export async function makeCode(identity = makeIdentity()): Promise<NewCode> {
  const code = makeRecoveryCode();
  const kit = await makeRecoveryKit(code, identity);
  const sent = { ...recoveryKeys(code), kit: toBase64(utf8(kit)) };
  return { code, kit, recipient: await recipientOf(identity), sent };
}

/** Show the code in the part made by people/parts/recovery.html, and resolve once two of its groups were typed. */
export function ceremony(where: Element, { code, kit }: NewCode): Promise<void> {
  const groups = code.split("-");
  const shown = find<HTMLElement>(where, "[data-shown]");
  const confirm = find<HTMLFormElement>(where, "[data-confirm]");
  const turn = (toConfirm: boolean) => {
    shown.hidden = toConfirm;
    confirm.hidden = !toConfirm;
    if (toConfirm) find<HTMLElement>(confirm, "input").focus();
  };
  find<HTMLElement>(where, "[data-code]").replaceChildren(...groups.map(groupOf));
  offerCopies(where, code, kit);
  turn(false);
  find<HTMLElement>(where, "[data-kept]").addEventListener("click", () => turn(true));
  find<HTMLElement>(where, "[data-again-code]").addEventListener("click", () => turn(false));
  const asked = twoOf(groups.length);
  const fields = [...confirm.querySelectorAll("input")];
  confirm
    .querySelectorAll("label")
    .forEach((label, at) => (label.textContent = `Group ${(asked[at] ?? 0) + 1}`));
  return new Promise((resolve) =>
    onSubmit(confirm, async () => {
      const wrong = fields.find((field, at) => groupTyped(field.value) !== groups[asked[at] ?? 0]);
      if (wrong)
        throw new Sentence(
          "This is not quite what the code says there. Have another look at it.",
          wrong,
        );
      resolve();
    }),
  );
}

function groupOf(group: string): HTMLElement {
  const part = document.createElement("span");
  part.textContent = group;
  return part;
}

/** Two different places, in order. */
function twoOf(length: number): [number, number] {
  const draw = crypto.getRandomValues(new Uint8Array(2));
  const first = (draw[0] ?? 0) % length;
  const second = (first + 1 + ((draw[1] ?? 0) % (length - 1))) % length;
  return first < second ? [first, second] : [second, first];
}

/** A group as printed, from however it was typed. */
function groupTyped(typed: string): string {
  try {
    return canonicalRecoveryCode(typed.padEnd(4, "?").repeat(8)).slice(0, 4);
  } catch {
    return "";
  }
}

function offerCopies(where: Element, code: string, kit: string): void {
  find<HTMLElement>(where, "[data-copy]").addEventListener("click", async () => {
    await navigator.clipboard.writeText(code).then(
      () => toast("Copied. Paste it where you keep such things."),
      () =>
        toast("The browser did not allow copying. Select the code by hand, or save it as a file."),
    );
  });
  find<HTMLElement>(where, "[data-print]").addEventListener("click", () => print());
  const text = `Twofold recovery code\n\n${code}\n\nOpen ${location.origin}${at("recover")} and type it there.\nKeep it apart from your devices.\n`;
  offerFile(find(where, "[data-save]"), text);
  offerFile(find(where, "[data-save-kit]"), kit);
}

function offerFile(link: HTMLAnchorElement, text: string): void {
  if (link.href) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
}
