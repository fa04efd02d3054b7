"""The scoring file: whose scale it is, what answers count, and which of them make a score.

Standard errors and retest figures are taken with their source or not at all; nothing is assumed.
"""

from collections.abc import Callable
from typing import Any

from .scale_place import Place

SCORES, ITEMS = 12, 120
TITLE, NAME, LINE, SOURCE = 120, 80, 400, 300  # signs
WIDEST = 1_000  # from the lowest to the highest answer
SAME = 1e-9

Item = dict[str, Any]
Bounds = tuple[float, float]


def scoring(root: Place, items: list[Item]) -> dict[str, Any]:
    """Title, licence and scores. Numbers and bounds that the file gives are put into `items`."""
    root.only("title", "licence", "items", "score")
    asked = {one["id"]: one for one in items if one["kind"] != "text"}
    _give_numbers(root, asked)
    scores = [_score(place, asked) for place in root.places("score", SCORES)]
    ids = [one["id"] for one in scores]
    if len(set(ids)) < len(ids):
        root.note("score", "Two scores have the same id.")
    licence = root.text("licence", LINE, needed=False)
    if not licence and not root.has("licence"):
        root.note(
            "licence", "This is missing: one line that says who may use this scale, and by whose leave."
        )
    return {"title": root.text("title", TITLE), "licence": licence, "scores": scores}


def bound_all(items: list[Item], note: Callable[[str, str], None]) -> None:
    """Every whole number is asked between two bounds, whichever file gives them."""
    for one in items:
        if one["kind"] != "integer":
            continue
        low, high = one["low"], one["high"]
        if low is None or high is None:
            note(one["id"], "A whole number needs its lowest and its highest, in one of the two files.")
        elif not low < high or high - low > WIDEST:
            note(one["id"], f"The lowest comes before the highest, at most {WIDEST:,} apart.")


def _give_numbers(root: Place, asked: dict[str, Item]) -> None:
    given = root.place("items")
    for id in given.value if given else ():
        place = given.place(id) if given else None
        if id not in asked:
            root.note("items", f"Nothing is asked under the linkId “{id[:60]}”.")
        elif place and asked[id]["kind"] == "integer":
            _give_bounds(place, asked[id])
        elif place:
            _give_weights(place, asked[id])


def _give_bounds(place: Place, item: Item) -> None:
    place.only("lowest", "highest")
    for key, side in (("lowest", "low"), ("highest", "high")):
        value = place.number(key, whole=True)
        if value is not None and item[side] not in (None, value):
            place.note(key, "The questionnaire gives another bound. Which one is meant?")
        item[side] = value


def _give_weights(place: Place, item: Item) -> None:
    place.only("numbers")
    numbers = place.place("numbers")
    if numbers is None:
        place.note("numbers", "This is missing: for each code of an answer, the number that it counts.")
        return
    options = {one["code"]: one for one in item["options"]}
    numbers.only(*options)
    for code, option in options.items():
        value = numbers.number(code)
        if value is not None and option["number"] not in (None, value):
            numbers.note(code, "The questionnaire gives this answer another number. Which one is meant?")
        option["number"] = value


def _score(place: Place, asked: dict[str, Item]) -> dict[str, Any]:
    place.only(
        *("id", "name", "items", "reverse", "method", "least_answered", "range", "reliability", "retest")
    )
    ids = _ids(place, "items", list(asked), "Nothing is asked under this linkId.")
    reverse = _ids(place, "reverse", ids, "This is not among the items of the score.", needed=False)
    method = place.value.get("method")
    if method not in ("sum", "mean"):
        place.note("method", "This is “sum” or “mean”.")
    least = place.number("least_answered", whole=True)
    if least is not None and not 1 <= least <= len(ids):
        place.note("least_answered", f"This lies between 1 and the number of its items, {len(ids)}.")
    limits = [_limits(place, number, asked[id]) for number, id in enumerate(ids)]
    _same_width(place, limits, least)
    return {
        "id": place.text("id", 40),
        "name": place.text("name", NAME),
        "items": ids,
        "reverse": reverse,
        "method": method,
        "least_answered": least,
        "range": _range(place, method, limits),
        "reliability": _figures(place, "reliability", "alpha"),
        "retest": _figures(place, "retest", "r"),
    }


def _ids(place: Place, key: str, known: list[str], words: str, *, needed: bool = True) -> list[str]:
    found: list[str] = []
    for number, one in enumerate(place.rows(key, ITEMS, needed=needed)):
        path = f"{place.at(key)}[{number}]"
        if not isinstance(one, str) or one not in known:
            place.faults.note(path, words)
        elif one in found:
            place.faults.note(path, "This stands here twice.")
        else:
            found.append(one)
    return found


def _limits(place: Place, number: int, item: Item) -> Bounds | None:
    """The lowest and the highest number an answer can count."""
    if item["kind"] == "integer":
        values = [item["low"], item["high"]]
    else:
        values = [one["number"] for one in item["options"]]
    if None in values and item["kind"] == "choice":
        path = f"{place.at('items')}[{number}]"
        place.faults.note(path, "An answer to this counts no number, in neither file.")
    return None if None in values or not values else (min(values), max(values))


def _same_width(place: Place, limits: list[Bounds | None], least: float | None) -> None:
    """A missing answer is made up for by the others, which needs them to be alike."""
    if least is not None and least < len(limits) and len({one for one in limits if one}) > 1:
        place.note(
            "least_answered",
            "The answers of this score do not all run over the same numbers, so none can stand in for a "
            "missing one. Ask for all of them here.",
        )


def _range(place: Place, method: Any, limits: list[Bounds | None]) -> list[float]:
    ends = place.rows("range", 2)
    numbers = [one for one in ends if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) != 2 or not numbers[0] < numbers[1]:
        place.note("range", "This is two numbers, the lowest and the highest score: [0, 12].")
        return [0, 1]
    whole = [one for one in limits if one]
    if method in ("sum", "mean") and whole and len(whole) == len(limits):
        share = len(whole) if method == "mean" else 1
        low, high = sum(one[0] for one in whole) / share, sum(one[1] for one in whole) / share
        if low < numbers[0] - SAME or high > numbers[1] + SAME:
            words = f"Scores can lie between {low:g} and {high:g}, and the range is to hold them all."
            place.note("range", words)
    return numbers


def _figures(place: Place, key: str, name: str) -> dict[str, Any] | None:
    """A share between 0 and 1, a standard deviation, and where both were found."""
    found = place.place(key)
    if found is None:
        return None
    found.only(name, "sd", "source")
    share, sd = found.number(name), found.number("sd")
    if share is not None and not 0 <= share <= 1:
        found.note(name, "This lies between 0 and 1.")
    if sd is not None and sd <= 0:
        found.note("sd", "A standard deviation is more than 0.")
    return {name: share, "sd": sd, "source": found.text("source", SOURCE)}
