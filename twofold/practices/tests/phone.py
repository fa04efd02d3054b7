"""A phone of one of the two, as the tests press it: it knows the last state that it was given."""

from typing import Any

from twofold.testing import Player

LISTENING = "deep-listening"


class Phone:
    """One of the two with the session open: it knows the last state it was given."""

    def __init__(self, player: Player, live: str) -> None:
        self.player, self.at = player, f"/practise/live/{live}"
        self.state: dict[str, Any] = {}
        self.look()

    def look(self) -> dict[str, Any]:
        self.state = self.player.get(f"{self.at}/state").json()
        return self.state

    def say(self, command: str, version: int | None = None, **more: Any) -> int:
        """Give a command on the last state known, and take the answer's state. Gives the status."""
        sent = {"version": self.state["version"] if version is None else version, **more}
        answer = self.player.post(f"{self.at}/{command}", **sent)
        self.state = answer.json().get("state", self.state)
        return int(answer.status_code)

    @property
    def turn(self) -> dict[str, Any]:
        return dict(self.state["turns"][self.state["turn"]])


def begin(player: Player, practice: str = LISTENING, **more: Any) -> Any:
    return player.post(f"/practise/{practice}/begin", **more)


def started(phones: tuple[Phone, Phone]) -> tuple[Phone, Phone]:
    for phone in phones:
        assert phone.say("join") == 200
    for phone in phones:
        assert phone.say("ready") == 200
    phones[0].look()
    assert phones[0].state["phase"] == "running"
    return phones


def come_to(kind: str, phones: tuple[Phone, Phone]) -> tuple[Phone, Phone]:
    kinds = [one["kind"] for one in phones[0].state["turns"]]
    return go_to(kinds.index(kind), phones)


def go_to(number: int, phones: tuple[Phone, Phone]) -> tuple[Phone, Phone]:
    """Go on to a turn: who has the word says so, and in everybody's turn either."""
    for _ in range(number - phones[0].state["turn"]):
        speaks = next((one for one in phones if one.look()["role"] == "speaker"), phones[0])
        assert speaks.say("next") == 200
    for phone in phones:
        phone.look()
    assert phones[0].state["turn"] == number
    return phones
