"""How a sending went, with the sentence for whoever asked; never the address or what it answered."""

from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    SENT = "sent"
    NOT_SENT = "not sent"  # surely: it may be tried again
    UNSURE = "unsure"  # perhaps it arrived: trying again might tell somebody twice
    GONE = "gone"  # this way has ended for good


class Result(Enum):
    """What can come of it. The names travel between the server and its errand; the sentences are shown."""

    SENT = (Outcome.SENT, "Sent.")
    UNREACHED = (
        Outcome.NOT_SENT,
        "The other side could not be reached. Check the address, or try again in a while.",
    )
    TURNED_AWAY = (Outcome.NOT_SENT, "The other side answered that it does not take this.")
    SLOW = (Outcome.UNSURE, "The other side took long to answer. It may still arrive.")
    GONE = (Outcome.GONE, "That browser has ended this itself. Turn reminders on there once more.")
    PRIVATE = (
        Outcome.NOT_SENT,
        "This address lies in a private network, and this server sends nothing into one.",
    )
    UNKNOWN = (
        Outcome.NOT_SENT,
        "This address is not one that Apprise knows. Its wiki shows how each is written.",
    )
    LOCAL = (
        Outcome.NOT_SENT,
        "Addresses of this kind act on the server itself, or cannot be looked after. Choose another.",
    )
    FILES = (Outcome.NOT_SENT, "An address that names a file on the server is not taken.")

    @property
    def outcome(self) -> Outcome:
        return self.value[0]

    @property
    def sentence(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Job:
    """One thing to do outside: "push", "notify", or "check" an address without sending."""

    do: str
    to: dict[str, str]
    words: str = ""  # the name of one of `Words`
