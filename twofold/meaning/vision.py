"""A vision of some years from now: written by either for both, and every version kept.

Two devices that write at once make two versions. Neither takes the other's place: the later stands
first, and who saved it is told that there is another.
"""

from uuid import UUID

import msgspec

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, Letters
from twofold.sealing.letter import one_of


class VisionSent(msgspec.Struct, frozen=True):
    """A version as a device sends it, and the version it was begun from."""

    letter: LetterDraft
    since: UUID | None = None


def about_vision(circle: Circle) -> UUID:
    return one_of("vision", str(circle.together().pk))


def all_versions(circle: Circle) -> Letters:
    """Every version, newest first, with the empty places of removed ones."""
    found: Letters = Letter.objects.story_of(circle).filter(about=about_vision(circle))
    return found.of_kind(Letter.Kind.VISION)


def versions(circle: Circle) -> Letters:
    """Every version that stands, newest first."""
    return all_versions(circle).standing()


def save(circle: Circle, sent: VisionSent) -> tuple[Letter, bool]:
    """Keep a version; also whether another was saved since it was begun. Raises as `Letter.write`."""
    kept = Letter.kept(circle.person, sent.letter)
    if kept:
        return kept, False
    newest = versions(circle).values_list("pk", flat=True).first()
    letter = Letter.write(
        circle.person,
        sent.letter,
        kind=Letter.Kind.VISION,
        about=about_vision(circle),
        day=circle.day(),
        **circle.share(),
    )
    return letter, newest not in (None, sent.since, letter.pk)
