/** What Today has besides, in one file. */

import "../elements/answer-form.ts";
import "../elements/later-part.ts";
import "../elements/next-part.ts";
import "../elements/question-tools.ts";
import "../elements/ritual-title.ts";
import "../elements/star-button.ts";
