/** What every page of somebody who is signed in has: one file, because each by itself is smaller than its headers. */

import "../elements/live-page.ts";
import "../elements/sealed-letter.ts";
import "../elements/sign-out.ts";
import "../elements/take-break.ts";
