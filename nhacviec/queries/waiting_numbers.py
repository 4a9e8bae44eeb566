"""How much of the lateness in a scope was waiting for coordinating units, as of any day: beside the numbers
of queries/statistics, which stay as they are. Read with it or without it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.standing_rows import behind, due_column, standings
from nhacviec.records.models import Coordination
from nhacviec.rules import statistics
from nhacviec.rules.attribution import Wait, attribute, overdue_span
from nhacviec.rules.coordination import COUNTS
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.periods import Window
from nhacviec.rules.statistics import CountingRules, Number, Reading
from nhacviec.rules.timeliness import LOCAL_ZONE

NUMBERS = (Number.OVERDUE, Number.LATE)


@dataclass
class Share:
    """Of the duties of one number that waited for somebody: how many, their days late, those of others;
    `excused`: no day of it was the lead's own."""

    duties: int = 0
    days_late: int = 0
    days_waited: int = 0
    excused: int = 0

    @property
    def days_own(self) -> int:
        return self.days_late - self.days_waited


def waiting_shares(
    scope: Scope, as_of: AsOf, rules: CountingRules, *, window: Window | None = None
) -> dict[Number, Share]:
    """Of what was overdue on that day, and of what was answered late by then; leads only."""
    shares = {number: Share() for number in NUMBERS}
    counted = _counted(as_of)
    rows: Any = standings(scope, as_of, duty=Duty.LEAD, window=window).filter(
        behind(Number.OVERDUE, as_of, rules) | behind(Number.LATE, as_of, rules),
        assignment__in=counted.values("assignment"),
    )
    late = list(
        rows.order_by().values_list("assignment_id", "kind", "due_on", due_column(rules.basis), "days_late")
    )
    waits = _waits(counted, [row[0] for row in late], as_of.day)
    for pk, kind, due_on, measured, days in late:
        is_open = kind == statistics.Standing.UNANSWERED
        last = as_of.day if is_open else due_on + timedelta(days=days or 0)
        told = attribute(overdue_span(measured, last), waits[pk])
        if told.shares:
            share = shares[Number.OVERDUE if is_open else Number.LATE]
            share.duties += 1
            share.days_late += told.days_late
            share.days_waited += told.days_waited
            share.excused += told.days_own == 0
    return shares


def _counted(as_of: AsOf) -> Any:
    """Requests whose delay counts: as was known on that day, or as is known now to have been so."""
    found = Coordination.objects.filter(delay__state__in=sorted(COUNTS), due_on__lt=as_of.day)
    if as_of.is_today or as_of.reading is Reading.HAPPENED:
        return found
    end = datetime.combine(as_of.day + timedelta(days=1), time.min, tzinfo=LOCAL_ZONE)
    return found.filter(Q(delay__settled_at__lt=end))


def _waits(counted: Any, ids: Iterable[int], day: date) -> dict[int, list[Wait]]:
    found: dict[int, list[Wait]] = defaultdict(list)
    rows = counted.filter(assignment__in=list(ids)).order_by()
    for duty, pk, unit, due_on, ended_on in rows.values_list(
        "assignment_id", "pk", "unit_id", "due_on", "ended_on"
    ):
        found[duty].append(Wait(overdue_span(due_on, min(ended_on or day, day)), pk, unit))
    return found
