"""Whose feed an address is, and which deadlines stand in it: what he must act on or follows, in every post he
holds today, found through the gate (queries/access, inbox).

At most MOST: first what is due today and later, nearest first; the room that is left goes to what is overdue,
newest first."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import DateTimeField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from nhacviec.queries.access import own_assignments
from nhacviec.queries.actors import actor_in, posts_today
from nhacviec.queries.api_tokens import LONGEST, digest_of
from nhacviec.queries.calendar_apart import Apart, deadlines_apart
from nhacviec.queries.clock import RUNNING
from nhacviec.queries.inbox import looked_after
from nhacviec.queries.modules import seeing
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Assignment, CalendarFeed, Event, Person
from nhacviec.rules.lifecycle import WORKING
from nhacviec.rules.permissions import AGENCY_ROLES, Actor, Role
from nhacviec.rules.timeliness import local_date

MOST = 2000
_DOING = Q(state__in=sorted(WORKING))
_DIVISION_ROLES = (Role.OFFICE_SPECIALIST, Role.DIVISION_HEAD)
_FOLLOWS = (*_DIVISION_ROLES, Role.OFFICE_LEADER)


class Entry(NamedTuple):
    """One deadline; plain values, for thousands."""

    id: int
    code: str
    version: int
    due_on: date
    due_hour: time | None
    duty: str
    unit_id: int
    unit: str
    unit_short: str
    content: str
    symbol: str | None
    assigned_at: datetime
    changed_at: datetime


def feed_of(person: Person) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person=person).first()


def feed_of_secret(secret: str) -> CalendarFeed | None:
    """Of somebody whose account is open; None for anything else, without saying why."""
    if not secret or len(secret) > LONGEST:
        return None
    feeds = CalendarFeed.objects.select_related("person").filter(person__is_active=True)
    return feeds.filter(digest=digest_of(secret)).first()


class Deadlines(NamedTuple):
    """`own_unit_ids`: units whose name he need not be told; `apart`: of submissions and requests."""

    entries: list[Entry]
    own_unit_ids: frozenset[int]
    apart: list[Apart]


def deadlines_of(person: Person, *, now: datetime) -> Deadlines:
    """In the order of days."""
    today = local_date(now)
    policy = policy_on(today)
    actors = [seeing(actor_in(post), policy) for post in posts_today(person, today)]
    arms = [arm for actor in actors for arm in _concerning(actor)]
    own = (actor.own_unit_ids for actor in actors if actor.role in AGENCY_ROLES)
    apart = deadlines_apart(actors, today=local_date(now))
    return Deadlines(_entries(_nearest(arms, local_date(now))), frozenset().union(*own), apart)


def _concerning(actor: Actor) -> list[QuerySet[Assignment]]:
    """What this post has to do itself, and what it follows."""
    handed = Q(officer_id=actor.self_id) | Q(division_id=actor.unit_id, officer_id=None)
    if actor.role is Role.AGENCY_OFFICER:
        return [own_assignments(actor).filter(_DOING & handed)]
    if actor.role in AGENCY_ROLES:
        return [own_assignments(actor).filter(_DOING)]
    arms = []
    if actor.role in _FOLLOWS:
        arms.append(looked_after(actor).filter(RUNNING))
    if actor.role is Role.COMMITTEE_LEADER:
        arms.append(looked_after(actor).filter(RUNNING, committee_leader_id=actor.self_id))
    if actor.role in _DIVISION_ROLES:
        arms.append(own_assignments(actor).filter(_DOING))
    return arms


def _nearest(arms: list[QuerySet[Assignment]], today: date) -> list[int]:
    if not arms:
        return []
    coming = _first([arm.filter(due_on__gte=today) for arm in arms], most=MOST)
    passed = [arm.filter(due_on__lt=today) for arm in arms]
    return coming + _first(passed, most=MOST - len(coming), latest=True)


def _first(arms: list[QuerySet[Assignment]], *, most: int, latest: bool = False) -> list[int]:
    """Each arm by its own index, and no more of it than is wanted."""
    if most <= 0:
        return []
    order = "-due_on" if latest else "due_on"
    parts = [arm.order_by(order, "id").values_list("due_on", "pk")[:most] for arm in arms]
    rows = parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]
    return [pk for _day, pk in sorted(set(rows), reverse=latest)[:most]]


def _entries(ids: Iterable[int]) -> list[Entry]:
    """With the moment at which the duty or its task last changed."""
    of_duty = Event.objects.filter(assignment=OuterRef("pk")).order_by("-id")
    of_task = Event.objects.filter(task=OuterRef("task"), assignment=None).order_by("-id")
    begun = F("assigned_at")
    rows = Assignment.objects.filter(pk__in=list(ids), due_on__isnull=False, assigned_at__isnull=False)
    rows = rows.annotate(
        changed_at=Greatest(
            Coalesce(Subquery(of_duty.values("recorded_at")[:1]), begun),
            Coalesce(Subquery(of_task.values("recorded_at")[:1]), begun),
            output_field=DateTimeField(),
        )
    )
    values = rows.order_by("due_on", "id").values_list(
        "id", "code", "version", "due_on", "due_hour", "duty", "unit_id", "unit__name", "unit__short_name",
        "task__content", "task__document__symbol", "assigned_at", "changed_at",
    )  # fmt: skip
    return [Entry._make(row) for row in values]
