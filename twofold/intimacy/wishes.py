"""The list of wishes, as the content file holds it: eight lines in each of nine groups."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from twofold.content import ContentError, folder, line_of_id, load

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
SLOTS = 96  # places in a round of matching, as in web/sealing/match.ts: the list never outgrows them


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Slug
    title: Annotated[str, msgspec.Meta(min_length=2, max_length=60)]
    line: Annotated[str, msgspec.Meta(min_length=5, max_length=160)]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something one can say yes, maybe or no to. Its id stays for ever: answers point to it."""

    id: Slug
    group: Slug
    text: Annotated[str, msgspec.Meta(min_length=5, max_length=80)]


class WishList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    group: Annotated[list[Group], msgspec.Meta(min_length=1)]
    item: Annotated[list[Item], msgspec.Meta(min_length=1, max_length=SLOTS)]

    def of(self, group: Group) -> list[Item]:
        return [one for one in self.item if one.group == group.id]


@cache
def wish_list() -> WishList:
    return read_list(folder("intimacy") / "list.toml")


def read_list(path: Path) -> WishList:
    """The list in a file. Raises ContentError, naming file and line."""
    found = load(path, WishList)
    groups = {one.id for one in found.group}
    ids = [*(one.id for one in found.group), *(one.id for one in found.item)]
    for item in found.item:
        where = f"{path.name}:{line_of_id(path, item.id)}"
        if item.group not in groups:
            raise ContentError(f"{where}: there is no group {item.group!r}")
        if ids.count(item.id) > 1:
            raise ContentError(f"{where}: the id {item.id!r} stands here twice")
    return found
