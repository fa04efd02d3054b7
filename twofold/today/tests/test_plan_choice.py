"""What next: never outside what both are open to, the same for both, whoever of the two stands first."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twofold.boundaries.choices import gates
from twofold.content import ContentError, folder
from twofold.practices.library import practices
from twofold.practices.shelf import CORE
from twofold.today.plan.choice import LADDER, RESTS, Choice, worth
from twofold.today.plan.inputs import Known, Time
from twofold.today.plan.words import Prior, names, order, prior, read_order, read_prior, read_words, reasons

TODAY = date(2026, 11, 22)
IDS = sorted(practices())
NUMBERS = st.none() | st.integers(0, 10).map(float)


def choice(known: Known, allowed: dict[str, Any] | None = None) -> Choice:
    return Choice(prior(), order(), practices(), practices() if allowed is None else allowed, known)


TIMES = st.lists(
    st.builds(
        Time,
        practice=st.sampled_from(IDS),
        day=st.integers(0, 400).map(lambda back: TODAY - timedelta(days=back)),
        felt=st.tuples(NUMBERS, NUMBERS),
        whole=st.booleans(),
    ),
    max_size=25,
).map(tuple)
SOME = st.frozensets(st.sampled_from(IDS), max_size=12)
KNOWN = st.builds(
    Known,
    couple=st.sampled_from(["one", "two", "three"]),
    today=st.integers(0, 30).map(lambda ahead: TODAY + timedelta(days=ahead)),
    times=TIMES,
    tender=st.booleans(),
    mending=st.booleans(),
    rhythm=SOME,
    leaning=SOME,
    room=st.frozensets(st.sampled_from(sorted(names())), max_size=2),
    minutes=st.sampled_from([None, 5, 15, 30, 60]),
    setting=st.sampled_from(["", "together", "apart"]),
    own_passed=SOME,
    own_turn=st.integers(0, 5),
)
BOUNDARY = st.tuples(
    st.integers(1, 5), st.frozensets(st.sampled_from(sorted(gates()))), st.frozensets(st.sampled_from(IDS))
)


@settings(deadline=None, max_examples=100)
@given(KNOWN, BOUNDARY, BOUNDARY)
def test_never_outside_what_both_are_open_to(known: Known, ada: Any, ben: Any) -> None:
    within = {}
    for id, one in practices().items():
        shut = any(id in gates()[gate] for _, each, _ in (ada, ben) for gate in each)
        if not shut and all(one.depth <= depth and id not in left for depth, _, left in (ada, ben)):
            within[id] = one
    allowed = within or {id: practices()[id] for id in CORE}
    made = choice(known, allowed).made()
    if made:
        assert made.practice.id in allowed
        assert made.practice.id not in known.own_passed
        assert made.practice.depth <= max(min(ada[0], ben[0]), 1)


@settings(deadline=None, max_examples=30)
@given(KNOWN, st.randoms())
def test_the_same_again_whatever_the_order(known: Known, shuffled: Any) -> None:
    times, library = list(known.times), list(practices().items())
    first = choice(known)
    shuffled.shuffle(times)
    shuffled.shuffle(library)
    second = Choice(prior(), order(), dict(library), dict(library), replace(known, times=tuple(times)))
    assert first.made() == second.made()
    assert first.scores(first.shelf) == second.scores(first.shelf)


@settings(deadline=None, max_examples=30)
@given(KNOWN)
def test_which_of_the_two_stands_first_is_no_matter(known: Known) -> None:
    turned = tuple(replace(one, felt=(one.felt[1], one.felt[0])) for one in known.times)
    here, there = choice(known), choice(replace(known, times=turned))
    assert here.made() == there.made()
    assert here.scores(here.shelf) == there.scores(here.shelf)


@settings(deadline=None, max_examples=30)
@given(KNOWN, SOME)
def test_what_is_left_out_moves_no_other(known: Known, left: frozenset[str]) -> None:
    whole = choice(known).scores(practices())
    rest = {id: one for id, one in practices().items() if id not in left}
    assert choice(known, rest).scores(rest) == {id: whole[id] for id in rest}


@settings(deadline=None, max_examples=30)
@given(KNOWN)
def test_tender_days_bring_nothing_that_stirs(known: Known) -> None:
    made = choice(replace(known, tender=True)).made()
    if made:
        gentle = made.practice.depth == 1 and not {"vulnerability", "repair"} & set(made.practice.components)
        assert made.practice.id in order().calm or gentle
        assert made.why == "calm"


def done(*ids: str, ago: int = 40, felt: tuple[float | None, float | None] = (6, 6)) -> tuple[Time, ...]:
    return tuple(Time(id, TODAY - timedelta(days=ago), felt) for id in ids)


@pytest.mark.parametrize(("times", "depth"), [(0, 2), (2, 2), (3, 3), (8, 4), (15, 5)])
def test_who_is_new_begins_gently(times: int, depth: int) -> None:
    past = done(*(["morning-coffee"] * times))
    on_its_day = choice(Known("c", TODAY, past, minutes=60))
    assert on_its_day.deepest == depth
    assert max(one.depth for one in on_its_day.shelf.values()) == min(
        depth, 4
    )  # five comes after its fore-runner
    assert LADDER[0][1] == 2


def test_what_was_done_lately_rests_for_as_long_as_its_cadence_says() -> None:
    for id in ("evening-gratitude", "deep-listening", "holding-hands", "emotional-map"):
        one, past = practices()[id], done(*(["morning-coffee"] * 9))
        for ago in range(30):
            known = Known("c", TODAY, (*past, *done(id, ago=ago)))
            assert (id in choice(known).shelf) == (ago >= RESTS[one.cadence]), (id, ago)


def test_where_boundaries_leave_little_the_kind_core_is_there() -> None:
    core = {id: practices()[id] for id in CORE}
    for known in (
        Known("c", TODAY),
        Known("c", TODAY, tender=True),
        Known("c", TODAY, minutes=5, setting="together"),
    ):
        made = choice(known, core).made()
        assert made and made.practice.id in CORE


def test_time_and_place_at_hand() -> None:
    for minutes in (5, 15, 30, 60):
        shelf = choice(Known("c", TODAY, minutes=minutes, setting="apart")).shelf
        assert shelf and all(one.minutes <= minutes and one.setting != "together" for one in shelf.values())
    assert all(one.minutes <= 30 for one in choice(Known("c", TODAY)).shelf.values())


def test_a_ritual_of_today_comes_first() -> None:
    known = Known("c", TODAY, rhythm=frozenset({"evening-gratitude"}))
    made = choice(known).made()
    assert made and made.practice.id == "evening-gratitude" and made.why == "rhythm"
    again = choice(replace(known, times=done("evening-gratitude", ago=1))).made()  # a daily one is daily
    assert again and again.practice.id == "evening-gratitude"
    over = choice(replace(known, times=done("evening-gratitude", ago=0))).made()
    assert over and over.why != "rhythm"


def test_sets_that_build_on_each_other_keep_their_order() -> None:
    past = done(*(["morning-coffee"] * 20))
    assert "thirty-six-two" not in choice(Known("c", TODAY, past, minutes=60)).shelf
    known = Known("c", TODAY, (*past, *done("thirty-six-one")), minutes=60)
    assert "thirty-six-two" in choice(known).shelf


def test_talks_about_a_quarrel_come_in_the_week_after_a_break_and_at_no_other_time() -> None:
    past = done(*(["morning-coffee"] * 20))
    assert "repair-talk-short" not in choice(Known("c", TODAY, past)).shelf
    assert "repair-talk-short" in choice(Known("c", TODAY, past, mending=True)).shelf


def test_no_practice_is_there_for_a_barrier_alone() -> None:
    past = done(*(["morning-coffee"] * 20))
    plain, leaning = Known("c", TODAY, past), Known("c", TODAY, past, leaning=frozenset(IDS))
    assert choice(plain).shelf == choice(leaning).shelf


def test_what_both_like_comes_more_often_than_what_one_of_them_dislikes() -> None:
    """The lower of the two counts double: one who loves it does not outvote the other."""
    liked = done("holding-hands", "foot-or-hand-rub", "cuddle-and-talk", felt=(7, 7))
    split = done("values-side-by-side", "our-story-told", "shared-meaning", felt=(10, 2))
    known = Known("c", TODAY, (*liked, *split, *done(*(["morning-coffee"] * 9))))
    beliefs = choice(known).beliefs
    said = {id: [one.expected(id) for one in beliefs] for id in ("holding-hands", "our-story-told")}
    assert worth(*said["holding-hands"]) > worth(*said["our-story-told"])
    assert worth(10, 4) == worth(4, 10) == 6


def test_what_was_set_aside_moves_nothing_before_there_is_a_next_draw() -> None:
    past = done(*(["morning-coffee"] * 9))
    plain = choice(Known("c", TODAY, past)).scores(practices())
    aside = Known("c", TODAY, past, own_passed=frozenset({"holding-hands"}))
    assert choice(aside).scores(practices()) == plain
    assert "holding-hands" not in choice(aside).shelf
    assert choice(replace(aside, own_turn=1)).scores(practices()) != plain


def test_what_is_said_today_moves_nothing_today() -> None:
    past = done(*(["morning-coffee"] * 9))
    said = (*past, Time("holding-hands", TODAY, (10, 10)))
    plain, after = choice(Known("c", TODAY, past)), choice(Known("c", TODAY, said))
    assert [one.mean for one in plain.beliefs] == [one.mean for one in after.beliefs]


def test_every_mean_names_its_source_on_the_page_of_evidence() -> None:
    page = (folder("plan").parent.parent / "docs" / "evidence.md").read_text()
    named = [one.source for one in prior().component if one.mean] + [prior().novelty_source]
    assert named and all(source and source.split(",")[0].split(" and ")[0] in page for source in named)


def test_no_reason_is_made_of_what_is_private() -> None:
    never = ("rating", "quarrel", "disagree", "boundar", "barrier", "passed", "felt close", "rated")
    for one in reasons().values():
        assert not [word for word in never if word in f"{one.text} {one.rests}".casefold()]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("priors.toml", 'id = "empathy"', 'id = "trust"', "stands here twice"),
        ("priors.toml", 'id = "meaning"\nmean = 0.0', 'id = "meaning"\nmean = 0.2', "names its source"),
        ("priors.toml", "novelty = 0.1", "novelty = 3", "priors.toml:"),
        ("order.toml", '"name-it"', '"no-such-thing"', "order.toml:4: there is no practice"),
        ("words.toml", 'id = "apart"', 'id = "again"', "stands here twice"),
    ],
)
def test_a_fault_in_a_file_is_named_by_its_line(
    tmp_path: Path, name: str, old: str, new: str, fault: str
) -> None:
    text = (folder("plan") / name).read_text()
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1))
    readers = {"priors.toml": read_prior, "order.toml": read_order, "words.toml": read_words}
    with pytest.raises(ContentError, match=fault):
        readers[name](path)
    with pytest.raises(ContentError, match=rf"^{name}:\d+: "):
        readers[name](path)


def test_the_priors_are_modest() -> None:
    assert isinstance(prior(), Prior)
    assert all(abs(mean) <= 0.5 for mean in prior().means.values())
