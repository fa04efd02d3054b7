"""A FHIR R4 Questionnaire as a flat list of things to ask: choices, whole numbers, and text between.

What would be asked otherwise than its makers meant is refused rather than left out: branches,
hidden or worked-out answers, answers in one's own words.
"""

import re
from typing import Any

from .scale_json import walk
from .scale_place import Faults, Place

ITEMS, OPTIONS = 120, 40
WORDS, LABEL, ID, URL = 1_000, 300, 255, 500  # signs
STATUS = ("draft", "active", "retired", "unknown")
ELSEWHERE = (
    *("boolean", "decimal", "date", "dateTime", "time", "string", "text", "url", "attachment"),
    *("reference", "quantity"),
)
FHIR = "http://hl7.org/fhir/StructureDefinition/"
NUMBER_OF = (f"{FHIR}ordinalValue", f"{FHIR}itemWeight")
LOWEST, HIGHEST = f"{FHIR}minValue", f"{FHIR}maxValue"
EXTENSION = re.compile(r"xtension\[\d+\]$")
HIDDEN = f"{FHIR}questionnaire-hidden"
REFUSED = {
    "enableWhen": "Twofold asks every question of a scale, and cannot ask one depending on another.",
    "initial": "Twofold asks without an answer filled in beforehand.",
    "answerValueSet": "The answers are kept elsewhere. Put them into the file, as answerOption.",
}
SWITCHED = {
    "repeats": "Twofold takes one answer to each question.",
    "readOnly": "Nobody could answer this, and Twofold fills nothing in.",
}

Item = dict[str, Any]


def questions(root: Place) -> list[Item]:
    """The items in order, groups taken apart. Faults are noted with their paths."""
    if root.value.get("resourceType") != "Questionnaire":
        root.note(
            "resourceType", "This is to say “Questionnaire”. Another kind of file may have been chosen."
        )
        return []
    if root.value.get("status") not in STATUS:
        root.note("status", "FHIR asks for draft, active, retired or unknown here.")
    _refuse_anywhere(root)
    found: list[Item] = []
    for place in root.places("item", ITEMS):
        found += _item(place, None)
    _once(root.faults, found)
    if found and not any(one["kind"] != "text" for one in found):
        root.note("item", "There is nothing to answer here: no choice, and no whole number.")
    for one in found:
        one.pop("path")
    return found


def _refuse_anywhere(root: Place) -> None:
    """What changes the meaning of anything it stands at, however deep."""
    for path, one, _ in walk(root.value):
        if not isinstance(one, dict):
            continue
        here = Place(one, path, root.faults)
        if "modifierExtension" in one:
            here.note("modifierExtension", "This changes what it stands at in a way Twofold does not know.")
        url = str(one.get("url")) if EXTENSION.search(path) else ""
        if "valueExpression" in one or url.lower().endswith("expression"):
            here.note("", "This works something out while one answers, which Twofold does not do.")
        if url == HIDDEN and one.get("valueBoolean") is not False:
            here.note("", "This hides a question, and Twofold asks every one.")


def _item(place: Place, group: str | None) -> list[Item]:
    kind = place.value.get("type")
    item: Item = {"id": place.text("linkId", ID), "group": group, "path": place.path}
    _refuse(place)
    if kind == "group":
        return _group(place, item)
    if place.has("item"):
        place.note("item", "A question inside a question cannot be asked here. Put it beside it.")
    item["text"] = _words(place)
    if kind == "display":
        return [{**item, "kind": "text"}]
    item["required"] = place.flag("required")
    if kind == "choice":
        return [{**item, "kind": "choice", "options": _options(place)}]
    if kind == "integer":
        return [{**item, "kind": "integer", **_bounds(place)}]
    place.note("type", _why_not(kind))
    return []


def _why_not(kind: Any) -> str:
    if kind == "open-choice":
        return "This takes answers in one’s own words beside the choices, which no score can be made of."
    if kind in ELSEWHERE:
        return f"Twofold asks choices and whole numbers (choice, integer). This one is “{kind}”."
    return "FHIR R4 knows no item of this type."


def _refuse(place: Place) -> None:
    for key, words in REFUSED.items():
        if place.has(key):
            place.note(key, words)
    for key, words in SWITCHED.items():
        if place.flag(key):
            place.note(key, words)


def _group(place: Place, item: Item) -> list[Item]:
    """A group is its heading and what is in it, one level deep."""
    if item["group"] is not None:
        place.note("type", "A group inside a group cannot be asked here. One level is read.")
        return []
    heading = [{**item, "kind": "text", "text": _words(place)}] if place.has("text") else []
    inner = place.places("item", ITEMS)
    return [*heading, *(one for below in inner for one in _item(below, item["id"]))]


def _words(place: Place) -> str:
    prefix = place.text("prefix", 40, needed=False)
    return f"{prefix} {place.text('text', WORDS)}".strip()


def _options(place: Place) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for option in place.places("answerOption", OPTIONS):
        coding = option.place("valueCoding")
        if coding is None:
            other = next((key for key in option.value if key.startswith("value")), "valueCoding")
            option.note(other, "An answer to choose is a valueCoding, with a code.")
            continue
        if option.flag("initialSelected"):
            option.note("initialSelected", REFUSED["initial"])
        code = coding.text("code", ID)
        if code and any(one["code"] == code for one in found):
            coding.note("code", "Two answers to this question have the same code.")
        system = coding.text("system", URL, needed=False)
        display = coding.text("display", LABEL, needed=False) or code
        found.append({"system": system, "code": code, "display": display, "number": _weight(option, coding)})
    return found


def _weight(option: Place, coding: Place) -> float | None:
    """The number of an answer, where an extension gives one."""
    for place in (option, coding):
        for one in place.places("extension", OPTIONS, needed=False):
            if one.value.get("url") in NUMBER_OF:
                return one.number("valueDecimal")
    return None


def _bounds(place: Place) -> dict[str, float | None]:
    bounds: dict[str, float | None] = {"low": None, "high": None}
    for one in place.places("extension", OPTIONS, needed=False):
        side = {LOWEST: "low", HIGHEST: "high"}.get(str(one.value.get("url")))
        if side:
            bounds[side] = one.number("valueInteger", whole=True)
    return bounds


def _once(faults: Faults, items: list[Item]) -> None:
    """A linkId stands once in the whole file."""
    seen: set[str] = set()
    for one in items:
        if one["id"] in seen and one["id"]:
            faults.note(f"{one['path']}.linkId", "Two items have the same linkId.")
        seen.add(one["id"])
    if len(items) > ITEMS:
        faults.note("item", f"There are more than {ITEMS} items, with those in groups.")
