"""The rules of the house, enforced: imports run one way, and every text column is sealed or excused."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from twofold.sealing.fields import EnvelopeField

ROOMS = Path(__file__).resolve().parent.parent
LEVELS = [
    {"sealing", "statistics"},
    {"people"},
    {"couples"},
    {"album", "boundaries", "safety"},
    {
        "questions",
        "checkins",
        "life",
        "practices",
        "knowing",
        "plans",
        "meaning",
        "trust",
        "intimacy",
        "measures",
    },
    {"rituals", "learning"},
    {"insights", "experiments", "repair"},
    {"reminders"},
    {"today"},
    {"archive"},
]
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}

# Text in clear, each with its reason. Anything else that holds text has to be sealed.
EXCUSED = {
    "people.Person.called": "the name that pages greet with",
    "people.Person.handle": "a digest of the sign-in name, salted by this place",
    "people.Person.locator": "derived from name and passphrase; tells neither",
    "people.Person.password": "Argon2 of a derived value",
    "people.Person.recovery_locator": "derived from the recovery code",
    "people.Person.recovery_password": "Argon2 of a derived value",
    "people.Person.time_zone": "the name of a zone",
    "people.KeyringPart.kind": "one of three words",
    "people.Device.session_key": "Django's own session key",
    "people.Device.browser": "a browser's name in few words, for its owner",
    "people.Attempts.handle": "a digest, kept for an hour",
    "couples.Couple.time_zone": "the name of a zone",
    "couples.Membership.side": "clay or tide",
    "couples.Letter.kind": "what sort of letter",
    "couples.Letter.readable": "numbers that travel in clear, signed inside the letter; ids are checked",
    "couples.Revision.readable": "as of the letter",
    "couples.Discarded.rows": "rows as they were, for an hour; what was sealed in them stays sealed",
    "couples.Discarded.links": "keys of rows that pointed to what was removed",
    "couples.Reaction.kind": "one of three taps in the product's own words",
    "questions.Asked.source": "the id of a question in the content files",
    "questions.SetAside.kind": "later or skip",
    "questions.Favourite.source": "the id of a question in the content files",
    "checkins.CheckIn.feelings": "ids of the taxonomy, checked",
    "checkins.CheckIn.body": "ids of the content files, checked",
    "checkins.CheckIn.sensations": "ids of the content files, checked",
    "checkins.CheckIn.triggers": "ids of the content files, checked",
    "practices.LiveSession.practice": "the id of a practice in the content files",
    "practices.LiveSession.mode": "two screens or one",
    "practices.LiveSession.phase": "one of four words",
    "practices.LiveSession.chosen": "pairs of numbers: which option was tapped in which turn",
    "practices.FavouritePractice.practice": "the id of a practice in the content files",
    "knowing.Round.source": "the id of a sheet in the content files",
    "plans.Swipe.idea": "the id of an idea in the content files",
    "plans.Outing.idea": "the id of an idea in the content files",
    "album.SealedFile.digest": "SHA-256 of sealed bytes; tells nothing of what is inside",
    "boundaries.Boundary.themes": "ids of the content files, checked",
    "boundaries.Boundary.gates": "ids of the content files, checked",
    "boundaries.Boundary.practices": "ids of the content files, checked",
    "trust.Agreed.pair": "the id of a pair in the content files",
    "meaning.Skipped.topic": "the id of a topic in the content files",
    "reminders.Reminder.kind": "one of seven words",
    "reminders.Reminder.key": "a digest",
    "reminders.Browser.endpoint": "a push service's address of a browser",
    "reminders.Browser.p256dh": "that browser's public key",
    "reminders.Browser.auth": "the secret that pushes to it are sealed with",
    "reminders.Mailbox.address": "where its owner asked to be mailed",
    "reminders.Mailbox.code": "a keyed digest, until it is confirmed",
    "reminders.CodeMail.address": "a keyed digest, for a day",
    "reminders.Channel.address": "a secret address its owner gave",
    "rituals.Ritual.source": "the id of a ritual or a habit in the content files",
    "rituals.Ritual.cadence": "one of three words",
    "rituals.Ritual.time_zone": "the name of a zone",
    "rituals.Occasion.state": "one of three words",
    "rituals.Tip.source": "the id of a habit in the content files",
    "today.Passed.practice": "the id of a practice in the content files",
    "learning.LessonRead.lesson": "the id of a lesson in the content files",
    "measures.Leaning.barrier": "the id of a barrier in the content files",
    "experiments.Experiment.source": "the id of a habit in the content files",
    "experiments.Experiment.outcome": "one of four words",
    "experiments.Plan.content": "ids, days and a seed, shown to both",
    "experiments.Plan.digest": "SHA-256 of the plan",
    "experiments.Result.numbers": "worked out from shared ratings",
    "rituals.Feed.digest": "SHA-256 of a random address",
}
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
BYTES_IN_CLEAR = {"people.Place.salt": "random, and public"}


def sources() -> list[Path]:
    found = [path for path in ROOMS.rglob("*.py") if "migrations" not in path.parts]
    return [
        path for path in found if "tests" not in path.parts and path.name not in ("testing.py", "conftest.py")
    ]


def imported_rooms(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names = (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [f"{node.module}"]
            if isinstance(node, ast.ImportFrom) and node.level == 0
            else []
        )
        found |= {name.split(".")[1] for name in names if name.startswith("twofold.")}
    return found & set(LEVEL)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOMS)))
def test_imports_run_one_way(path: Path) -> None:
    room = path.relative_to(ROOMS).parts[0]
    if room not in LEVEL:
        return
    upward = {one for one in imported_rooms(path) - {room} if LEVEL[one] >= LEVEL[room]}
    assert not upward, f"{room} imports {upward}"


def text_columns() -> dict[str, models.Field]:  # type: ignore[type-arg]
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        if model.__module__.startswith("twofold.")
        for field in model._meta.get_fields()
        if isinstance(field, TEXT)
    }


def test_every_text_column_is_sealed_or_excused() -> None:
    clear = {name for name, field in text_columns().items() if not isinstance(field, EnvelopeField)}
    assert clear == set(EXCUSED) | set(BYTES_IN_CLEAR)


def test_every_couple_owned_row_carries_the_couple() -> None:
    reaches_letters = {"Revision", "Reaction", "Confirmed"}  # by their letter, which carries it
    by_asked = {"Reveal", "SetAside", "Ease"}  # by their question, which carries it
    by_session = {"Seat", "Rating", "TurnRating"}  # by their live session, which carries it
    by_pause = {"Return", "Laid"}  # by their break, or their time without phones
    own = {"Person", "KeyringPart", "Device", "Place", "Attempts", "Favourite", "Couple", "FavouritePractice"}
    by_round = {"LeftRound"}  # by their round, which carries it
    own |= {"Boundary"}  # told to nobody
    own |= {"Wanted", "Browser", "Mailbox", "CodeMail", "Channel"}  # one's own reminders
    own |= {"Discarded"}  # a person's own, and gone within the hour
    own |= {"Leaning", "LessonRead"}  # one's own, told to nobody
    excused = own | reaches_letters | by_asked | by_session | by_pause | by_round
    for model in apps.get_models():
        if not model.__module__.startswith("twofold.") or model.__name__ in excused:
            continue
        assert any(field.name == "couple" for field in model._meta.get_fields()), model


def test_no_vague_names() -> None:
    vague = ("Manager", "Handler", "Service", "Helper", "Util", "Data", "Info")
    for path in sources():
        assert path.name not in ("utils.py", "helpers.py", "common.py", "signals.py"), path
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                assert not node.name.endswith(vague), f"{path}: {node.name}"


def test_every_module_says_what_it_promises() -> None:
    for path in sources():
        if path.read_text().strip():
            assert ast.get_docstring(ast.parse(path.read_text())), path


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found += patterns(one, prefix + str(one.pattern))
        else:
            found.append((prefix + str(one.pattern), one))
    return found


OPEN_TO_ALL = {
    "healthz",
    "sign-up",
    "sign-in",
    "recover",
    "recovery-kit",
    "sign-out",
    "invitation",
    "today",  # the welcome, for who is signed out
    "elsewhere",
    "help",
    "good-for-me",
    "service-worker",
    "feed",  # a calendar program cannot sign in: the address is the secret
}


def test_every_view_is_private_by_default() -> None:
    public = {one.name for _, one in patterns() if getattr(one.callback, "login_required", True) is False}
    assert public == OPEN_TO_ALL
