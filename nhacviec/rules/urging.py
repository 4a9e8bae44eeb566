"""Formal urging (đôn đốc): which duties a letter may name, what it says of each, who answers it. Pure.

How often and after how many days is a province's own rule (policies 19); none of it is law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import Timeliness, days_overdue, timeliness
from nhacviec.rules.working_days import Calendar

MOST_LINES = 200  # of one letter; what is overdue longest comes first
# Its clock runs, and it is in the agency's hands: a returned duty is the Office's to settle.
URGED_IN: frozenset[State] = frozenset({State.ASSIGNED, State.IN_PROGRESS})


class UrgingState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"  # signed, numbered, in the agency's hands
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Unfit(StrEnum):
    """Why a duty cannot stand in a letter."""

    NOT_RUNNING = "not_running"
    NOT_OVERDUE = "not_overdue"
    IN_DRAFT = "in_draft"  # another draft names it already
    NOT_YOURS = "not_yours"  # the table of permissions


def unfit(
    *, state: State, due_on: date | None, due_hour: time | None, at: datetime | date, drafted: bool = False
) -> Unfit | None:
    """Why this duty is not to be urged at that moment; None when it is."""
    if state not in URGED_IN:
        return Unfit.NOT_RUNNING
    if timeliness(due_on=due_on, due_hour=due_hour, now=at) is not Timeliness.OVERDUE:
        return Unfit.NOT_OVERDUE
    return Unfit.IN_DRAFT if drafted else None


@dataclass(frozen=True)
class Said:
    """What the letter says of one duty: which urging it is, and how many calendar days it is overdue."""

    number: int
    days: int


def said(*, due_on: date | None, urged_before: int, on: date) -> Said:
    return Said(urged_before + 1, days_overdue(due_on=due_on, today=on))


def reply_day(*, today: date, working_days: int, calendar: Calendar) -> date:
    """Until when the agency is asked to answer: that many working days after today."""
    return calendar.add_working(today, working_days)


def proposed(
    *, days: int, after_days: int, urged_on: date | None, reply_due_on: date | None, on: date
) -> bool:
    """Whether the weekly batch names it: long enough overdue, and not waiting for the answer to a letter."""
    if days < after_days:
        return False
    waiting = reply_due_on is not None and reply_due_on >= on
    return not waiting and (urged_on is None or urged_on <= on - timedelta(days=7))


@dataclass(frozen=True)
class Reply:
    """What the agency says of one duty, "" and None where nothing is said yet. `asks_extension`: the new day
    is also asked for as an extension."""

    delay_cause: str
    explanation: str
    new_due_on: date | None
    asks_extension: bool = False

    @property
    def is_complete(self) -> bool:
        """It has a cause and a day: only then it is an answer."""
        return bool(self.delay_cause) and self.new_due_on is not None


def unanswered(replies: Sequence[Reply | None], done: Sequence[bool]) -> int:
    """Duties that still need a cause and a day: those that are not done and were not replied to."""
    pairs = zip(replies, done, strict=True)
    return sum(1 for reply, is_done in pairs if not is_done and (reply is None or not reply.is_complete))
