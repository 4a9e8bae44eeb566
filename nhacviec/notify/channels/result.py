"""How handing over a message ended."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Outcome(StrEnum):
    SENT = "sent"
    LATER = "later"  # this message cannot go now; another may
    NEVER = "never"  # this message will not go, however often it is tried
    GONE = "gone"  # nobody is there any more: nothing went wrong, and nothing is left to do
    DOWN = "down"  # nothing goes this way now
    UNCERTAIN = "uncertain"  # it was handed over, and the answer was not heard


@dataclass(frozen=True)
class Result:
    """`answer`: the other side's last word, for the administrators. `pause`: it asks to be left alone for so
    long, which is not this message's fault. `is_silent`: what else goes there waits for a while too."""

    outcome: Outcome
    answer: str
    pause: timedelta | None = None
    is_silent: bool = False
