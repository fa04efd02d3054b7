"""A life to look at: two who have done a little of everything, a former partner, and another couple."""

import base64
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from twofold.album.tests.conftest import keep as keep_photo
from twofold.couples.letters import Letter
from twofold.couples.models import Invitation, Membership
from twofold.experiments.models import Experiment
from twofold.intimacy.models import MatchRound
from twofold.knowing.atlas import topics
from twofold.knowing.models import Round, id_of_sheet
from twofold.knowing.telling import about_of
from twofold.measures import looks
from twofold.measures.scales import shared_id
from twofold.people.models import Device
from twofold.plans.ideas import ideas
from twofold.plans.models import Outing
from twofold.practices.models import Break, LiveSession, PhonesDown
from twofold.questions.models import Asked, ask_tonight
from twofold.reminders.models import Mailbox
from twofold.repair.patterns import rule_bytes
from twofold.rituals.models import Ritual, Tip
from twofold.sealing.sealer import one_of
from twofold.testing import Cast, Player, pair

OWN_SCORE = {
    "turns": [{"kind": "read", "seconds": None, "speaker": None, "step": 0, "reveal": None, "options": None}]
}
WORDS = {
    "<slug:region>": "now",
    "<slug:topic>": "now-joys",
    "<slug:sheet>": "small-comforts",
    "<str:token>": "any",
    "<slug:practice>": "morning-coffee",
    "<slug:lesson>": "touch",
    "<slug:month>": "2020-01",
    "<slug:way>": "mail",
    "<slug:step>": "what-it-is",
    "<slug:version>": rule_bytes()[0],
}
EVERY_EVENING = {"cadence": "daily", "days": list(range(7)), "time": "21:00", "minutes": 10}


