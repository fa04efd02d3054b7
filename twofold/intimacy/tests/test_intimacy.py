"""Wishes in intimacy: shown on when both are, points alone on the server, and rounds of two."""

import re
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from twofold.content import ContentError
from twofold.couples.letters import Letter, Revision
from twofold.intimacy.models import MatchRound, Willing, answers_about
from twofold.intimacy.pages import has_round
from twofold.intimacy.wishes import read_list, wish_list
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player, pair

POINTS = "A" * 4096  # as long as 96 points in base64url


@pytest.fixture(autouse=True)
def paired(cast: Cast) -> Cast:
    return cast.paired()


def switch(player: Player, on: bool = True) -> None:
    assert player.post("/us/intimacy/switch", on=on).json() == {"ok": True}


def both_on(cast: Cast) -> MatchRound:
    switch(cast.ada)
    switch(cast.ben)
    found: MatchRound = MatchRound.objects.get()
    return found


def wishes(player: Player, about: UUID, text: Any, *, shared: bool, **given: Any) -> dict[str, Any]:
    id = one_of("wishes", str(about), str(player.id))
    return player.seal("wishes", text, shared=shared, about=about, **{"id": id, **given})


def answers(player: Player, says: str, revision: int = 1) -> dict[str, Any]:
    text = {one.id: says for one in wish_list().item}
    return wishes(player, answers_about(player.circle), text, shared=False, revision=revision)


def offer(player: Player, current: MatchRound) -> Any:
    points = wishes(player, current.about("offer"), {"clay": POINTS, "tide": POINTS}, shared=True)
    secret = wishes(player, current.about("secret"), {"secret": "B" * 43}, shared=False)
    return player.post(f"/us/intimacy/round/{current.pk}/offer", offer=points, secret=secret)


def give_back(player: Player, current: MatchRound) -> Any:
    text = {"clay": POINTS, "tide": POINTS, "of": "0" * 64}
    letter = wishes(player, current.about("return"), text, shared=True)
    return player.post(f"/us/intimacy/round/{current.pk}/return", letter=letter)


def stage(player: Player) -> dict[str, Any]:
    found: dict[str, Any] = player.get("/us/intimacy/round").json()
    return found


def served(player: Player) -> list[str]:
    pages = [player.get(page).content.decode() for page in ("/us/intimacy", "/us/intimacy/round", "/")]
    return [re.sub(r'name="(csrf|mark)" content="[^"]*"', "", one) for one in pages]


def test_the_list_is_whole() -> None:
    assert len(wish_list().item) == 72 and len(wish_list().group) == 9
    assert {len(wish_list().of(one)) for one in wish_list().group} == {8}


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (('group = "near"', 'group = "far"'), 6, "no group 'far'"),
        (('text = "A long kiss"', 'text = ""'), 8, "length"),
        (('id = "a-kiss"', 'id = "near"'), 6, "twice"),
        (('group = "near"', 'gruop = "near"'), 6, "gruop"),
    ],
)
def test_a_fault_is_named_by_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    whole = (
        '[[group]]\nid = "near"\ntitle = "Near"\nline = "Close by."\n[[item]]\n'
        'id = "a-kiss"\ngroup = "near"\ntext = "A long kiss"\n'
    )
    (tmp_path / "list.toml").write_text(whole.replace(*change))
    with pytest.raises(ContentError) as fault:
        read_list(tmp_path / "list.toml")
    assert says in str(fault.value) and re.match(rf"list\.toml:[{line - 1}{line}]:", str(fault.value))


def test_on_by_one_looks_to_the_other_exactly_like_off(cast: Cast) -> None:
    before = served(cast.ben)
    switch(cast.ada)
    assert cast.ada.post("/us/intimacy/answers", letter=answers(cast.ada, "y")).status_code == 200
    assert served(cast.ben) == before
    switch(cast.ada, on=False)
    assert served(cast.ben) == before
    switch(cast.ben)
    alone = served(cast.ben)
    switch(cast.ben, on=False)
    switch(cast.ben)
    assert served(cast.ben) == alone and stage(cast.ben) == {"ok": True, "round": None}


