"""Why a duty is late, overdue or in time: the facts behind the mark, one row at a time. Pure.

Every day from the assignment to the end belongs to one holder only: while the duty was closed, before it was
opened again, to nobody; then a suspension goes before everything, then the Office's review of an answer, then
the time for which the agency had returned the duty; the rest is the agency's. So the five always add up to
the whole.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import State
from nhacviec.rules.spans import Span, days_in, within, without
from nhacviec.rules.statistics import Basis
from nhacviec.rules.timeliness import Timeliness, local_date, timeliness


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMove:
    """The deadline was moved: `on` which day, by which deed, from and to which day (None: no deadline)."""

    on: date
    by: EventName
    before: date | None
    after: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One answer and what the Office made of it. `recorded_on` is later than `given_on` where it was
    recorded late; the Office holds an answer from the day on which it was recorded."""

    number: int
    given_on: date
    recorded_on: date
    decided_on: date | None = None
    is_sent_back: bool = False

    def held(self, until: date) -> Span:
        return Span(self.recorded_on, self.decided_on or until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one assignment. Spans that still last end on the day of asking.

    `days_late`, `outcome`, `outcome_original` are the frozen columns of an answered or completed duty."""

    state: State
    assigned_on: date
    original_due_on: date | None
    due_on: date | None
    due_hour: time | None = None
    moves: tuple[DeadlineMove, ...] = ()
    suspensions: tuple[Span, ...] = ()
    returns: tuple[Span, ...] = ()
    closures: tuple[Span, ...] = ()  # in order; each ended by opening the duty again, perhaps on the same day
    rounds: tuple[Round, ...] = ()
    outcome: str = ""
    outcome_original: str = ""
    days_late: int | None = None
    confirmed_on: date | None = None
    cancelled_on: date | None = None
    is_excused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """The explanation. Days are calendar days; None where the question does not arise.

    `outcome` is measured against the deadline that binds, `outcome_original` against the first one; `basis`
    says which of them the province counts by (policy stat_basis)."""

    state: State
    assigned_on: date
    original_due_on: date | None
    due_on: date | None
    moves: tuple[DeadlineMove, ...]
    rounds: tuple[Round, ...]
    basis: Basis
    outcome: Timeliness | None
    outcome_original: Timeliness | None
    days_late: int | None  # negative: early; of an open duty: overdue so far
    days_late_original: int | None
    is_excused: bool
    done_on: date | None  # the day that is compared with the deadline
    answered_on: date | None
    recorded_on: date | None
    confirmed_on: date | None
    cancelled_on: date | None
    days_total: int
    days_suspended: int
    days_held: int
    days_returned: int
    closures: tuple[Span, ...]
    days_closed: int

    @property
    def days_with_agency(self) -> int:
        others = self.days_closed + self.days_suspended + self.days_held + self.days_returned
        return self.days_total - others

    @property
    def times_reopened(self) -> int:
        return len(self.closures)

    @property
    def reopened_on(self) -> date | None:
        """The last time."""
        return self.closures[-1].end if self.closures else None

    @property
    def counted(self) -> Timeliness | None:
        """The outcome that the province's numbers show."""
        return self.outcome_original if self.basis is Basis.ORIGINAL else self.outcome

    @property
    def counted_due_on(self) -> date | None:
        return self.original_due_on if self.basis is Basis.ORIGINAL else self.due_on

    @property
    def counted_days_late(self) -> int | None:
        return self.days_late_original if self.basis is Basis.ORIGINAL else self.days_late

    @property
    def times_moved(self) -> int:
        return len(self.moves)

    @property
    def times_extended(self) -> int:
        return sum(move.by is EventName.EXTENSION_GRANTED for move in self.moves)

    @property
    def times_sent_back(self) -> int:
        return sum(answer.is_sent_back for answer in self.rounds)

    @property
    def days_unrecorded(self) -> int:
        """For how long the answer that stands was not recorded."""
        if self.answered_on is None or self.recorded_on is None:
            return 0
        return (self.recorded_on - self.answered_on).days


def explain(facts: Facts, *, now: datetime, basis: Basis) -> Lateness:
    today = local_date(now)
    standing = next((answer for answer in reversed(facts.rounds) if not answer.is_sent_back), None)
    is_done = facts.state in (State.ANSWERED, State.COMPLETED)
    standing = standing if is_done else None
    done_on = _done_on(facts, standing) if is_done else None
    end = facts.confirmed_on or facts.cancelled_on or today
    whole = Span(facts.assigned_on, max(facts.assigned_on, end))
    closed = within(facts.closures, whole)
    suspended = without(within(facts.suspensions, whole), closed)
    held = without(within([answer.held(whole.end) for answer in facts.rounds], whole), [*closed, *suspended])
    returned = without(within(facts.returns, whole), [*closed, *suspended, *held])
    measured_by = done_on or today
    outcome, original = _outcomes(facts, now)
    return Lateness(
        state=facts.state,
        assigned_on=facts.assigned_on,
        original_due_on=facts.original_due_on,
        due_on=facts.due_on,
        moves=facts.moves,
        rounds=facts.rounds,
        basis=basis,
        outcome=outcome,
        outcome_original=original,
        days_late=_days(facts.due_on, measured_by, outcome),
        days_late_original=_days(facts.original_due_on, measured_by, original),
        is_excused=facts.is_excused,
        done_on=done_on,
        answered_on=standing.given_on if standing else None,
        recorded_on=standing.recorded_on if standing else None,
        confirmed_on=facts.confirmed_on,
        cancelled_on=facts.cancelled_on,
        days_total=whole.days,
        days_suspended=days_in(suspended),
        days_held=days_in(held),
        days_returned=days_in(returned),
        closures=facts.closures,
        days_closed=days_in(closed),
    )


def _done_on(facts: Facts, standing: Round | None) -> date | None:
    """The frozen columns know it: the day of the answer, of its document, or of the confirmation."""
    if facts.due_on is not None and facts.days_late is not None:
        return facts.due_on + timedelta(days=facts.days_late)
    return standing.given_on if standing else None


def _outcomes(facts: Facts, now: datetime) -> tuple[Timeliness | None, Timeliness | None]:
    """Against the deadline that binds and against the original one; None where no clock runs."""
    if facts.state in (State.ANSWERED, State.COMPLETED):
        return _frozen(facts.outcome), _frozen(facts.outcome_original)
    if facts.state in (State.SUSPENDED, State.CANCELLED, State.DRAFT):
        return None, None
    hour = facts.due_hour if facts.original_due_on == facts.due_on else None
    return _open(facts.due_on, facts.due_hour, now), _open(facts.original_due_on, hour, now)


def _frozen(code: str) -> Timeliness | None:
    return Timeliness(code) if code else None


def _open(due_on: date | None, due_hour: time | None, now: datetime) -> Timeliness:
    """Overdue or still in time: how soon it is due explains nothing."""
    return timeliness(due_on=due_on, due_hour=due_hour, now=now, due_soon_days=-1)


def _days(due_on: date | None, day: date, outcome: Timeliness | None) -> int | None:
    if due_on is None or outcome in (None, Timeliness.ON_TRACK):
        return None
    return (day - due_on).days
