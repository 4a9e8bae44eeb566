"""Numbers of the page of a leader of the Committee, each counted with the conditions of the list it leads to:
what became late since the last working day beside tasks, and what only he may confirm."""

from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Q
from django.db.models.functions import Cast

from nhacviec.queries import submissions, upward
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.as_of import AsOf
from nhacviec.queries.coordinations import awaited_on
from nhacviec.queries.kept_statements import (
    MOST_KEPT,
    Given,
    Kept,
    keep,
    keep_counts,
    named_actor,
    values_of,
)
from nhacviec.records.models import Unit
from nhacviec.rules.coordination import Standing
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.submissions import SubmissionNumber
from nhacviec.rules.units import UnitKind
from nhacviec.rules.upward import UpwardNumber


class NewlyLate(NamedTuple):
    submissions: int
    upward: int
    requests: int


def newly_late(actor: Actor, as_of: AsOf, since: date) -> NewlyLate:
    """Of today (`as_of`): what was due on `since` or later and is late; one statement."""
    kept = _counted(actor.role, len(actor.own_unit_ids))
    now, changed, up, requests = kept.ask(values_of(actor) | {"day": as_of.day, "since": since})[0]
    return NewlyLate(now + changed, up, requests)


@lru_cache(maxsize=MOST_KEPT)
def _counted(role: Role, own_units: int) -> Kept:
    actor, day, since = named_actor(role, own_units), Given("day"), Given("since")
    late = submissions.condition_of(SubmissionNumber.OVERDUE, day)
    sent = upward.standings_of(actor, day).filter(upward.condition_of(UpwardNumber.OVERDUE, day))
    [awaited] = awaited_on(actor, day, is_past=False)
    asked = awaited.filter(Q(stood=Standing.OVERDUE, due_then__gte=since))
    found: list[Any] = [arm.filter(late, due_on__gte=since) for arm in submissions.arms_of(actor, day)]
    return keep_counts(
        rows.order_by().values("pk") for rows in [*found, sent.filter(due_on__gte=since), asked]
    )


def answers_of_office(actor: Actor) -> tuple[int, int]:
    """The Office's id, and how many of its own answers to what he follows wait to be confirmed: nobody of the
    Office may do that. (0, 0) without an Office."""
    found = _office().ask({})
    if not found:
        return 0, 0
    office = found[0][0]
    waiting = _answers_of(actor.role, len(actor.own_unit_ids)).ask(values_of(actor) | {"offices": [office]})
    return office, waiting[0][0]


@cache
def _office() -> Kept:
    return keep(Unit.objects.filter(kind=UnitKind.OFFICE).order_by("id").values_list("pk")[:1])


@lru_cache(maxsize=MOST_KEPT)
def _answers_of(role: Role, own_units: int) -> Kept:
    actor: Any = named_actor(role, own_units)
    below: Any = Cast(Given("offices"), ArrayField(BigIntegerField()))
    rows = visible_assignments(actor).filter(state=State.ANSWERED, committee_leader_id=Given("self"))
    return keep_counts([rows.filter(unit__lineage__overlap=below).order_by().values("pk")])
