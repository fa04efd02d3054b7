"""A shelf of the test's own, and a photo as a device sends it."""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from twofold.couples.letters import Letter
from twofold.sealing.age import seal_to
from twofold.testing import Cast, Player

DAY = "2020-05-04"


@pytest.fixture(autouse=True)
def shelf(settings: Any, tmp_path: Path) -> Path:
    settings.ENV = replace(settings.ENV, data=tmp_path)
    return tmp_path / "files"


@pytest.fixture
def pair(cast: Cast) -> Cast:
    return cast.paired()


@dataclass
class Sent:
    """One sealed file as a device holds it."""

    id: UUID
    sealed: bytes

    @property
    def announced(self) -> dict[str, Any]:
        return {"size": len(self.sealed), "digest": hashlib.sha256(self.sealed).hexdigest()}

    @property
    def named(self) -> dict[str, Any]:
        return {"id": str(self.id), "sha256": self.announced["digest"]}


def sealed_file(player: Player, contents: bytes = b"a picture") -> Sent:
    assert player.couple_keys
    return Sent(uuid4(), seal_to([player.couple_keys.recipient], contents))


def begin(player: Player, file: Sent, **given: Any) -> Any:
    couple = str(player.couple_keys.couple) if player.couple_keys else str(uuid4())
    return player.post(f"/us/files/{file.id}/begin", **{"couple": couple, **file.announced, **given})


def piece(player: Player, file: Sent, at: int = 0, to: int | None = None) -> Any:
    url, chunk = f"/us/files/{file.id}/pieces?at={at}", file.sealed[at:to]
    return player.client.post(url, chunk, content_type="application/octet-stream")


def upload(player: Player, contents: bytes = b"a picture") -> Sent:
    file = sealed_file(player, contents)
    assert begin(player, file).status_code == 200
    assert piece(player, file).json()["complete"] is True
    return file


def draft(player: Player, files: tuple[Sent, Sent], **given: Any) -> dict[str, Any]:
    picture, thumb = files
    numbers = {"width": 4, "height": 3, "picture": picture.named, "thumb": thumb.named}
    text = {"caption": given.pop("caption", "Us"), "numbers": json.dumps(numbers)}
    given.setdefault("readable", {"taken": DAY})
    about = given.get("about")
    letter = player.seal("photo", text, **given)
    sent = {"letter": letter, "picture": str(picture.id), "thumb": str(thumb.id)}
    return sent | ({"about": str(about)} if about else {})


def keep(player: Player, **given: Any) -> tuple[Letter, tuple[Sent, Sent]]:
    """A photo, from its first byte to its letter."""
    files = (upload(player, b"picture"), upload(player, b"thumb"))
    sent = draft(player, files, **given)
    response = player.post("/us/album/keep", **sent)
    assert response.status_code == 200, response.content
    return Letter.objects.get(pk=sent["letter"]["id"]), files
