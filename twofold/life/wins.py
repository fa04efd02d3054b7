"""Good news: told by one, and answered by the other."""

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft, Letters

REPLIES_SHOWN = 1000  # all that twenty letters have room for


def tell_win(circle: Circle, draft: LetterDraft) -> Letter:
    """Keep good news for both. Raises as `Letter.write`."""
    kept = Letter.kept(circle.person, draft)
    if kept:
        return kept
    return Letter.write(circle.person, draft, kind=Letter.Kind.WIN, day=circle.day(), **circle.share())


def wins(circle: Circle) -> Letters:
    """The good news of both, newest first."""
    found: Letters = Letter.objects.story_of(circle).of_kind(Letter.Kind.WIN)
    return found


def replies_under(circle: Circle, letters: list[Letter]) -> dict[object, list[Letter]]:
    """What was said under these letters, by the letter, in the order it was written.

    In one query; they count as handed over.
    """
    # Found by what they are about alone, and held to the couple here: with the couple in the query a
    # database without statistics reads its whole story for a few replies.
    about = [one.pk for one in letters]
    found = Letter.objects.filter(kind=Letter.Kind.REPLY, about__in=about).order_by("-written_at", "-id")
    couple = circle.together()
    newest = [one for one in found[:REPLIES_SHOWN] if one.couple_id == couple.pk and one.has_appeared]
    replies = newest[::-1]
    circle.hand_over(replies)
    under: dict[object, list[Letter]] = {one.pk: [] for one in letters}
    for one in replies:
        under[one.about].append(one)
    return under
