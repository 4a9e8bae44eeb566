"""For whom a duty waited: days of overdue replies that count, and how many of its days overdue were
theirs. Of those days a unit that is asked reads its own: what was asked of others is no business of its."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from nhacviec.queries.kept_statements import Among, Given, Kept, keep
from nhacviec.queries.rows_by_id import rows_by_id
from nhacviec.records.models import Coordination, Unit
from nhacviec.rules.attribution import Attribution, Wait, attribute, overdue_span
from nhacviec.rules.coordination import COUNTS
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import SEES_ALL, Actor
from nhacviec.rules.words_coordination import waited

_OPEN = frozenset({State.ASSIGNED, State.IN_PROGRESS, State.RETURNED})


class Dated(Protocol):
    """What decides how many days a duty is late: an Assignment, or a row of a list."""

    @property
    def id(self) -> int: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def days_late(self) -> int | None: ...


def overdue_until(duty: Dated, today: date) -> date | None:
    """The last day on which it was overdue: today, or the day it was done; None when it is not late."""
    if duty.due_on is None:
        return None
    if duty.state in (State.ANSWERED, State.COMPLETED):
        last = duty.due_on + timedelta(days=duty.days_late or 0)
    elif duty.state in _OPEN:
        last = today
    else:
        return None
    return last if last > duty.due_on else None


def attributions(duties: Iterable[Dated], *, today: date) -> dict[int, Attribution]:
    """By the duty's id, of those that are late and waited for somebody; one query."""
    late = {duty.id: (duty, last) for duty in duties if (last := overdue_until(duty, today)) is not None}
    if not late:
        return {}
    waits = waits_of(late, today=today)
    found: dict[int, Attribution] = {}
    for pk, own in waits.items():
        duty, last = late[pk]
        assert duty.due_on is not None
        told = attribute(overdue_span(duty.due_on, last), own)
        if told.shares:
            found[pk] = told
    return found


def readable_shares(actor: Actor, duty: Dated, told: Attribution) -> Attribution:
    """All of them to who leads the duty and to who sees all."""
    if actor.role in SEES_ALL or duty.unit_id in actor.own_unit_ids:
        return told
    own = tuple((unit, spans) for unit, spans in told.shares if unit in actor.own_unit_ids)
    return replace(told, shares=own)


def waits_of(ids: Iterable[int], *, today: date) -> dict[int, list[Wait]]:
    """The overdue days of replies whose delay counts, by the duty they were asked for."""
    found: dict[int, list[Wait]] = defaultdict(list)
    for duty, pk, unit, due_on, ended_on in _counted().ask({"duties": list(ids)}):
        found[duty].append(Wait(overdue_span(due_on, ended_on or today), pk, unit))
    return found


@cache
def _counted() -> Kept:
    rows = Coordination.objects.filter(
        Among("assignment_id", Given("duties")), delay__state__in=sorted(COUNTS)
    )
    return keep(
        rows.order_by().values_list("assignment_id", "pk", "unit_id", "due_on", "ended_on"), planned_once=True
    )


def said(told: Iterable[Attribution]) -> list[str]:
    """Each in words, "trong đó 6 ngày chờ Sở Tài chính"; one query for the names of all."""
    told = list(told)
    ids = {unit for one in told for unit, _days in one.days_by_unit}
    names = {pk: short or name for pk, short, name in rows_by_id(Unit, ids, "short_name", "name")}
    return [waited([(names[unit], days) for unit, days in one.days_by_unit]) for one in told]
