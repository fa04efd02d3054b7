"""The demo couple's year of questions: answered by both, by one or by none, and replied to."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from twofold.couples.letters import Letter
from twofold.questions.decks import questions
from twofold.questions.models import Asked, Ease, Favourite, Pace, Reveal, SetAside
from twofold.sealing.sealer import one_of

from .demo_pair import Pair
from .demo_words import WHO, Answered, OwnQuestion, Who
from .demo_year import spread

LEFT_UNANSWERED = 24  # questions that neither took up
STARS: dict[Who, tuple[str, ...]] = {
    "mira": ("everyday-phones-away", "us-over-time-closer-and-further", "play-private-joke"),
    "jon": ("at-ease-easy-silence", "gratitude-no-words-yet"),
}
OTHER: dict[Who, Who] = {"mira": "jon", "jon": "mira"}


class Talk:
    """Everything around the questions: made in memory, then saved at once."""

    def __init__(self, pair: Pair) -> None:
        self.pair, self.rng = pair, pair.rng
        self.letters: list[Letter] = []
        self.asked: list[Asked] = []
        self.reveals: list[Reveal] = []
        self.aside: list[SetAside] = []
        self.too_much: dict[UUID, Who] = {}  # the question that was a little much, and for whom

    def live(self, answers: Sequence[Answered], own: Sequence[OwnQuestion]) -> None:
        """A year of questions. The answered ones keep their order; the others fall in between."""
        spare = self._never_asked(answers)
        told = [one for one in answers if one.season == "today" or (one.mira and one.jon)]
        between: list[Answered | OwnQuestion] = [one for one in answers if one not in told]
        between += [Answered(question=spare.pop()) for _ in range(LEFT_UNANSWERED)]
        entries: list[Answered | OwnQuestion] = [*told]
        for one in [*between, *own]:
            entries.insert(self.rng.randrange(len(entries)), one)
        for day, one in spread(entries, self.pair.year, self.rng):
            if isinstance(one, Answered):
                depth = questions()[one.question].depth
                self._answer(self._ask(day, source=one.question, depth=depth), one)
            else:
                self._ask_own(day, one, spare.pop())

    def _never_asked(self, answers: Sequence[Answered]) -> list[str]:
        """Questions that leave something to ask on evenings to come, shuffled."""
        limit = min(one.person.depth for one in self.pair.partners.values())
        known = {one.question for one in answers}
        spare = [one.id for one in questions().values() if one.depth <= limit and one.id not in known]
        self.rng.shuffle(spare)
        return spare

    def _ask(self, day: date, **what: object) -> Asked:
        at = self.pair.year.at(day, self.rng.uniform(6.5, 11))
        asked = Asked(id=self.pair.fresh_id(), couple=self.pair.couple, day=day, at=at, **what)
        self.asked.append(asked)
        return asked

    def _ask_own(self, day: date, own: OwnQuestion, instead_of: str) -> None:
        """A question of their own, put in the place of the evening's, or kept for another evening."""
        at = self.pair.year.at(day, self.rng.uniform(12, 18))
        letter = self.pair.letter(own.who, Letter.Kind.QUESTION, own.text, at)
        self.letters.append(letter)
        if own.mira and own.jon:
            self._ask(day, source=instead_of, depth=questions()[instead_of].depth)
            said = Answered(question="", mira=own.mira, jon=own.jon)
            self._answer(self._ask(day, own=letter, depth=1, turn=1), said)

    def _answer(self, asked: Asked, said: Answered) -> None:
        """Both answer, and it unfolds; or one does, and it waits; or neither."""
        texts = {who: text for who, text in (("mira", said.mira), ("jon", said.jon)) if text}
        order: list[Who] = [who for who in self.rng.sample(WHO, 2) if who in texts]
        hours = self._hours(today=said.season == "today")
        moments = [self.pair.year.at(asked.day, hour) for hour in hours[: len(order)]]
        revealed = moments[-1] if len(order) == 2 else None
        letters = {
            who: self.pair.letter(
                who,
                Letter.Kind.ANSWER,
                texts[who],
                at,
                id=one_of("answer", str(asked.pk), str(self.pair.person(who).pk)),
                about=asked.pk,
                day=asked.day,
                appears_at=revealed,
            )
            for who, at in zip(order, moments, strict=True)
        }
        self.letters += letters.values()
        if revealed:
            self.reveals.append(Reveal(asked=asked, at=revealed))
            if said.too_much_for:
                self.too_much[asked.pk] = said.too_much_for
            self._reply(said, letters, revealed)
        elif said.season != "today":
            self._set_aside(asked, [who for who in WHO if who not in texts])

    def _hours(self, *, today: bool) -> tuple[float, float]:
        """When the first and the second of them answer: one evening, or evening and morning."""
        first = 12.6 if today else 19.4 + abs(self.rng.gauss(0, 1.1))
        if self.rng.random() < 0.75:
            return first, min(25.5, first + self.rng.uniform(0.2, 2.5))
        return first, self.rng.uniform(30.6, 33)

    def _reply(self, said: Answered, letters: dict[Who, Letter], revealed: datetime) -> None:
        if not said.reply or not said.reply_from:
            return
        year = self.pair.year
        later = revealed + timedelta(minutes=self.rng.randrange(5, 200))
        at = min(later, year.now)
        about = letters[OTHER[said.reply_from]].pk
        reply = self.pair.letter(said.reply_from, Letter.Kind.REPLY, said.reply, at, about=about)
        self.letters.append(reply)

    def _set_aside(self, asked: Asked, who_has_not: list[Who]) -> None:
        """Left for later, skipped, or simply not answered."""
        for who in who_has_not:
            kind = self.rng.choices((SetAside.Kind.LATER, SetAside.Kind.SKIP, None), (2, 3, 7))[0]
            if kind:
                at = self.pair.year.at(asked.day, self.rng.uniform(19.5, 23))
                person = self.pair.person(who)
                self.aside.append(SetAside(asked=asked, person=person, kind=kind, at=at))

    def save(self) -> None:
        """Keep it all, then let the pace follow from how the questions sat with each."""
        Letter.objects.bulk_create(self.letters)
        Asked.objects.bulk_create(self.asked)
        Reveal.objects.bulk_create(self.reveals)
        SetAside.objects.bulk_create(self.aside)
        Favourite.objects.bulk_create(
            Favourite(person=self.pair.person(who), source=source) for who in WHO for source in STARS[who]
        )
        for reveal in sorted(self.reveals, key=lambda one: one.at):
            self._feel(reveal)

    def _feel(self, reveal: Reveal) -> None:
        """Some evenings one of them says how the question sat with them."""
        asked: Asked = reveal.asked
        for who in WHO:
            too_much = self.too_much.get(asked.pk) == who
            if too_much or self.rng.random() < 0.75:
                Pace.of(self.pair.couple).felt(asked, self.pair.person(who), not too_much)
        Ease.objects.filter(asked=asked).update(at=reveal.at + timedelta(minutes=2))
