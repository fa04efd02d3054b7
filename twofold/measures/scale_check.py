"""The process that looks at a questionnaire and its scoring file, and says the scale or its faults.

    python -m twofold.measures.scale_check < {"questionnaire": "…", "scoring": "…", "seconds": 10}

It knows no database and no settings, keeps nothing, writes no file, and ends with its one answer.
"""

import json
import resource
import signal
import sys
from typing import Any

from .scale_json import read_json
from .scale_place import Faults, Place, step
from .scale_questions import URL, WORDS, questions
from .scale_scoring import bound_all, scoring

MEMORY = 512 * 1024 * 1024  # bytes
PLAIN = {
    "extra_forbidden": "FHIR R4 has nothing of this name here.",
    "string_type": "FHIR R4 takes a text here.",
    "string_pattern_mismatch": "FHIR R4 does not take this text here.",
    "bool_parsing": "FHIR R4 takes true or false here.",
    "bool_type": "FHIR R4 takes true or false here.",
    "list_type": "FHIR R4 takes a list here.",
    "missing": "FHIR R4 asks for this, and it is missing.",
    "json_invalid": "FHIR R4 takes an object here.",
}
OTHERWISE = "FHIR R4 does not take this as it stands here."


def main() -> None:
    """Answer what stdin asks, within bounds of memory and time."""
    asked = json.load(sys.stdin)
    signal.alarm(asked["seconds"])  # should the server be gone by then
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    print(json.dumps(check(asked["questionnaire"], asked["scoring"])))  # noqa: T201 - its one way to tell


def check(questionnaire: str, scoring_file: str) -> dict[str, Any]:
    """`{"scale": …}`, or `{"faults": [{"file", "path", "words"}, …]}`."""
    asked, counted = Faults("questionnaire"), Faults("scoring")
    root, rules = read_json(questionnaire, asked), read_json(scoring_file, counted)
    items = questions(root) if root else []
    if root:
        fits_fhir(root)
    scale: dict[str, Any] = {}
    if root and rules and not asked.found:  # a score of items that were refused would be faulted for nothing
        scale = {"v": 1, **_about(root), "items": items, **scoring(rules, items)}
        bound_all(items, lambda key, words: counted.note(step("items", key), words))
    faults = asked.told() + counted.told()
    return {"faults": faults} if faults else {"scale": scale}


def _about(root: Place) -> dict[str, str]:
    return {
        "url": root.text("url", URL, needed=False),
        "version": root.text("version", 64, needed=False),
        "copyright": root.text("copyright", WORDS, needed=False),
    }


def fits_fhir(root: Place) -> None:
    """Hold the file against FHIR R4 itself; where something was noted already, that stands."""
    from fhir.resources.R4B.questionnaire import Questionnaire
    from pydantic import ValidationError

    try:
        Questionnaire.model_validate(root.value)
    except ValidationError as fault:
        for one in fault.errors(include_url=False, include_context=False, include_input=False):
            path = ""
            for key in one["loc"]:
                path = step(path, key)
            root.faults.note(path, PLAIN.get(one["type"], OTHERWISE))


if __name__ == "__main__":
    main()
