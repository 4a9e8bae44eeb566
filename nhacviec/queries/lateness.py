"""Why each of these duties is late, overdue or in time: read for a page or for a list, in three queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from nhacviec.queries.reckoning import MOVED
from nhacviec.records.models import Answer, Assignment, Event, Suspension, Verdict
from nhacviec.rules.events import EventName
from nhacviec.rules.lateness import DeadlineMove, Facts, Lateness, Round, explain
from nhacviec.rules.lifecycle import State
from nhacviec.rules.spans import Span
from nhacviec.rules.statistics import Basis
from nhacviec.rules.timeliness import local_date

_ENDS_RETURN = (EventName.REISSUED, EventName.CANCELLED, EventName.REASSIGNED, EventName.WITHDRAWN)
_BEGINS = (EventName.ISSUED, EventName.PERIOD_CREATED, EventName.UNIT_ADDED)
_READ = frozenset({*MOVED, *_ENDS_RETURN, *_BEGINS, EventName.RETURNED})


def lateness_of(assignment: Assignment, *, now: datetime, basis: Basis) -> Lateness:
    return lateness_of_many([assignment], now=now, basis=basis)[assignment.pk]


def lateness_of_many(
    assignments: Iterable[Assignment], *, now: datetime, basis: Basis
) -> dict[int, Lateness]:
    """By the assignment's id. For issued assignments whose inside the reader may know: it says when they
    were answered, and what the Office made of it."""
    rows = [row for row in assignments if row.assigned_at is not None]
    ids, today = [row.pk for row in rows], local_date(now)
    rounds, suspensions, events = _rounds(ids), _suspensions(ids, today), _events(ids)
    return {
        row.pk: explain(
            _facts(row, rounds[row.pk], suspensions[row.pk], events[row.pk], today), now=now, basis=basis
        )
        for row in rows
    }


def _facts(
    row: Assignment, rounds: list[Round], suspensions: list[Span], events: list[Event], today: date
) -> Facts:
    assert row.assigned_at is not None
    # assigned_at begins anew when a returned duty is given out again; its events began before
    begun = [local_date(event.happened_at) for event in events] + [answer.given_on for answer in rounds]
    begun.append(local_date(row.assigned_at))
    return Facts(
        state=State(row.state),
        assigned_on=min(begun),
        original_due_on=row.original_due_on,
        due_on=row.due_on,
        due_hour=row.due_hour,
        moves=tuple(move for event in events if (move := _move(event)) is not None),
        suspensions=tuple(suspensions),
        returns=tuple(_returns(events, today)),
        closures=tuple(_closure(event) for event in events if event.name == EventName.REOPENED),
        rounds=tuple(rounds),
        outcome=row.outcome,
        outcome_original=row.outcome_original,
        days_late=row.days_late,
        confirmed_on=local_date(row.completed_at) if row.completed_at else None,
        cancelled_on=local_date(row.cancelled_at) if row.cancelled_at else None,
        is_excused=row.excused_at is not None,
    )


def _rounds(ids: list[int]) -> dict[int, list[Round]]:
    found: dict[int, list[Round]] = defaultdict(list)
    answers = Answer.objects.filter(assignment__in=ids).order_by("round")
    for answer in answers.defer("text", "reason", "delay_note"):
        found[answer.assignment_id].append(
            Round(
                number=answer.round,
                given_on=answer.given_on,
                recorded_on=local_date(answer.answered_at),
                decided_on=local_date(answer.decided_at) if answer.decided_at else None,
                is_sent_back=answer.verdict == Verdict.SENT_BACK,
            )
        )
    return found


def _suspensions(ids: list[int], today: date) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = Suspension.objects.filter(assignment__in=ids).values_list("assignment_id", "from_on", "to_on")
    for pk, from_on, to_on in rows:
        found[pk].append(Span(from_on, to_on or today))
    return found


def _events(ids: list[int]) -> dict[int, list[Event]]:
    """Oldest first."""
    found: dict[int, list[Event]] = defaultdict(list)
    names = sorted(name.value for name in _READ)
    for event in Event.objects.filter(assignment__in=ids, name__in=names).order_by("id"):
        assert event.assignment_id is not None
        found[event.assignment_id].append(event)
    return found


def _move(event: Event) -> DeadlineMove | None:
    before, after = event.before.get("due_on"), event.after.get("due_on")
    if event.name not in MOVED or before == after or "due_on" not in event.after:
        return None
    return DeadlineMove(
        on=local_date(event.happened_at),
        by=EventName(event.name),
        before=date.fromisoformat(before) if before else None,
        after=date.fromisoformat(after) if after else None,
        reason=event.reason,
    )


def _closure(event: Event) -> Span:
    """Until when it was closed that was opened again; the event keeps since when."""
    end = local_date(event.happened_at)
    since = event.before.get("completed_at") or event.before.get("cancelled_at")
    return Span(min(end, local_date(datetime.fromisoformat(since))) if since else end, end)


def _returns(events: list[Event], today: date) -> list[Span]:
    """For how long the agency had given the duty back and the Office had not settled it."""
    found: list[Span] = []
    since: date | None = None
    for event in events:
        day = local_date(event.happened_at)
        if event.name == EventName.RETURNED:
            since = day
        elif event.name in _ENDS_RETURN and since is not None:
            found.append(Span(since, day))
            since = None
    return found if since is None else [*found, Span(since, today)]
