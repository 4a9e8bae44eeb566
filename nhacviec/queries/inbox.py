"""What waits for a person: the heads of "Việc của tôi", their counts, and one list under them.

A head is a named condition over the assignments a role looks after. The order of a role's heads is the
order of pressing; a duty stands under the first head that fits it.

Some look after everything, a million duties: each head is counted by itself, so that its own index serves
it, and no further than anybody reads (MOST_COUNTED). Conditions name their states, for the indexes of the
open duties.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import F, Q, QuerySet, Value

from nhacviec.queries.access import own_assignments, visible_assignments
from nhacviec.queries.clock import At, Moment, due_soon, overdue
from nhacviec.queries.kept_statements import (
    MOST_KEPT,
    NAMED_MOMENT,
    NOTHING,
    Kept,
    keep,
    keep_counts,
    named_actor,
    values_of,
)
from nhacviec.records.models import Assignment, Post
from nhacviec.rules.lifecycle import OPEN, Move, State
from nhacviec.rules.permissions import AGENCY_ROLES, CONFIRMERS, EXTENSION_APPROVERS, MAY, Actor, Role

MOST_COUNTED = 10_000  # beside a head
_NO_END = MOST_COUNTED + 2  # more than any count
MOST_BADGE = 999  # beside the menu entry, on every page
_WORKING = Q(state__in=[State.ASSIGNED, State.IN_PROGRESS])


@dataclass(frozen=True)
class Head:
    """`key` stands in the address (?nhom=…) and in rules/words_inbox.py."""

    key: str
    condition: Callable[[At], Q]
    waits_for_me: bool = True  # counts in the menu's badge


def _new(at: At) -> Q:
    return Q(state=State.ASSIGNED)


def _sent_back(at: At) -> Q:
    return Q(state=State.IN_PROGRESS, send_back_count__gt=0)


def _waiting(at: At) -> Q:
    return Q(state=State.ANSWERED)


def _doing(at: At) -> Q:
    return Q(state=State.IN_PROGRESS)


def _suspended(at: At) -> Q:
    return Q(state=State.SUSPENDED)


def _returned(at: At) -> Q:
    return Q(state=State.RETURNED)


def _extension(at: At) -> Q:
    return Q(has_open_extension=True)


def _objection(at: At) -> Q:
    return Q(has_open_objection=True)


def _not_accepted(at: At) -> Q:
    return Q(state=State.ASSIGNED, assigned_at__date__lte=at.unseen_since)


def _newly_late(at: At) -> Q:
    """Became overdue since the last working day before today: due on it or later, and past. On a Monday
    that is what was due on Friday, and over the weekend."""
    return overdue(at) & Q(due_on__gte=at.last_workday)


def _starred(at: At) -> Q:
    return Q(is_starred=True, state__in=sorted(OPEN))


def _urged_often(at: At) -> Q:
    return Q(urging_count__gte=at.escalate_after) & _WORKING


def _own_overdue(at: At) -> Q:
    return overdue(at) & _WORKING  # a returned duty is the Office's to settle


def _own_newly_late(at: At) -> Q:
    return _newly_late(at) & _WORKING


def _own_due_soon(at: At) -> Q:
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


_Whose = tuple[Role, int, bool]  # what of an actor decides how the statements of his home are written


def _whose(actor: Actor) -> _Whose:
    return actor.role, len(actor.own_unit_ids), actor.without_superiors


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


def counts(actor: Actor, heads: tuple[Head, ...], at: Moment) -> dict[str, int]:
    """How many stand under each head (a duty may stand under several), by its key, in one query.

    MOST_COUNTED + 1 means: more than that."""
    kept = _counting(_whose(actor), heads, MOST_COUNTED + 1)
    rows = kept.ask(values_of(actor, at))
    return dict(zip([head.key for head in heads], *rows, strict=True)) if heads else {}


@lru_cache(maxsize=MOST_KEPT)
def _counting(whose: _Whose, heads: tuple[Head, ...], most: int) -> Kept:
    rows = looked_after(named_actor(*whose))
    counted = (rows.filter(head.condition(NAMED_MOMENT)).order_by().values("pk")[:most] for head in heads)
    # Of those who look after all, how much stands under a head decides how it is counted best.
    return keep_counts(counted, planned_once=whose[0] in AGENCY_ROLES | {Role.OFFICE_SPECIALIST})


def pressing(
    actor: Actor,
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
    matter = tuple(_that_matter(heads, most if each is None else _NO_END, counted))
    placed: dict[int, int] = {}
    for index, pk in _listing(_whose(actor), matter, most).ask(values_of(actor, at)):
        placed.setdefault(pk, index)
    under: dict[int, list[int]] = {}
    for pk, index in placed.items():
        ids = under.setdefault(index, [])
        if each is None or len(ids) < each:
            ids.append(pk)
    return _first(under, most)


@lru_cache(maxsize=MOST_KEPT)
def _listing(whose: _Whose, heads: tuple[tuple[int, Head], ...], most: int) -> Kept:
    """The index of the head and the id of the first duties under each of these heads, one after another."""
    rows = looked_after(named_actor(*whose))
    arms = [
        rows.filter(head.condition(NAMED_MOMENT))
        .order_by(F("due_on").asc(nulls_last=True), "id")
        .values_list(Value(index), "pk")[:most]
        for index, head in heads
    ]
    if not arms:
        return NOTHING
    return keep(arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0], planned_once=True)


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


def own_duties(actor: Actor, *, most: int) -> list[int]:
    """What an Office division has to carry out itself (KH 1130/KH-VP, III): ids, the most pressing first."""
    if actor.role not in (Role.OFFICE_SPECIALIST, Role.DIVISION_HEAD):
        return []
    kept = _own_duties(actor.role, len(actor.own_unit_ids), most)
    return [pk for (pk,) in kept.ask(values_of(actor))]


@lru_cache(maxsize=MOST_KEPT)
def _own_duties(role: Role, own_units: int, most: int) -> Kept:
    rows = own_assignments(named_actor(role, own_units)).filter(state__in=sorted(OPEN))
    return keep(rows.order_by("due_on", "id").values_list("pk")[:most])


def needs_me(actor: Actor, at: Moment, *, ext_approver: str, confirm_role: str = "monitor") -> int:
    """How many duties wait for a deed of this person (the number beside the menu entry, on every page).

    MOST_BADGE + 1 means: more than that."""
    of_role = heads_of(actor, ext_approver=ext_approver, confirm_role=confirm_role)
    heads = tuple(head for head in of_role if head.waits_for_me)
    most = MOST_BADGE + 1
    found = _waiting_for(_whose(actor), heads, most).ask(values_of(actor, at))
    return min(most, sum(found[0])) if found else 0


def badge_of(heads: tuple[Head, ...], counted: Mapping[str, int]) -> int | None:
    """`needs_me` where `counts` says it already; None where duties may stand under several heads."""
    numbers = [counted[head.key] for head in heads if head.waits_for_me and counted[head.key]]
    if len(numbers) > 1 and max(numbers) <= MOST_BADGE:
        return None
    return min(MOST_BADGE + 1, max(numbers, default=0))


@lru_cache(maxsize=MOST_KEPT)
def _waiting_for(whose: _Whose, heads: tuple[Head, ...], most: int) -> Kept:
    rows = looked_after(named_actor(*whose))
    arms = [rows.filter(head.condition(NAMED_MOMENT)).order_by().values("pk")[:most] for head in heads]
    return keep_counts([arms[0].union(*arms[1:])] if len(arms) > 1 else arms, planned_once=True)
