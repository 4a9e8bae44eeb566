"""What waits for a person: the heads of "Việc của tôi", their counts, and one list under them.

A head is a named condition over the assignments a role looks after. The order of a role's heads is the
order of pressing; a duty stands under the first head that fits it.

Some look after everything, a million duties: each head is counted by itself, so that its own index serves
it, and no further than anybody reads (MOST_COUNTED). Conditions name their states, for the indexes of the
open duties.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet, Value

from nhacviec.queries.access import own_assignments, visible_assignments
from nhacviec.queries.clock import Moment, due_soon, overdue
from nhacviec.records.models import Assignment, Post
from nhacviec.rules.lifecycle import OPEN, Move, State
from nhacviec.rules.permissions import AGENCY_ROLES, CONFIRMERS, EXTENSION_APPROVERS, MAY, Actor, Role

NOT_SEEN_DAYS = 2  # working days after which the Office looks at an unaccepted duty
MOST_COUNTED = 10_000  # beside a head
_NO_END = MOST_COUNTED + 2  # more than any count
MOST_BADGE = 999  # beside the menu entry, on every page
_WORKING = Q(state__in=[State.ASSIGNED, State.IN_PROGRESS])


@dataclass(frozen=True)
class Head:
    """`key` stands in the address (?nhom=…) and in rules/words_inbox.py."""

    key: str
    condition: Callable[[Moment], Q]
    waits_for_me: bool = True  # counts in the menu's badge


def _new(at: Moment) -> Q:
    return Q(state=State.ASSIGNED)


def _sent_back(at: Moment) -> Q:
    return Q(state=State.IN_PROGRESS, send_back_count__gt=0)


def _waiting(at: Moment) -> Q:
    return Q(state=State.ANSWERED)


def _doing(at: Moment) -> Q:
    return Q(state=State.IN_PROGRESS)


def _suspended(at: Moment) -> Q:
    return Q(state=State.SUSPENDED)


def _returned(at: Moment) -> Q:
    return Q(state=State.RETURNED)


def _extension(at: Moment) -> Q:
    return Q(has_open_extension=True)


def _objection(at: Moment) -> Q:
    return Q(has_open_objection=True)


def _not_accepted(at: Moment) -> Q:
    limit = at.calendar.add_working(at.today, -NOT_SEEN_DAYS)
    return Q(state=State.ASSIGNED, assigned_at__date__lte=limit)


def _newly_late(at: Moment) -> Q:
    """Became overdue since the last working day before today: due on it or later, and past. On a Monday
    that is what was due on Friday, and over the weekend."""
    return overdue(at) & Q(due_on__gte=at.calendar.add_working(at.today, -1))


def _starred(at: Moment) -> Q:
    return Q(is_starred=True, state__in=sorted(OPEN))


def _urged_often(at: Moment) -> Q:
    return Q(urging_count__gte=at.escalate_after) & _WORKING


def _own_overdue(at: Moment) -> Q:
    return overdue(at) & _WORKING  # a returned duty is the Office's to settle


def _own_newly_late(at: Moment) -> Q:
    return _newly_late(at) & _WORKING


def _own_due_soon(at: Moment) -> Q:
    return due_soon(at) & _WORKING


NEWLY_LATE = Head("moi-tre", _own_newly_late, waits_for_me=False)  # counted among the overdue
OVERDUE = Head("qua-han", _own_overdue)
DUE_SOON = Head("sap-den-han", _own_due_soon)
NEW = Head("moi", _new)
SENT_BACK = Head("lam-lai", _sent_back)
WAITING = Head("cho-xac-nhan", _waiting, waits_for_me=False)
DOING = Head("dang-lam", _doing, waits_for_me=False)
SUSPENDED = Head("tam-dung", _suspended, waits_for_me=False)
TO_CONFIRM = Head("can-xac-nhan", _waiting)
RETURNED = Head("bi-tra-lai", _returned)
EXTENSIONS = Head("xin-gia-han", _extension)
OBJECTIONS = Head("giai-trinh", _objection)
NOT_ACCEPTED = Head("chua-tiep-nhan", _not_accepted, waits_for_me=False)
WATCHED_NEWLY_LATE = Head("theo-doi-moi-tre", _newly_late, waits_for_me=False)
WATCHED_OVERDUE = Head("theo-doi-qua-han", overdue, waits_for_me=False)
WATCHED_SOON = Head("theo-doi-sap-den-han", due_soon, waits_for_me=False)
STARRED = Head("trong-tam", _starred, waits_for_me=False)
URGED_OFTEN = Head("don-doc-nhieu-lan", _urged_often, waits_for_me=False)

_AGENCY = (NEWLY_LATE, OVERDUE, SENT_BACK, DUE_SOON, NEW, WAITING, DOING, SUSPENDED)
_WATCHED = (WATCHED_NEWLY_LATE, WATCHED_OVERDUE)
_MONITOR = (TO_CONFIRM, RETURNED, EXTENSIONS, OBJECTIONS, *_WATCHED, WATCHED_SOON, NOT_ACCEPTED)
HEADS: dict[Role, tuple[Head, ...]] = {
    Role.FOCAL_OFFICER: _AGENCY,
    Role.AGENCY_LEADER: _AGENCY,
    Role.AGENCY_OFFICER: _AGENCY,
    Role.OFFICE_SPECIALIST: _MONITOR,
    Role.DIVISION_HEAD: _MONITOR,
    Role.OFFICE_LEADER: (*_MONITOR, URGED_OFTEN),
    Role.COMMITTEE_LEADER: (
        WATCHED_NEWLY_LATE,
        URGED_OFTEN,
        EXTENSIONS,
        OBJECTIONS,
        WATCHED_OVERDUE,
        STARRED,
        WATCHED_SOON,
    ),
    Role.RECORDS_CLERK: (RETURNED, NOT_ACCEPTED, *_WATCHED, WATCHED_SOON),
    Role.INSPECTOR: (*_WATCHED, RETURNED, WATCHED_SOON, NOT_ACCEPTED),
    Role.ADMINISTRATOR: (),
}


def looked_after(actor: Actor) -> QuerySet[Assignment]:
    """The assignments of which a role's home speaks: one's agency's, those one monitors, or all."""
    if actor.role in AGENCY_ROLES:
        return own_assignments(actor)
    rows = visible_assignments(actor).exclude(state=State.DRAFT)
    if actor.role is Role.OFFICE_SPECIALIST:
        return rows.filter(specialist_id=actor.self_id)
    if actor.role is Role.DIVISION_HEAD:
        people = Post.objects.filter(unit_id__in=actor.own_unit_ids).values("person_id")
        return rows.filter(specialist_id__in=people)
    if actor.role is Role.OFFICE_LEADER:
        return rows.filter(office_leader_id=actor.self_id)
    return rows


