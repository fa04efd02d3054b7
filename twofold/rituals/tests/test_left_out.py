"""What one leaves out: no page links to it, or the link that leads nowhere would tell."""

from uuid import uuid4

import pytest

from twofold.boundaries.models import Boundary
from twofold.rituals.models import Ritual
from twofold.rituals.shelf import rituals
from twofold.testing import Cast

from .two import DAILY


def test_a_ritual_links_to_no_practice_that_the_other_left_out(cast: Cast) -> None:
    cast.paired()
    shelf = next(one for one in rituals().values() if one.practice)
    proposed = cast.ada.post("/rhythm/propose", ritual=str(uuid4()), source=shelf.id, when=DAILY)
    assert proposed.status_code == 200, proposed.content
    ritual = f"/rhythm/{Ritual.objects.get().pk}"
    assert cast.ben.post(f"{ritual}/agree", turn=1).status_code == 200
    pages = (f"/rhythm/shelf/{shelf.id}", ritual)
    link = f'href="/practise/{shelf.practice}"'
    assert all(link in cast.ada.get(page).content.decode() for page in pages)
    Boundary.objects.create(person=cast.ben.person, practices=[shelf.practice])
    assert cast.ada.get(f"/practise/{shelf.practice}").status_code == 404
    assert not any(link in cast.ada.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("practice", ["your-world-my-questions"])
def test_the_map_links_to_no_practice_that_the_other_left_out(cast: Cast, practice: str) -> None:
    cast.paired()
    link = f'href="/practise/{practice}"'
    assert link in cast.ada.get("/us/map").content.decode()
    Boundary.objects.create(person=cast.ben.person, practices=[practice])
    assert link not in cast.ada.get("/us/map").content.decode()
