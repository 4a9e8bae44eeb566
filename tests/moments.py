"""When the clock looks at a duty next."""

from datetime import datetime

from nhacviec.records.models import Assignment, NextReminder


def next_of(duty: Assignment) -> datetime | None:
    return NextReminder.objects.filter(assignment=duty).values_list("moment", flat=True).first()


def look_at(duty: Assignment, moment: datetime) -> None:
    """The clock is to look at this duty at that moment, whatever was planned."""
    NextReminder.objects.update_or_create(assignment=duty, defaults={"moment": moment})
