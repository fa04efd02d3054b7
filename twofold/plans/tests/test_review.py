"""What a review found: days that were let go crowd out none that stands, and late versions are shown."""

from datetime import timedelta

from django.utils import timezone

from twofold.plans.models import Outing
from twofold.plans.pages import MOST
from twofold.testing import Cast

from .test_wishes import wish


def test_days_let_go_crowd_out_none_that_stands(cast: Cast) -> None:
    couple, ada = cast.paired().couple, cast.ada
    day, long_ago = couple.day(), timezone.now() - timedelta(days=9)
    place = {"couple": couple, "idea": "x", "minutes": 60, "proposed_by": ada.person}
    gone = [Outing(id=ada.seal("x", "x")["id"], day=day, ended_at=long_ago, **place) for _ in range(MOST)]
    Outing.objects.bulk_create(gone)
    standing = Outing.objects.create(id=ada.seal("x", "x")["id"], day=day + timedelta(days=5), **place)
    assert str(standing.pk) in cast.ben.get("/us/dates").content.decode()


def test_a_wish_changed_on_two_devices_shows_its_author_the_other_version(cast: Cast) -> None:
    ada = cast.paired().ada
    id = wish(ada)
    for words, status in (("first", 200), ("second", 409)):
        sent = ada.seal("wish", {"title": words}, id=id, revision=2)
        assert ada.post("/us/wishes", letter=sent).status_code == status
    assert "Another version is kept" in ada.get(f"/us/wishes/{id}").content.decode()
    assert "Another version is kept" not in cast.ben.get(f"/us/wishes/{id}").content.decode()
