"""The outcome that is frozen on an assignment: early, on time or late, against both deadlines."""

from datetime import date, datetime, time
from typing import Any

from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Answer, Assignment
from nhacviec.rules.timeliness import Timeliness, local_date, timeliness

NO_OUTCOME: dict[str, Any] = {
    "answered_at": None,
    "outcome": "",
    "outcome_original": "",
    "days_late": None,
    "excused_at": None,
}


def done_moment(answer: Answer, now: datetime, *, confirmed: bool = False) -> datetime | date:
    """The moment that is compared with the deadline (policy 17): the report came in, the day of its
    document, or the Office's confirmation. Until confirmed, only the report can be meant."""
    basis = policy_on(local_date(now)).done_basis
    if basis == "confirmed" and confirmed:
        return now
    if basis == "document_date" and answer.document_date:
        return answer.document_date
    return answer.answered_on or answer.answered_at


def outcome_at(
    assignment: Assignment,
    done: datetime | date,
    *,
    due_on: date | None = None,
    due_hour: time | None = None,
) -> dict[str, Any]:
    """The columns to freeze for a duty done at `done`, against the given deadline and the original one.

    A late mark that was excused stays excused; its days stay too."""
    original = assignment.original_due_on
    outcome = timeliness(due_on=due_on, due_hour=due_hour, now=done, done_at=done)
    if assignment.excused_at and outcome is Timeliness.LATE:
        outcome = Timeliness.ON_TIME
    return {
        "outcome": outcome,
        "outcome_original": timeliness(
            due_on=original, due_hour=_original_hour(assignment), now=done, done_at=done
        ),
        "days_late": (local_date(done) - due_on).days if due_on else None,
    }


def frozen(assignment: Assignment) -> dict[str, Any]:
    """The columns as they stand, for `before`."""
    return {name: getattr(assignment, name) for name in ("outcome", "outcome_original", "days_late")}


def _original_hour(assignment: Assignment) -> time | None:
    """The hour the document named, where the original day is still known to be that of the document."""
    task = assignment.task
    if assignment.original_due_on == task.due_on:
        return task.due_hour
    return assignment.due_hour if assignment.original_due_on == assignment.due_on else None
