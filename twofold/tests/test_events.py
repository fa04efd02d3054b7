"""Open pages hear of a change at once, in order, and never of a change that was not kept."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from twofold import events
from twofold.events import MOST_STREAMS, MOST_WAITING, REFRESH, Broadcaster, Stream

ADA, BEN, CLEO = (UUID(int=number) for number in (1, 2, 3))
TODAY = {"part": "today"}


def in_a_loop(story: Callable[[Broadcaster], Awaitable[None]]) -> None:
    async def told() -> None:
        here = Broadcaster()
        here.start()
        async with asyncio.timeout(5):
            await story(here)

    asyncio.run(told())


def from_a_thread(call: Callable[[], None]) -> None:
    thread = Thread(target=call)
    thread.start()
    thread.join()


async def everything(stream: Stream) -> list[events.Message | None]:
    return [message async for message in stream]


def test_both_hear_what_a_worker_thread_publishes_and_a_stranger_does_not():
    async def story(here: Broadcaster) -> None:
        ada, ben, cleo = (here.open(person, "key") for person in (ADA, BEN, CLEO))
        from_a_thread(lambda: here.send((ADA, BEN), TODAY))
        assert await anext(ada) == TODAY
        assert await anext(ben) == TODAY
        cleo.end()
        assert await everything(cleo) == []

    in_a_loop(story)


def test_messages_keep_their_order():
    async def story(here: Broadcaster) -> None:
        ada = here.open(ADA, "key")
        sent = [{"turn": turn} for turn in range(MOST_WAITING)]
        for message in sent:
            from_a_thread(partial(here.send, (ADA,), message))
        assert [await anext(ada) for _ in sent] == sent

    in_a_loop(story)


def test_a_page_that_does_not_keep_up_is_told_once_to_fetch_everything():
    async def story(here: Broadcaster) -> None:
        ada = here.open(ADA, "key")
        for turn in range(MOST_WAITING + 1):
            here.send((ADA,), {"turn": turn})
        await asyncio.sleep(0)
        assert await anext(ada) == REFRESH
        here.send((ADA,), TODAY)
        assert await anext(ada) == TODAY

    in_a_loop(story)


def test_a_quiet_stream_gives_a_sign_of_life(monkeypatch):
    monkeypatch.setattr(events, "QUIET", 0.01)

    async def story(here: Broadcaster) -> None:
        assert await anext(here.open(ADA, "key")) is None

    in_a_loop(story)


@pytest.mark.parametrize(
    ("person", "session", "left"),
    [(ADA, None, {"ben"}), (None, "phone", {"desk", "ben"}), (ADA, "desk", {"phone", "ben"})],
)
def test_closing_ends_what_fits_and_nothing_else(person, session, left):
    async def story(here: Broadcaster) -> None:
        streams = {
            "phone": here.open(ADA, "phone"),
            "desk": here.open(ADA, "desk"),
            "ben": here.open(BEN, "other"),
        }
        from_a_thread(lambda: here.end(person, session))
        await asyncio.sleep(0)
        here.send((ADA, BEN), TODAY)
        await asyncio.sleep(0)
        for name, stream in streams.items():
            stream.end() if name not in left else None
            assert (await anext(stream, "ended") == TODAY) is (name in left)

    in_a_loop(story)


def test_a_person_has_eight_streams_and_the_oldest_makes_room():
    async def story(here: Broadcaster) -> None:
        streams = [here.open(ADA, str(number)) for number in range(MOST_STREAMS + 1)]
        assert await everything(streams[0]) == []
        here.send((ADA,), TODAY)
        for stream in streams[1:]:
            assert await anext(stream) == TODAY

    in_a_loop(story)


def test_stopping_ends_every_stream_and_later_news_goes_nowhere():
    async def story(here: Broadcaster) -> None:
        ada = here.open(ADA, "key")
        waiting = asyncio.create_task(everything(ada))
        await asyncio.sleep(0)
        here.stop()
        assert await waiting == []
        here.send((ADA,), TODAY)

    in_a_loop(story)


@pytest.mark.django_db(transaction=True)
def test_news_waits_for_the_commit_and_is_dropped_with_a_rollback(monkeypatch):
    sent = []
    monkeypatch.setattr(events._here, "send", lambda people, message: sent.append(message))
    with transaction.atomic():
        events.publish([ADA], TODAY)
        assert sent == []
    assert sent == [TODAY]
    with transaction.atomic():
        events.publish([ADA], {"part": "never"})
        transaction.set_rollback(True)
    assert sent == [TODAY]


@pytest.mark.django_db(transaction=True)
def test_without_a_server_there_is_nobody_to_tell():
    events.publish([uuid4()], TODAY)
    events.close(person_id=uuid4())
