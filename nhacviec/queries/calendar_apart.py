"""Deadlines of submissions in both directions and of requests to coordinate in somebody's calendar: what lies
on his own desk, what he follows upward, what his unit is asked, what he has asked himself. Through their
gates; nothing of a module that is off."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.modules import modules_on
from nhacviec.queries.submission_access import visible_submissions, visible_upward
from nhacviec.queries.submission_desk import waits_for
from nhacviec.records.models import Event, Submission
from nhacviec.rules.coordination import AWAITED
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Actor
from nhacviec.rules.reminders import Noun

MOST = 300  # of each noun, nearest first


class Apart(NamedTuple):
    """One deadline; `unit` submits, or is asked; `other` asks, or is above and to say something."""

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
        rows += _upward(actor) if Module.SUPERIORS in on else []
        rows += _requests(actor) if Module.COORDINATION in on else []
        found |= {(row.noun, row.id): row for row in rows}
    return sorted(found.values(), key=lambda row: (row.due_on, row.noun, row.id))


def _submissions(actor: Actor) -> list[Apart]:
    return _files(Noun.SUBMISSION, visible_submissions(actor).filter(waits_for(actor)))


def _upward(actor: Actor) -> list[Apart]:
    """What he follows: the day until which an opinion is awaited."""
    return _files(
        Noun.UPWARD, visible_upward(actor).filter(Q(officer=actor.self_id) | Q(leader=actor.self_id))
    )


def _files(noun: Noun, rows: QuerySet[Submission]) -> list[Apart]:
    last = Event.objects.filter(submission=OuterRef("pk")).order_by("-id").values("recorded_at")[:1]
    rows = rows.filter(due_on__isnull=False).order_by("due_on", "pk")
    values = rows.annotate(changed_at=Coalesce(Subquery(last), F("registered_at"))).values_list(
        "pk", "version", "due_on", "unit__name", "unit__short_name", "addressee__name",
        "addressee__short_name", "abstract", "symbol", "registered_at", "changed_at",
    )  # fmt: skip
    return [
        _apart(noun, *row[:3], row[4] or row[3], row[6] or row[5] or "", *row[7:]) for row in values[:MOST]
    ]


def _requests(actor: Actor) -> list[Apart]:
    mine = Q(unit__in=actor.own_unit_ids) | Q(asked_by=actor.self_id) | Q(officer=actor.self_id)
    rows = visible_coordinations(actor, few=True).filter(mine, state__in=sorted(AWAITED))
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
