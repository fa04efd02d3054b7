"""All that a reminder can ever say, on a lock screen or in a mailbox: one title, two sentences."""

from enum import Enum

TITLE = "Twofold"


class Words(Enum):
    """What a reminder says. Whatever sends takes one of these, so that it can say nothing else."""

    NEW = "Something new"
    SET = "A reminder you set"
