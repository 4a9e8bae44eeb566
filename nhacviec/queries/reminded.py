"""How often an assignment was reminded of, and when: by the clock and by hand."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from nhacviec.records.models import Assignment, Event, Reminder
from nhacviec.rules.events import EventName
from nhacviec.rules.reminders import Cause
from nhacviec.rules.words_ladders import CAUSES


@dataclass(frozen=True)
class Time:
    """`people`: how many were told; by hand nobody counts them."""

    moment: datetime
    words: str
    people: int = 0


@dataclass(frozen=True)
class Times:
    """Newest first. A step that told several people was one time."""

    times: list[Time]

    @property
    def count(self) -> int:
        return len(self.times)


def times_reminded(assignment: Assignment) -> Times:
    """Two queries."""
    told = Reminder.objects.filter(assignment=assignment).exclude(notice=None)
    steps = told.order_by().values("key", "cause").annotate(moment=Min("made_at"), people=Count("pk"))
    found = [Time(row["moment"], CAUSES[Cause(row["cause"])], row["people"]) for row in steps]
    by_hand = Event.objects.filter(assignment=assignment, name=EventName.REMINDED)
    found += [
        Time(moment, f"{name or ''}{': ' if name and note else ''}{note}")
        for moment, name, note in by_hand.values_list("happened_at", "actor__full_name", "reason")
    ]
    return Times(sorted(found, key=lambda time: time.moment, reverse=True))