def heads_of(actor: Actor, *, ext_approver: str, confirm_role: str = "monitor") -> tuple[Head, ...]:
    """The heads of this role; what is not his to decide is not shown as waiting for him."""
    others = set()
    if actor.role not in EXTENSION_APPROVERS[ext_approver]:
        others.add(EXTENSIONS)
    if actor.role not in MAY[Move.UPHOLD_OBJECTION]:
        others.add(OBJECTIONS)
    heads = tuple(head for head in HEADS[actor.role] if head not in others)
    if actor.role in CONFIRMERS[confirm_role]:
        return heads
    return tuple(WAITING if head is TO_CONFIRM else head for head in heads)


def counts(rows: QuerySet[Assignment], heads: tuple[Head, ...], at: Moment) -> dict[str, int]:
    """How many stand under each head (a duty may stand under several), by its key, in one query.

    MOST_COUNTED + 1 means: more than that."""
    most = MOST_COUNTED + 1
    found = _count_each(rows.filter(head.condition(at)).order_by().values("pk")[:most] for head in heads)
    return {head.key: number for head, number in zip(heads, found, strict=True)}


def pressing(
    rows: QuerySet[Assignment],
    heads: tuple[Head, ...],
    at: Moment,
    *,
    most: int,
    each: int | None = None,
    counted: Mapping[str, int] | None = None,
) -> dict[int, list[int]]:
    """The `most` most pressing duties, as ids in order by the index of the head they stand under.

    `each`: of one head no more than so many, so that a long one leaves room for the others. `counted`: what
    `counts` found, to ask nothing of the heads that cannot matter."""
    arms = [
        rows.filter(head.condition(at))
        .order_by(F("due_on").asc(nulls_last=True), "id")
        .values_list(Value(index), "pk")[:most]
        for index, head in _that_matter(heads, most if each is None else _NO_END, counted)
    ]
    placed: dict[int, int] = {}
    for index, pk in _together(arms):
        placed.setdefault(pk, index)
    under: dict[int, list[int]] = {}
    for pk, index in placed.items():
        ids = under.setdefault(index, [])
        if each is None or len(ids) < each:
            ids.append(pk)
    return _first(under, most)


def _first(under: dict[int, list[int]], most: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, ids in under.items():
        if taken := ids[:most]:
            found[index] = taken
        most -= len(taken)
    return found


def _that_matter(
    heads: tuple[Head, ...], most: int, counted: Mapping[str, int] | None
) -> Iterable[tuple[int, Head]]:
    """Neither empty ones, nor those behind one that fills the list alone."""
    for index, head in enumerate(heads):
        number = 1 if counted is None else counted[head.key]
        if number:
            yield index, head
        if counted is not None and number >= most:
            return


def own_duties(actor: Actor) -> QuerySet[Assignment]:
    """Duties that an Office division has to carry out itself (KH 1130/KH-VP, III)."""
    if actor.role not in (Role.OFFICE_SPECIALIST, Role.DIVISION_HEAD):
        return Assignment.objects.none()
    return own_assignments(actor).filter(state__in=sorted(OPEN))


def needs_me(actor: Actor, at: Moment, *, ext_approver: str, confirm_role: str = "monitor") -> int:
    """How many duties wait for a deed of this person (the number beside the menu entry, on every page).

    MOST_BADGE + 1 means: more than that."""
    rows, most = looked_after(actor), MOST_BADGE + 1
    of_role = heads_of(actor, ext_approver=ext_approver, confirm_role=confirm_role)
    heads = [head for head in of_role if head.waits_for_me]
    arms = [rows.filter(head.condition(at)).order_by().values("pk")[:most] for head in heads]
    if len(arms) < 2:
        return min(most, sum(_count_each(arms)))
    return min(most, *_count_each([arms[0].union(*arms[1:])]))


def _count_each(queries: Iterable[QuerySet[Assignment, Any]]) -> list[int]:
    """Each of these (limited) querysets counted by its own plan, all in one statement."""
    parts: list[str] = []
    params: list[Any] = []
    for query in queries:
        try:
            sql, values = query.query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")
        params += values
    if not params:
        return [0] * len(parts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return list(cursor.fetchone())


def _together(arms: list[QuerySet[Assignment, tuple[int, int]]]) -> Iterable[tuple[int, int]]:
    """The arms one after another, in one statement."""
    if not arms:
        return ()
    return arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
