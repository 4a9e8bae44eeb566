"""How handing over a message ended."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    SENT = "sent"
    LATER = "later"  # this message cannot go now; another may
    NEVER = "never"  # this message will not go, however often it is tried
    DOWN = "down"  # nothing goes this way now
    UNCERTAIN = "uncertain"  # it was handed over, and the answer was not heard


@dataclass(frozen=True)
class Result:
    """`answer`: the other side's last word, for the administrators."""

    outcome: Outcome
    answer: str