class Life:
    """Ada and Ben have lived a little; Dan was Ada's partner before; Cleo and Eve are another couple."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.ada, self.ben, self.cleo = cast, cast.ada, cast.ben, cast.cleo
        self.dan = Player("Dan")
        self.before = pair(self.ada, self.dan)
        self.old = self._note(self.ada, "for Dan")
        self.dans = self._note(self.dan, "for Ada")
        self.before.part(self.ada.person)
        cast.paired()
        pair(self.cleo, Player("Eve"))
        began = datetime(2020, 1, 1, tzinfo=UTC)  # so that there are months to look back on
        Membership.objects.filter(couple=cast.couple).update(joined_at=began)
        self.asked: Asked = ask_tonight(self.ada.circle)
        for player in (self.ada, self.ben):
            letter = player.answer_to(self.asked, f"{player.name}'s answer")
            assert player.post(f"/talk/{self.asked.pk}/answer", letter=letter).status_code == 200
        self.answer = Letter.objects.get(about=self.asked.pk, author=self.ada.person)
        self.note = self._note(self.ada, "for Ben")
        page = self.ada.seal("journal", "private page", shared=False)
        assert self.ada.post("/journal/keep", letter=page).status_code == 200
        self.journal = Letter.objects.get(pk=page["id"])
        self.device = Device.objects.create(person=self.ada.person, session_key="k", browser="Firefox")
        package = base64.b64decode(self.cleo.seal("journal", "any", shared=False)["sealed"])
        self.invitation = Invitation.objects.create(
            couple=cast.couple, inviter=self.ada.person, package=package
        )
        self._practise()
        self._plan()
        self._know()
        self._keep_a_rhythm()
        self._write_warmly()
        self._mend()
        self._measure()
        for one in (self.ada, self.ben):
            assert one.post("/us/intimacy/switch", on=True).status_code == 200
        self.match = MatchRound.objects.get()
        self.mailbox = Mailbox.objects.create(person=self.ada.person, address="ada@example.org")
        self.photo, (self.picture, _) = keep_photo(self.ada)
        day = self.ada.seal("memory", "x", readable={"day": "2020-05-04"})
        assert self.ada.post("/us/memories", letter=day).status_code == 200
        self.memory = Letter.objects.get(pk=day["id"])

    def _practise(self) -> None:
        """A session with a note just for Ada and one that waits for Ben's, a practice of theirs, a break."""
        ada = self.ada
        assert ada.post("/practise/less-open-more-open/begin").status_code == 200
        self.live = LiveSession.objects.get()
        turns = ada.get(f"/practise/live/{self.live.pk}/state").json()["turns"]
        self.write_turn = next(n for n, one in enumerate(turns) if one.get("reveal") == "together")
        self.held = self._sent("practice-note", "held", f"turns/{self.write_turn}/write", self.write_turn)
        own = ada.seal("practice", {"title": "ours"}, readable=OWN_SCORE)
        assert ada.post("/practise/own", letter=own).status_code == 200
        self.own = Letter.objects.get(pk=own["id"])
        assert ada.post("/break", minutes=30).status_code == 200
        assert ada.post("/practise/phones-down", minutes=30).status_code == 200
        self.pause, self.down = Break.objects.get(), PhonesDown.objects.get()

    def _plan(self) -> None:
        """A wish of Ada's, and a day she suggests for an idea."""
        wish = self.ada.seal("wish", {"title": "w"})
        assert self.ada.post("/us/wishes", letter=wish).status_code == 200
        self.wish = Letter.objects.get(pk=wish["id"])
        idea, day = next(iter(ideas())), str(self.cast.couple.day())
        when = {"day": day, "minutes": 60}
        assert self.ada.post("/us/dates/propose", id=str(uuid4()), idea=idea, when=when).status_code == 200
        self.outing = Outing.objects.get()

    def _know(self) -> None:
        """Something on the map just for Ada, and a round about her that waits for Ben."""
        ada, about = self.ada, about_of(topics()["now-joys"][1], self.cast.couple)
        id = one_of("map", str(about), str(ada.id))
        sent = ada.seal("map", "kept", shared=False, about=about, id=id)
        assert ada.post("/us/map/topics/now-joys", letter=sent, share=False).status_code == 200
        self.entry = Letter.objects.get(pk=id)
        assert ada.post("/us/rounds/sheets/small-comforts", about="me").status_code == 200
        self.round = Round.objects.get()
        sheet = ada.seal(
            "known",
            {"small-comforts-doorstep": "1"},
            about=self.round.pk,
            id=id_of_sheet(self.round, ada.person),
            readable={"numbers": {}},
        )
        assert ada.post(f"/us/rounds/{self.round.pk}/write", letter=sheet).status_code == 200
        self.known = Letter.objects.get(pk=sheet["id"])

    def _keep_a_rhythm(self) -> None:
        """A ritual both have agreed on, one in words of Ada's that Ben has not answered, and a week's tip."""
        ada, ben = self.ada, self.ben
        own = ada.seal("ritual", {"title": "ours"})
        for what in ({"source": "evening-gratitude"}, {"letter": own}):
            said = {"ritual": str(uuid4()), "when": EVERY_EVENING, **what}
            assert ada.post("/rhythm/propose", **said).status_code == 200
        self.ritual = Ritual.objects.get(source="evening-gratitude")
        assert ben.post(f"/rhythm/{self.ritual.pk}/agree", turn=1).status_code == 200
        self.own_ritual = Letter.objects.get(kind=Letter.Kind.RITUAL)
        self.tip = Tip.objects.create(
            couple=self.cast.couple,
            week=date(2020, 1, 6),
            source="the-best-bite",
            proposed_by=ada.person,
            agreed_at=self.note.written_at,
        )
        assert ben.post(f"/us/dates/{self.outing.pk}/agree", turn=1).status_code == 200
        other = next(one for one in ideas() if one != self.outing.idea)
        day = str(self.cast.couple.day())
        id, when = uuid4(), {"day": day, "minutes": 60}
        assert ada.post("/us/dates/propose", id=str(id), idea=other, when=when).status_code == 200
        self.agreed_outing, self.outing = self.outing, Outing.objects.get(pk=id)

    def _write_warmly(self) -> None:
        """A letter folded for an occasion, one for a day to come, and a hard time told."""
        ada, later = self.ada, str(self.cast.couple.day() + timedelta(days=9))
        for readable in ({"occasion": "when-you-miss-me"}, {"opens_on": later}):
            sent = ada.seal("letter", "long", readable=readable)
            assert ada.post("/us/letters", letter=sent).status_code == 200
        self.waiting, self.dated = Letter.objects.of_kind("letter").order_by("written_at")
        hard = ada.seal("hard", "words", readable={"meet": "listen"})
        assert ada.post("/us/hard-times", letter=hard).status_code == 200
        self.hard = Letter.objects.get(pk=hard["id"])
        removed = self._note(ada, "removed")
        self.undo = ada.post(f"/letters/{removed.pk}/remove").json()["undo"].split("/")[2]

    def _mend(self) -> None:
        """What Ada lets go of, a promise of hers with her own look at it, and a reflection."""
        ada = self.ada
        matter = ada.seal("letting-go", "a matter", shared=False)
        assert ada.post("/trust/letting-go", letter=matter).status_code == 200
        self.matter = Letter.objects.get(pk=matter["id"])
        promise = ada.seal("promise", "words", readable={"day": str(self.cast.couple.day())})
        assert ada.post("/trust/promises/new", letter=promise).status_code == 200
        self.promise = Letter.objects.get(pk=promise["id"])
        id = one_of("kept", str(self.promise.pk), str(ada.id))
        look = ada.seal("kept", "a line", about=self.promise.pk, id=id, readable={"kept": 1})
        assert ada.post(f"/trust/promises/{self.promise.pk}/look", letter=look).status_code == 200
        raised = ada.seal("raised", "x")
        assert ada.post("/repair/raise", letter=raised).status_code == 200
        self.raised = Letter.objects.get(pk=raised["id"])
        open_ = ada.seal("matter", "x", readable={"sort": "unsure", "size": 1})
        assert ada.post("/repair/matters", letter=open_).status_code == 200
        self.open_matter = Letter.objects.get(pk=open_["id"])
        soon = {"day": str(self.cast.couple.day() + timedelta(days=1)), "time": "20:00:00"}
        assert ada.post(f"/repair/matters/{self.open_matter.pk}/time", **soon).status_code == 200
        about = one_of("reflection", "styles")
        seen = ada.seal("reflection", "mine", about=about, shared=False)
        assert ada.post("/measures/styles", letter=seen).status_code == 200
        self.looked = Letter.objects.get(pk=id)
        self.reflection = Letter.objects.get(pk=seen["id"])

    def _measure(self) -> None:
        """A scale of Ada's that both may answer, and an experiment that both have agreed to."""
        ada, ben = self.ada, self.ben
        own = ada.seal("scale", {"title": "ours"}, shared=False)
        assert ada.post("/measures/scales", letter=own).status_code == 200
        self.scale = Letter.objects.get(pk=own["id"])
        about, id = self.scale.pk, shared_id(ada.circle, self.scale.pk)
        copy = ada.seal("scale", {"title": "ours"}, about=about, id=id)
        assert ada.post(f"/measures/scales/{about}/share", letter=copy).status_code == 200
        month = looks.month_of(ada.circle.day())
        id = one_of("look", str(ada.id), month)
        look = ada.seal("look", {"numbers": "{}"}, shared=False, about=looks.about(month), id=id)
        assert ada.post("/measures/look", letter=look, month=month).status_code == 200
        self.own_look = Letter.objects.get(pk=look["id"])
        habit = ada.seal("experiment", {"title": "x"})
        said = {"letter": habit, "outcome": "closeness", "days": 28}
        assert ada.post("/insights/experiments/propose", **said).status_code == 200
        self.experiment = Experiment.objects.get()
        self.own_experiment = Letter.objects.get(pk=habit["id"])
        assert ben.post(f"/insights/experiments/{self.experiment.pk}/agree", turn=1).status_code == 200

    def _sent(self, kind: str, words: str, place: str, turn: int) -> Letter:
        about = self.live.about(turn)
        id = one_of(kind, str(about), str(self.ada.id))
        sent = self.ada.seal(kind, words, about=about, id=id)
        assert self.ada.post(f"/practise/live/{self.live.pk}/{place}", letter=sent).status_code == 200
        return Letter.objects.get(pk=sent["id"])

    def _note(self, author: Player, words: str) -> Letter:
        sent = author.seal("appreciation", {"did": words})
        assert author.post("/appreciation", letter=sent).status_code == 200
        return Letter.objects.get(pk=sent["id"])

    def address(self, route: str) -> str:
        """An address of Ada's for this route."""
        begun = [id for start, id in self._by_beginning() if route.startswith(start)]
        found = str([self._by_route().get(route, self.asked.pk), *begun][-1])
        for kind in ("uuid:id", "uuid:couple", "int:id", "slug:id"):
            route = route.replace(f"<{kind}>", found)
        for kind, word in WORDS.items():
            route = route.replace(kind, word)
        return "/" + route.replace("<slug:command>", "join").replace("<int:turn>", str(self.write_turn))

    def _by_route(self) -> dict[str, Any]:
        """What stands in the place of an id, for one route each."""
        return {
            "invite/<uuid:id>/withdraw": self.invitation.pk,
            "invitation/<uuid:id>": self.invitation.pk,
            "invitation/<uuid:id>/accept": self.invitation.pk,
            "closed/<uuid:couple>": self.before.pk,
            "letters/<uuid:id>/tap": self.answer.pk,
            "letters/<uuid:id>/remove": self.note.pk,
            "letters/<uuid:id>/revisions": self.answer.pk,
            "letters/<uuid:id>/reply": self.answer.pk,
            "journal/<uuid:id>": self.journal.pk,
            "me/devices/<int:id>/end": self.device.pk,
            "talk/decks/<slug:id>": "everyday",
            "practise/<slug:id>": "morning-coffee",
            "practise/<slug:id>/begin": "less-open-more-open",
            "practise/<slug:id>/star": "morning-coffee",
            "us/dates/ideas/<slug:id>": next(iter(ideas())),
            "us/meaning/topics/<slug:id>": "story-how-we-met",
            "us/meaning/topics/<slug:id>/skip": "story-how-we-met",
            "insights/experiments/new/<slug:id>": "the-best-bite",
            "rhythm/shelf/<slug:id>": "weekly-date",
            "rhythm/tip/<slug:id>/keep": "the-best-bite",
        }

    def _by_beginning(self) -> tuple[tuple[str, Any], ...]:
        """The same for all routes that begin alike; the last that fits counts."""
        return (
            ("practise/live/", self.live.pk),
            ("practise/own/", self.own.pk),
            ("practise/phones-down/", self.down.pk),
            ("break/", self.pause.pk),
            ("us/wishes/", self.wish.pk),
            ("us/dates/<uuid", self.outing.pk),
            ("us/map/entries/", self.entry.pk),
            ("us/rounds/<uuid", self.round.pk),
            ("removed/", self.undo),
            ("us/album/<uuid", self.photo.pk),
            ("us/memories/<uuid", self.memory.pk),
            ("us/files/", self.picture.id),
            ("us/intimacy/round/", self.match.pk),
            ("repair/raised/", self.raised.pk),
            ("repair/matters/", self.open_matter.pk),
            ("trust/letting-go/", self.matter.pk),
            ("trust/promises/", self.promise.pk),
            ("measures/scales/<uuid", self.scale.pk),
            ("insights/experiments/<uuid", self.experiment.pk),
            ("insights/experiments/new/own/<uuid", self.own_experiment.pk),
            ("me/reminders/", self.mailbox.pk),
            ("us/letters/<uuid", self.waiting.pk),
            ("us/hard-times/", self.hard.pk),
            ("rhythm/<uuid", self.ritual.pk),
            ("rhythm/own/", self.own_ritual.pk),
            ("rhythm/tip/", self.tip.pk),
            ("rhythm/<uuid:id>/event.ics", self.agreed_outing.pk),
        )
