"""Loads the demo province once, in one transaction: a load that is killed leaves nothing."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from nhacviec.actions.recording import recorded_together, untold
from nhacviec.integrations.demo.accounts import PASSWORD
from nhacviec.integrations.demo.coordination_story import start_coordination
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.list_story import start_list
from nhacviec.integrations.demo.one_transaction import one_transaction
from nhacviec.integrations.demo.organisation import (
    MAIL_DOMAIN,
    write_calendar,
    write_fields,
    write_history,
    write_people,
    write_units,
)
from nhacviec.integrations.demo.plan_story import start_plan
from nhacviec.integrations.demo.stage import OfficeClock, Stage, midnight
from nhacviec.integrations.demo.submission_year import start_submissions
from nhacviec.integrations.demo.superior_story import start_superiors
from nhacviec.integrations.demo.upward_story import start_upward
from nhacviec.integrations.demo.urging_story import start_urging
from nhacviec.integrations.demo.year import DAYS, start_year
from nhacviec.queries.calendar import calendar_held
from nhacviec.queries.policy import policies_held
from nhacviec.records.models import Assignment, Document, Event, Person, Task, Unannounced, Unit
from nhacviec.rules.timeliness import local_date

TOLD = timedelta(days=3)
_LOCK = 7_311  # two loads at once: the second waits, and finds the demo


class OtherDataHere(Exception):
    """The database holds something that is not the demo."""


@dataclass(frozen=True)
class Loaded:
    """`fresh`: loaded now; else it was there already."""

    fresh: bool
    documents: int
    tasks: int
    assignments: int


def is_demo() -> bool:
    return Person.objects.filter(email__endswith=f"@{MAIL_DOMAIN}").exists()


def load_demo(*, now: datetime, days: int = DAYS) -> Loaded:
    """Load the demo as of the day of `now`; nothing when it is there. `days`: how much of the ordinary year.
    Raises OtherDataHere."""
    with one_transaction():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        fresh = not is_demo()
        if fresh:
            untold()
            if Unit.objects.exists() or Person.objects.exists() or Document.objects.exists():
                raise OtherDataHere
            _load(today=local_date(now), days=days)
    return Loaded(
        fresh=fresh,
        documents=Document.objects.count(),
        tasks=Task.objects.count(),
        assignments=Assignment.objects.count(),
    )


def _load(*, today: date, days: int) -> None:
    until = midnight(today)
    write_calendar()
    units = write_units()
    people = write_people(units, password=PASSWORD, today=today)
    fields = write_fields(people)
    write_history(units.values(), people.values(), administrator=people["quan_tri"], until=until)
    stage = Stage(until=until)
    with calendar_held() as calendar, policies_held(), recorded_together():
        desk = Desk(units=units, people=people, fields=fields, clock=OfficeClock(calendar), stage=stage)
        start_plan(desk)
        start_year(desk, today, days=days)
        start_urging(desk, today)
        start_coordination(desk, today)
        start_submissions(desk, today)
        start_superiors(desk, today)
        start_upward(desk, today)
        start_list(desk, today)
        stage.play()
    _tell_of_the_last_days(until)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _tell_of_the_last_days(until: datetime) -> None:
    """What happened last waits to be told, so that the notice centres are not empty."""
    recent = Event.objects.filter(happened_at__gte=until - TOLD).values_list("pk", flat=True)
    Unannounced.objects.bulk_create(Unannounced(event_id=pk) for pk in recent)


def fingerprint() -> str:
    """What a load made, in one word: equal for the same day, whatever the ids."""
    digest = hashlib.sha256()
    duties = Assignment.objects.order_by("code").values_list(
        "code", "state", "due_on", "task__content", "unit__name", "officer__username", "outcome", "version"
    )
    for row in duties.iterator():
        digest.update(repr(row).encode())
    events = Event.objects.order_by("happened_at", "name", "assignment__code", "reason").values_list(
        "name", "happened_at", "assignment__code", "actor__username", "reason"
    )
    for line in events.iterator():
        digest.update(repr(line).encode())
    return digest.hexdigest()
