"""The pieces of the monthly letter are whole, and whatever a month held, they make a fair letter of it."""

import re
from datetime import date
from pathlib import Path
from random import Random

import pytest

from twofold.content import ContentError, folder
from twofold.today.month_pieces import pieces, read_pieces
from twofold.today.month_words import FEWEST, MOST, OWN, Counted, in_words, written

FILE = folder("month") / "pieces.toml"
TITLES = {
    "practices": ["Six-minute morning", "Thirty-six questions, part one", "Write what is beneath", OWN],
    "tips": ["Thanks with a because", "The best bite of the day"],
}
OCTOBER = date(2026, 10, 1)


def some(random: Random) -> list[Counted]:
    share = random.choice([0.08, 0.3, 0.7, 1])
    found = []
    for thing in pieces().thing:
        titles = TITLES.get(thing.id, [])
        n = random.choice([1, 2, 12, 31, 62]) if random.random() < share else 0
        found.append(Counted(thing.id, n, titles[: min(n, random.randint(1, 4))]))
    return found


def test_any_month_makes_a_letter_of_fair_length() -> None:
    random = Random(5)  # noqa: S311 (for a test)
    for number in range(1_500):
        month, counts = date(2020 + number % 9, number % 12 + 1, 1), some(random)
        letter = written(str(number), month, counts)
        words = " ".join(letter)
        assert FEWEST <= len(words.split()) <= MOST, (letter, counts)
        assert not re.search(r"[{}]|  | ,|\(\)", words), words
        for one in counts:
            assert one.n == 0 or in_words(one.n) in words or one.n == 1


def test_what_did_not_happen_is_not_mentioned() -> None:
    words = " ".join(written("s", OCTOBER, [Counted("evenings", 11), Counted("photos", 0)]))
    assert "eleven" in words
    assert not re.search(r"photo|album|practice|wish|habit|ritual|check-in", words, re.IGNORECASE)


def test_a_quiet_month_gets_a_kind_letter_of_its_own() -> None:
    for number in range(12):
        letter = " ".join(written("s", date(2026, number + 1, 1), [Counted("evenings", 0)]))
        assert "Nothing was owed." in letter
        assert FEWEST <= len(letter.split()) <= MOST


def test_letters_differ_from_month_to_month_and_from_couple_to_couple() -> None:
    counts = [Counted(one.id, 3, TITLES.get(one.id, [])) for one in pieces().thing]
    two = [written("s", date(2026, month, 1), counts) for month in (9, 10)]
    assert not set(two[0]) & set(two[1])
    assert written("s", OCTOBER, counts) == written("s", OCTOBER, counts)
    assert len({tuple(written(str(seed), OCTOBER, counts)) for seed in range(12)}) > 6


def test_no_piece_presses_ranks_or_compares() -> None:
    said = re.sub(r"(?m)^#.*$|\b(many|more|one|brief) =", "", FILE.read_text())
    pressing = r"should|must|only|failed|always|never|score|streak|record|points?|goal|target|progress"
    comparing = r"more than|less than|better|best|fewer|than last|again|as often|improve\w*|most of you"
    found = re.findall(
        rf"\b({pressing}|{comparing}|missed|instead|he|she|both of you could)\b|!|'", said, re.I
    )
    assert not found


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("On {n} evenings you both", "On evenings you both"), "with {n}"),
        (("There was an evening", "There were {n} of an evening"), "without {n}"),
        (("On {n} evenings you both", "{n} evenings you both"), "begin with {n}"),
        (
            ("You did {n} practices together: {names}.", "You did {n} practices together."),
            "all of its wordings",
        ),
        (('id = "practices"', 'id = "evenings"'), "twice"),
        (('brief = ["one photo", "{n} photos"]', 'brief = ["one photo"]'), "length >= 2"),
        (("[quiet]", "loud = 1\n[quiet]"), "loud"),
    ],
)
def test_a_fault_is_named_by_file_and_line(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    path = tmp_path / "pieces.toml"
    assert change[0] in FILE.read_text()
    path.write_text(FILE.read_text().replace(*change))
    with pytest.raises(ContentError) as fault:
        read_pieces(path)
    assert re.match(r"pieces\.toml:\d+: ", str(fault.value))
    assert says in str(fault.value)
