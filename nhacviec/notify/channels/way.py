"""What a way out of the system must offer: each file beside this one that stands in notify/ways.py does."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from nhacviec.notify.channels.result import Result
from nhacviec.records.models import Delivery

# Writes one message and hands it over; None when there is nothing left to say.
Handing = Callable[[Delivery, datetime], Result | None]


@dataclass(frozen=True)
class Place:
    """Where messages reach a person (`Delivery.address`), and who carries them there: a provider that is down
    holds up what goes by it and nothing else, so its name belongs to one channel."""

    address: str
    provider: str


class Way(Protocol):
    def places(self, people: Collection[int], /) -> dict[int, list[Place]]:
        """Of each of these people the places at which he can be reached this way: one message goes to each.
        Who is missing reads it in the notice centre."""

    def carrier(self) -> AbstractContextManager[Handing]:
        """Open while messages are sent one after the other. Handing over never raises for what the other
        side does: that is a Result."""
