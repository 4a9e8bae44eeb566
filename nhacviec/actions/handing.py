"""Inside the agency: the duty is handed to a division or an officer, and taken back."""

from datetime import datetime

from django.db import transaction

from nhacviec.actions.moving import state_after
from nhacviec.actions.recording import record
from nhacviec.records.models import Assignment, Person, Post, Unit
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Move, MoveNotAllowed
from nhacviec.rules.permissions import MAY, Actor
from nhacviec.rules.timeliness import local_date


@transaction.atomic
def hand_on(
    *,
    actor: Actor,
    assignment: Assignment,
    division: Unit | None,
    officer: Person | None,
    note: str = "",
    now: datetime,
) -> None:
    """Hand the duty to a division below the agency, to an officer there, or both; again as often as
    needed. It does not accept a duty that is still new: that is the focal officer's word."""
    state = state_after(assignment, Move.HAND_ON)
    if division is None and officer is None:
        raise MoveNotAllowed("nobody_chosen")
    if division is not None:
        _check_division(assignment, division, now)
    if officer is not None:
        _check_officer(assignment, division, officer, now)
    to = (division.pk if division else None, officer.pk if officer else None)
    if to == (assignment.division_id, assignment.officer_id) and not note:
        raise MoveNotAllowed("nothing_changed")
    before = {"division": assignment.division_id, "officer": assignment.officer_id}
    assignment.change(state=state, division=division, officer=officer)
    record(
        EventName.HANDED_ON,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=note,
        before=before,
        after={"division": division, "officer": officer},
    )


@transaction.atomic
def take_back(*, actor: Actor, assignment: Assignment, reason: str = "", now: datetime) -> None:
    """The focal officer's desk has the duty again."""
    state = state_after(assignment, Move.TAKE_BACK)
    before = {"division": assignment.division_id, "officer": assignment.officer_id}
    if not any(before.values()):
        raise MoveNotAllowed("not_handed")
    assignment.change(state=state, division=None, officer=None)
    record(
        EventName.TAKEN_BACK,
        actor=actor,
        now=now,
        assignment=assignment,
        reason=reason,
        before=before,
        after={"division": None, "officer": None},
    )


def _check_division(assignment: Assignment, division: Unit, now: datetime) -> None:
    below = assignment.unit_id in division.lineage and division.pk != assignment.unit_id
    if not below or not division.is_active_on(local_date(now)):
        raise MoveNotAllowed("division_not_ours")


def _check_officer(assignment: Assignment, division: Unit | None, officer: Person, now: datetime) -> None:
    check_officer(division.pk if division else assignment.unit_id, officer, now)


def check_officer(place: int, officer: Person, now: datetime) -> None:
    """He holds a post of his own in this unit, or below it, today, in a role that works on duties. Who only
    stands in for somebody sits at that person's desk and would not find the duty on his own."""
    posts = Post.objects.valid_on(local_date(now)).filter(
        person=officer,
        person__is_active=True,
        unit__lineage__contains=[place],
        role__in=[role.value for role in MAY[Move.NOTE_PROGRESS]],
        stands_in_for=None,
    )
    if not posts.exists():
        raise MoveNotAllowed("officer_not_ours")
