/** The link of an invitation on the page: to read, copy, share, and photograph with another phone. */

import { find, toast } from "./page.ts";
import { qrPicture } from "./qr-picture.ts";

/** Fill the part of couples/invite.html that shows a link. */
export async function offerLink(where: HTMLElement, link: string): Promise<void> {
  const field = find<HTMLInputElement>(where, "#link");
  field.value = link;
  field.addEventListener("focus", () => field.select());
  find<HTMLElement>(where, "[data-copy]").addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    );
    if (!copied) field.select();
    toast(
      copied
        ? "Copied. Send it to your partner, and to nobody else."
        : "Select the link and copy it by hand.",
    );
  });
  const share = find<HTMLElement>(where, "[data-share]");
  share.hidden = !("share" in navigator);
  share.addEventListener("click", () => void navigator.share({ url: link }).catch(() => undefined));
  find<HTMLElement>(where, "[data-qr]").replaceChildren(await qrPicture(link));
}
