"""What became late since the last working day, beside tasks: counted with the conditions of the lists that
the numbers lead to."""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q

from nhacviec.queries import submissions, upward
from nhacviec.queries.as_of import AsOf
from nhacviec.queries.coordinations import awaited_on
from nhacviec.queries.kept_statements import (
    MOST_KEPT,
    Given,
    Kept,
    keep_counts,
    named_actor,
    values_of,
)
from nhacviec.rules.coordination import Standing
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.submissions import SubmissionNumber
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
    asked = awaited_on(actor, day, is_past=False).filter(Q(stood=Standing.OVERDUE, due_then__gte=since))
    found: list[Any] = [arm.filter(late, due_on__gte=since) for arm in submissions.arms_of(actor, day)]
    return keep_counts(
        rows.order_by().values("pk") for rows in [*found, sent.filter(due_on__gte=since), asked]
    )
