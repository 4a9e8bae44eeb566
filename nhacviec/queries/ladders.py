"""The ladders of reminders in force on a day, and what of a duty is needed to plan by them."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.kept_statements import Among, Given, Kept, keep
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import (
    Assignment,
    Coordination,
    Extension,
    Ladder,
    RequestState,
    Submission,
)
from nhacviec.rules.coordination import CoordinationState
from nhacviec.rules.coordination_reminders import coordination_situation
from nhacviec.rules.ladders import Facts, Ladders, Source, facts_apart
from nhacviec.rules.ladders import Ladder as RuleLadder
from nhacviec.rules.lifecycle import State
from nhacviec.rules.periods import period_from_key
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.reminders import Noun, Situation, Timing, situation
from nhacviec.rules.send_window import DayOff, SendWindow, window_between
from nhacviec.rules.submission_reminders import submission_situation
from nhacviec.rules.submissions import OPEN_STOPS, Direction, Stop
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.units import UnitKind
from nhacviec.rules.upward import UPWARD_OPEN, UpwardStop
from nhacviec.rules.upward_reminders import upward_situation

_AT_ONCE = 2000


class PlanRow(NamedTuple):
    """What of an assignment decides when it is reminded of next; plain values, a million are read. Days are
    those of Việt Nam."""

    id: int
    version: int
    next_reminder_at: datetime | None
    state: str
    due_on: date | None
    assigned_on: date | None
    accepted_on: date | None
    noted_on: date | None
    answered_on: date | None
    is_starred: bool
    field_id: int | None
    unit_id: int
    unit_kind: str
    document_id: int | None
    assigner_kind: str
    period_key: str
    extension_asked_on: date | None


def plan_rows(duties: QuerySet[Assignment]) -> Iterator[PlanRow]:
    return map(PlanRow._make, _plan_columns(duties).iterator(chunk_size=_AT_ONCE))


def plan_rows_by_id(ids: Collection[int]) -> list[PlanRow]:
    """In no order. Every deed asks for its own: with seven tables it is planned longer than it runs."""
    return [PlanRow(*row) for row in _by_id().ask({"ids": list(ids)})]


@cache
def _by_id() -> Kept:
    rows = Assignment.objects.filter(Among("pk", Given("ids"))).order_by()
    return keep(_plan_columns(rows), planned_once=True)


def _plan_columns(duties: QuerySet[Assignment]) -> QuerySet[Assignment, Any]:
    asked = Extension.objects.filter(assignment=OuterRef("pk"), state=RequestState.ASKED)
    return duties.values_list(
        "id", "version", "next_reminder__moment", "state", "due_on", _day("assigned_at"), _day("accepted_at"),
        _day("noted_at"), _day("answered_at"), "is_starred", "field_id", "unit_id", "unit__kind",
        "task__document_id", "task__assigner__kind", "task__period_key",
        Subquery(asked.values(day=_day("asked_at"))[:1]),
    )  # fmt: skip


def ladders_on(day: date) -> Ladders:
    return Ladders((row.version for row in Ladder.objects.order_by("effective_from", "id")), on=day)


def timing_on(day: date) -> Timing:
    policies = policy_on(day)
    return Timing(calendar=load_calendar(), window=window_of(policies), off=day_off_of(policies))


def window_of(policy: PolicySet) -> SendWindow:
    """Of the province; what a unit has for itself: queries/send_hours."""
    return window_between(*policy.send_hours)


def day_off_of(policy: PolicySet) -> DayOff:
    return DayOff(policy.remind_day_off)


def facts_of(row: PlanRow) -> Facts:
    if row.assigner_kind == UnitKind.SUPERIOR:
        source = Source.SUPERIOR
    else:
        source = Source.SPOKEN if row.document_id is None else Source.DOCUMENT
    return Facts(row.due_on is not None, row.is_starred, source, row.field_id, UnitKind(row.unit_kind))


def situation_of(row: PlanRow) -> Situation:
    return situation(
        state=State(row.state),
        due_on=row.due_on,
        assigned_on=row.assigned_on,
        accepted_on=row.accepted_on,
        noted_on=row.noted_on,
        answered_on=row.answered_on,
        extension_asked_on=row.extension_asked_on,
        period_ends_on=period_from_key(row.period_key).last if row.period_key else None,
    )


def open_submissions() -> QuerySet[Submission]:
    """In both directions: those of which the clock may say something."""
    upward = Q(direction=Direction.UPWARD, stop__in=sorted(UPWARD_OPEN))
    return Submission.objects.filter(upward | Q(stop__in=sorted(OPEN_STOPS)))


def noun_of_submission(submission: Submission) -> Noun:
    return Noun.UPWARD if submission.direction == Direction.UPWARD else Noun.SUBMISSION


def submission_ladder(submission: Submission, ladders: Ladders) -> RuleLadder:
    return ladders.for_duty(facts_apart(noun_of_submission(submission), UnitKind(submission.unit.kind)))


def situation_of_submission(submission: Submission) -> Situation:
    if submission.direction == Direction.UPWARD:
        return upward_situation(
            stop=UpwardStop(submission.stop), since=submission.stop_since, due_on=submission.due_on
        )
    return submission_situation(
        stop=Stop(submission.stop), since=submission.stop_since, due_on=submission.due_on
    )


def request_ladder(request: Coordination, ladders: Ladders) -> RuleLadder:
    return ladders.for_duty(facts_apart(Noun.COORDINATION, UnitKind(request.unit.kind)))


def situation_of_request(request: Coordination) -> Situation:
    return coordination_situation(
        state=CoordinationState(request.state), asked_on=request.asked_on, due_on=request.due_on
    )


def _day(moment: str) -> TruncDate:
    return TruncDate(moment, tzinfo=LOCAL_ZONE)