def test_it_opens_when_both_have_it_on_and_closes_by_either(cast: Cast) -> None:
    current = both_on(cast)
    switch(cast.ada)  # again, and nothing changes
    assert [stage(one)["round"] for one in (cast.ada, cast.ben)] == [str(current.pk)] * 2
    assert has_round(cast.ada.circle)
    offer(cast.ada, current), offer(cast.ben, current)
    switch(cast.ben, on=False)
    assert not MatchRound.objects.exists() and not Letter.objects.of_kind("wishes").exists()
    assert stage(cast.ada) == {"ok": True, "round": None}
    assert "Your answers" in cast.ada.get("/us/intimacy").content.decode()


def test_neither_is_handed_points_before_both_have_sent_theirs(cast: Cast) -> None:
    current = both_on(cast)
    assert offer(cast.ada, current).json()["kept"] is True
    assert [len(stage(one)["offer"]) for one in (cast.ada, cast.ben)] == [1, 0]
    assert give_back(cast.ada, current).status_code == 409
    assert offer(cast.ben, current).status_code == 200
    assert [len(stage(one)["offer"]) for one in (cast.ada, cast.ben)] == [2, 2]
    assert give_back(cast.ben, current).status_code == 200
    assert [len(stage(one)["return"]) for one in (cast.ada, cast.ben)] == [0, 1]
    assert give_back(cast.ada, current).status_code == 200
    assert [len(stage(one)["return"]) for one in (cast.ada, cast.ben)] == [2, 2]


def test_the_secret_of_a_round_and_the_answers_are_ones_own(cast: Cast) -> None:
    current = both_on(cast)
    cast.ada.post("/us/intimacy/answers", letter=answers(cast.ada, "n"))
    current = MatchRound.objects.get()
    offer(cast.ada, current), offer(cast.ben, current)
    for player, other in ((cast.ada, cast.ben), (cast.ben, cast.ada)):
        found = stage(player)
        assert [one["record"]["author"] for one in found["secret"]] == [str(player.id)]
        assert str(other.id) not in str(found["answers"])
    letter = Letter.objects.get(author=cast.ada.person, about=answers_about(cast.ada.circle))
    for path in (f"/letters/{letter.pk}/revisions", f"/journal/{letter.pk}"):
        assert cast.ben.get(path).status_code == 404


def test_an_offer_is_made_once_a_round_from_whichever_device(cast: Cast) -> None:
    current = both_on(cast)
    assert offer(cast.ada, current).json()["kept"] is True
    before = bytes(Letter.objects.get(about=current.about("offer")).sealed)
    assert offer(cast.ada, current).json()["kept"] is False
    assert bytes(Letter.objects.get(about=current.about("offer")).sealed) == before
    assert not Revision.objects.exists()


def test_a_changed_answer_begins_anew_and_hides_what_was(cast: Cast) -> None:
    first = both_on(cast)
    for step in (offer, give_back):
        assert [step(one, first).status_code for one in (cast.ada, cast.ben)] == [200, 200]
    sent = answers(cast.ada, "n")
    assert cast.ada.post("/us/intimacy/answers", letter=sent).status_code == 200
    second = MatchRound.objects.get()
    assert second.pk != first.pk and stage(cast.ben)["return"] == []
    assert cast.ada.post("/us/intimacy/answers", letter=sent).status_code == 200  # sent twice
    assert MatchRound.objects.get().pk == second.pk
    assert offer(cast.ben, first).status_code == 404 and give_back(cast.ben, first).status_code == 404
    assert Letter.objects.of_kind("wishes").count() == 1  # Ada's answers


def test_two_devices_that_change_answers_lose_nothing(cast: Cast) -> None:
    switch(cast.ada)
    assert cast.ada.post("/us/intimacy/answers", letter=answers(cast.ada, "y")).status_code == 200
    assert cast.ada.post("/us/intimacy/answers", letter=answers(cast.ada, "m")).status_code == 409
    assert cast.ada.post("/us/intimacy/answers", letter=answers(cast.ada, "n", revision=2)).status_code == 200


