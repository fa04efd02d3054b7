"""What both write before either reads: the values of each, and the topics of story and philosophy."""

from functools import cached_property
from uuid import UUID

from twofold.couples.access import Circle
from twofold.couples.letters import Letter, LetterDraft
from twofold.couples.together import pair_about, write_together
from twofold.sealing.letter import one_of
from twofold.wire import Refusal

from .models import Skipped
from .prompts import Topic

Kind = Letter.Kind
DEEPER = "This goes deeper than one of you has chosen for now."


def about_values(circle: Circle) -> UUID:
    return one_of("values", str(circle.together().pk))


def about_topic(circle: Circle, topic: Topic) -> UUID:
    return one_of("meaning", topic.id, str(circle.together().pk))


class Pair:
    """Both letters about one thing, as one of the two may see them now."""

    def __init__(self, circle: Circle, about: UUID, kind: str) -> None:
        self.circle, self.about, self.kind = circle, about, kind

    @cached_property
    def letters(self) -> list[Letter]:
        """One's own, and once both have written the partner's; one's own first."""
        own_first = {self.circle.person.pk: 0}
        found = self.circle.letters.filter(couple=self.circle.together(), about=self.about, kind=self.kind)
        letters = sorted(found.prefetch_related("reactions"), key=lambda one: own_first.get(one.author_id, 1))
        self.circle.hand_over(letters)
        return letters

    @cached_property
    def mine(self) -> Letter | None:
        mine = next((one for one in self.letters if one.author_id == self.circle.person.pk), None)
        if mine and not mine.removed_at:
            mine.look_for_strays()
        return mine

    @cached_property
    def theirs(self) -> Letter | None:
        """The partner's, once both have written, or the empty place that it left."""
        return next((one for one in self.letters if one.author_id != self.circle.person.pk), None)

    @property
    def writing(self) -> bool:
        """Nothing of one's own stands here yet, or any more."""
        return self.mine is None or self.mine.removed_at is not None

    @property
    def opened(self) -> bool:
        """Both may read what stands here. Where both took theirs away, what is written next waits again."""
        return any(one.has_appeared and not one.removed_at for one in self.letters)

    @cached_property
    def folded(self) -> bool:
        """The partner has written, and it stays folded until this person has, too."""
        waiting = pair_about(self.circle, self.about, (self.kind,)).filter(author=self.circle.partner)
        return not self.opened and waiting.exists()

    @property
    def revision(self) -> int:
        """The revision of one's own that the next one follows."""
        return self.mine.revision if self.mine else 0


def has_opened(letter: Letter) -> bool:
    """Whether both may read it now; asked anew, for the second of two opens both."""
    return bool(Letter.objects.filter(pk=letter.pk).exclude(appears_at=None).exists())


def write_values(circle: Circle, draft: LetterDraft) -> Letter:
    """Keep one's own values. Raises as `write_together`."""
    return write_together(circle, draft, about_values(circle), Kind.VALUES)


def write_topic(circle: Circle, topic: Topic, draft: LetterDraft) -> Letter:
    """Keep one's own words about a topic. Raises as `write_together`, and Refusal where it is too deep."""
    about = about_topic(circle, topic)
    begun = pair_about(circle, about, (Kind.MEANING,)).filter(author=circle.person).exists()
    if topic.depth > circle.depth and not begun:
        raise Refusal(DEEPER)
    letter = write_together(circle, draft, about, Kind.MEANING)
    Skipped.objects.filter(couple=circle.together(), person=circle.person, topic=topic.id).delete()
    return letter
