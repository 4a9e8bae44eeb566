"""What differs between a row of a foreign list and our task, and what may be done about it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nhacviec.rules.lifecycle import State
from nhacviec.rules.text import fold


class Difference(StrEnum):
    ONLY_THERE = "only_there"
    ONLY_HERE = "only_here"
    STATE = "state"
    DATE = "date"
    CONTENT = "content"


class Settled(StrEnum):
    """What was decided about a difference."""

    OPEN = "open"
    ACCEPTED = "accepted"  # ours was made like theirs
    KEPT = "kept"  # ours stays


class Progress(StrEnum):
    """How far a task is, as coarsely as both sides tell it."""

    OPEN = "open"
    REPORTED = "reported"
    DONE = "done"


PROGRESS_OF: Mapping[State, Progress] = {
    State.ASSIGNED: Progress.OPEN,
    State.IN_PROGRESS: Progress.OPEN,
    State.SUSPENDED: Progress.OPEN,
    State.RETURNED: Progress.OPEN,
    State.ANSWERED: Progress.REPORTED,
    State.COMPLETED: Progress.DONE,
}


@dataclass(frozen=True)
class Told:
    """What one side says of a task. Nothing said (None, "") is compared with nothing."""

    content: str
    due_on: date | None = None
    progress: Progress | None = None


def differences(theirs: Told, ours: Told) -> list[Difference]:
    """Of a matched row. Case, accents and punctuation make no difference of content."""
    found = []
    if theirs.progress is not None and ours.progress is not None and theirs.progress != ours.progress:
        found.append(Difference.STATE)
    if theirs.due_on is not None and theirs.due_on != ours.due_on:
        found.append(Difference.DATE)
    if fold(theirs.content) != fold(ours.content):
        found.append(Difference.CONTENT)
    return found