def test_what_lies_on_the_server_has_one_size_whatever_is_answered(cast: Cast) -> None:
    both_on(cast)
    sizes = set()
    for revision, says in enumerate(("y", "m", "n", "x", "-"), 1):
        cast.ada.post("/us/intimacy/answers", letter=answers(cast.ada, says, revision))
        kept = Letter.objects.get(author=cast.ada.person, about=answers_about(cast.ada.circle))
        sizes.add(len(kept.sealed))
        assert kept.readable == {}
    assert len(sizes) == 1 and not Revision.objects.exists()


def test_bad_input_changes_nothing(cast: Cast) -> None:
    assert cast.ada.post("/us/intimacy/answers", letter=answers(cast.ada, "y")).status_code == 409  # off
    current = both_on(cast)
    base = f"/us/intimacy/round/{current.pk}"
    random_id = wishes(cast.ada, current.about("offer"), {"clay": ""}, shared=True, id=uuid4())
    secret = wishes(cast.ada, current.about("secret"), {"secret": ""}, shared=False)
    apart = wishes(cast.ada, current.about("offer"), {"clay": ""}, shared=False)
    assert cast.ada.post(f"{base}/offer", offer=random_id, secret=secret).status_code == 404
    assert cast.ada.post(f"{base}/offer", offer=apart, secret=secret).status_code == 409
    assert cast.ada.post(f"{base}/offer").status_code == cast.ada.post(f"{base}/return").status_code == 400
    assert cast.ada.post("/us/intimacy/switch", on="perhaps").status_code == 400
    assert cast.ada.post(f"/us/intimacy/round/{uuid4()}/offer", offer=apart, secret=secret).status_code == 404
    numbers = answers(cast.ada, "y") | {"readable": {"yes": 72}}
    assert cast.ada.post("/us/intimacy/answers", letter=numbers).status_code == 400
    assert not Letter.objects.exists()


def test_strangers_and_former_partners_reach_nothing(cast: Cast) -> None:
    current = both_on(cast)
    pair(cast.cleo, Player("Dan"))
    switch(cast.cleo)
    assert stage(cast.cleo) == {"ok": True, "round": None}
    assert offer(cast.cleo, current).status_code == give_back(cast.cleo, current).status_code == 404
    cast.couple.part(cast.ada.person)
    for player in (cast.ada, cast.ben):
        assert player.get("/us/intimacy").status_code == player.get("/us/intimacy/round").status_code == 302
        assert player.post("/us/intimacy/switch", on=True).status_code == 409
    assert Willing.objects.filter(couple=cast.couple).count() == 2


def test_new_points_are_news_to_nobody(cast: Cast) -> None:
    current = both_on(cast)
    for step in (offer, give_back):
        assert [step(one, current).status_code for one in (cast.ada, cast.ben)] == [200, 200]
    assert not Letter.objects.new_to(cast.ada.circle).exists()


@pytest.mark.parametrize("page", ["/us/intimacy", "/us/intimacy/round"])
def test_a_page_stays_within_its_queries(cast: Cast, page: str) -> None:
    current = both_on(cast)
    offer(cast.ada, current), offer(cast.ben, current)
    with CaptureQueriesContext(connection) as seen:
        assert cast.ada.get(page).status_code == 200
    assert len([one for one in seen if "SAVEPOINT" not in one["sql"]]) <= 14


def test_any_page_can_carry_the_comparing_on(cast: Cast) -> None:
    def tag(page: str) -> str:
        request = cast.ada.get(page).wsgi_request
        return Template("{% load comparing %}{% comparing %}").render(Context({"request": request}))

    switch(cast.ada)
    assert tag("/talk") == ""
    switch(cast.ben)
    assert 'data-url="/us/intimacy/round"' in tag("/talk")
    assert tag("/us/intimacy") == ""
