"""Timeliness as conditions in SQL: the same definitions as rules/timeliness, for filters and counts.

An answered duty's clock stands still, so its timeliness is the frozen outcome; an open one's follows from
its deadline and the moment of asking.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from django.db.models import Q

from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import Timeliness, due_soon_until, local_date, local_moment
from nhacviec.rules.working_days import Calendar

RUNNING = Q(state__in=[State.ASSIGNED, State.IN_PROGRESS, State.RETURNED])  # the clock runs
NOT_SEEN_DAYS = 2  # working days after which the Office looks at an unaccepted duty
STOPPED = Q(state__in=[State.ANSWERED, State.COMPLETED])


class At(Protocol):
    """What conditions want to know of a moment: a Moment, or names for it (kept_statements)."""

    @property
    def today(self) -> date: ...
    @property
    def soon(self) -> date: ...
    @property
    def hour(self) -> time: ...
    @property
    def last_workday(self) -> date: ...
    @property
    def unseen_since(self) -> date: ...
    @property
    def escalate_after(self) -> int: ...


@dataclass(frozen=True)
class Moment:
    """Now, and until which due date a deadline counts as due soon."""

    now: datetime
    calendar: Calendar
    due_soon_days: int
    escalate_after: int = 3  # letters of urging (policy 19)

    @property
    def today(self) -> date:
        return local_date(self.now)

    @property
    def soon(self) -> date:
        return due_soon_until(self.today, self.due_soon_days, self.calendar)

    @property
    def hour(self) -> time:
        """In Việt Nam."""
        return local_moment(self.now).time()

    @property
    def last_workday(self) -> date:
        """The last one before today."""
        return self.calendar.add_working(self.today, -1)

    @property
    def unseen_since(self) -> date:
        """What was assigned by that day should have been accepted by now."""
        return self.calendar.add_working(self.today, -NOT_SEEN_DAYS)


def past(at: At) -> Q:
    """The deadline lies behind, whatever the state."""
    # due_on <= today says nothing new; it lets an index on due_on begin and end in the right place
    return Q(due_on__lte=at.today) & (Q(due_on__lt=at.today) | Q(due_on=at.today, due_hour__lt=at.hour))


def overdue(at: At) -> Q:
    return RUNNING & past(at)


def due_soon(at: At) -> Q:
    return RUNNING & Q(due_on__gte=at.today, due_on__lte=at.soon) & ~past(at)


def timely(kind: Timeliness, at: Moment) -> Q:
    """Assignments whose timeliness at this moment is `kind`."""
    if kind is Timeliness.OVERDUE:
        return overdue(at)
    if kind is Timeliness.DUE_SOON:
        return due_soon(at)
    if kind is Timeliness.ON_TRACK:
        return RUNNING & Q(due_on__gt=at.soon)
    if kind is Timeliness.NO_DEADLINE:
        return RUNNING & Q(due_on=None)
    return STOPPED & Q(outcome=kind)
