"""Deadlines of submissions and of requests to coordinate in somebody's calendar: what lies on his own desk,
what his unit is asked, what he has asked himself. Through their gates; nothing of a module that is off."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.modules import modules_on
from nhacviec.queries.submission_access import visible_submissions
from nhacviec.queries.submission_desk import waits_for
from nhacviec.records.models import Event
from nhacviec.rules.coordination import AWAITED
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Actor
from nhacviec.rules.reminders import Noun

MOST = 300  # of each noun, nearest first


class Apart(NamedTuple):
    """One deadline; `unit` submits, or is asked, `other` asks."""

    noun: Noun
    id: int
    version: int
    due_on: date
    unit: str
    other: str
    content: str
    symbol: str
    begun_at: datetime
    changed_at: datetime


def deadlines_apart(actors: Iterable[Actor], *, today: date) -> list[Apart]:
    """In the order of days; once, however many posts make him hold it."""
    on, found = modules_on(today), dict[tuple[Noun, int], Apart]()
    for actor in actors:
        rows = _submissions(actor) if Module.SUBMISSIONS in on else []
        rows += _requests(actor) if Module.COORDINATION in on else []
        found |= {(row.noun, row.id): row for row in rows}
    return sorted(found.values(), key=lambda row: (row.due_on, row.noun, row.id))


def _submissions(actor: Actor) -> list[Apart]:
    last = Event.objects.filter(submission=OuterRef("pk")).order_by("-id").values("recorded_at")[:1]
    rows = visible_submissions(actor).filter(waits_for(actor), due_on__isnull=False)
    rows = rows.annotate(changed_at=Coalesce(Subquery(last), F("registered_at"))).order_by("due_on", "pk")
    values = rows.values_list(
        "pk", "version", "due_on", "unit__name", "unit__short_name", "abstract", "symbol", "registered_at",
        "changed_at",
    )  # fmt: skip
    return [_apart(Noun.SUBMISSION, *row[:3], row[4] or row[3], "", *row[5:]) for row in values[:MOST]]


def _requests(actor: Actor) -> list[Apart]:
    mine = Q(unit__in=actor.own_unit_ids) | Q(asked_by=actor.self_id) | Q(officer=actor.self_id)
    rows = visible_coordinations(actor).filter(mine, state__in=sorted(AWAITED))
    rows = rows.annotate(
        granted_at=Max("time_requests__decided_at"), changed=Coalesce("granted_at", "seen_at", "asked_at")
    ).order_by("due_on", "pk")
    values = rows.values_list(
        "pk", "version", "due_on", "unit__name", "unit__short_name", "asking_unit__name",
        "asking_unit__short_name", "content", "symbol", "asked_at", "changed",
    )  # fmt: skip
    return [
        _apart(Noun.COORDINATION, *row[:3], row[4] or row[3], row[6] or row[5], *row[7:])
        for row in values[:MOST]
    ]


def _apart(noun: Noun, *values: Any) -> Apart:
    return Apart(noun, *values)
