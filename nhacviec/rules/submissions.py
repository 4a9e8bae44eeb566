"""The way of a submission (hồ sơ trình): its stops, its moves, how it ends. Pure.

    arrived ──forward──▶ appraisal ◀─▶ consultation ◀─▶ decision      (the Office holds it, the clock runs)
    any of these ──ask for supplement──▶ supplement ──handed in──▶ appraisal or arrived     (the agency)
    any open ──▶ answered by a document | returned | withdrawn | merged into another;  closed ──reopen──▶

The Office is the debtor: at every open stop somebody holds the file since a day. Who may make a move is in
submission_permissions, the days are in submission_clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from nhacviec.rules.modules import Module
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.submission_clock import CountMode, Terms


class Direction(StrEnum):
    """To whom it is submitted."""

    TO_COMMITTEE = "to_committee"  # an agency to the Committee (module 3)
    UPWARD = "upward"  # the Committee to those above it (module 2)


MODULE_OF: Mapping[Direction, Module] = {
    Direction.TO_COMMITTEE: Module.SUBMISSIONS,
    Direction.UPWARD: Module.SUPERIORS,
}


class SubmissionKind(StrEnum):
    """What it is about, as far as the limit depends on it."""

    GENERAL = "general"
    LEGAL = "legal"
    PLAN = "plan"
    PROJECT = "project"
    LAND = "land"
    FINANCE = "finance"
    PERSONNEL = "personnel"


class Stop(StrEnum):
    """Where it is: five open stops, four ends."""

    ARRIVED = "arrived"  # nobody of the Office has it yet
    APPRAISAL = "appraisal"  # a division, a specialist
    CONSULTATION = "consultation"  # units whose opinion is asked
    DECISION = "decision"  # a leader
    SUPPLEMENT = "supplement"  # the agency
    ANSWERED = "answered"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


RUNNING: frozenset[Stop] = frozenset({Stop.ARRIVED, Stop.APPRAISAL, Stop.CONSULTATION, Stop.DECISION})
OPEN_STOPS: frozenset[Stop] = RUNNING | {Stop.SUPPLEMENT}
ENDS: frozenset[Stop] = frozenset(Stop) - OPEN_STOPS


class SubmissionMove(StrEnum):
    FORWARD = "forward"
    CONSULT = "consult"
    ASK_DECISION = "ask_decision"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT = "supplement"
    ANSWER = "answer"
    RETURN = "return"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    REOPEN = "reopen"
    NOTE = "note"
    CORRECT = "correct"  # what was registered wrongly


@dataclass(frozen=True, slots=True)
class SubmissionStep:
    """From which stops, to which; None: it stays where it is, or where it came from."""

    sources: frozenset[Stop]
    target: Stop | None


SUBMISSION_STEPS: Mapping[SubmissionMove, SubmissionStep] = {
    SubmissionMove.FORWARD: SubmissionStep(RUNNING, Stop.APPRAISAL),
    SubmissionMove.CONSULT: SubmissionStep(RUNNING, Stop.CONSULTATION),
    SubmissionMove.ASK_DECISION: SubmissionStep(RUNNING, Stop.DECISION),
    SubmissionMove.ASK_SUPPLEMENT: SubmissionStep(RUNNING, Stop.SUPPLEMENT),
    SubmissionMove.SUPPLEMENT: SubmissionStep(frozenset({Stop.SUPPLEMENT}), None),
    SubmissionMove.ANSWER: SubmissionStep(OPEN_STOPS, Stop.ANSWERED),
    SubmissionMove.RETURN: SubmissionStep(OPEN_STOPS, Stop.RETURNED),
    SubmissionMove.WITHDRAW: SubmissionStep(OPEN_STOPS, Stop.WITHDRAWN),
    SubmissionMove.MERGE: SubmissionStep(OPEN_STOPS, Stop.MERGED),
    SubmissionMove.REOPEN: SubmissionStep(ENDS, None),
    SubmissionMove.NOTE: SubmissionStep(frozenset(Stop), None),
    SubmissionMove.CORRECT: SubmissionStep(OPEN_STOPS, None),
}


def moves_from(stop: Stop) -> list[SubmissionMove]:
    return [move for move, step in SUBMISSION_STEPS.items() if stop in step.sources]


def back_to(*, handled: bool) -> Stop:
    """Where it goes when it comes back to the Office: to who had it, if anybody had."""
    return Stop.APPRAISAL if handled else Stop.ARRIVED


def terms_of(kind: SubmissionKind, policies: PolicySet) -> Terms:
    """The limit of this kind by the policies of the day on which the clock starts (policy 21)."""
    own = None if kind is SubmissionKind.GENERAL else policies[f"submission_days_{kind}"]
    days = policies.submission_days if own is None else own
    return Terms(days, CountMode(policies.submission_count_mode), policies.submission_pause)


def limit_of_stop(stop: Stop, policies: PolicySet) -> int | None:
    """Working days a stop should take; None where no rule says so."""
    limits: Mapping[Stop, int | None] = {
        Stop.ARRIVED: policies.submission_forward_wd,
        Stop.APPRAISAL: policies.submission_appraisal_wd,
        Stop.CONSULTATION: policies.consult_wd,
        Stop.DECISION: policies.submission_decision_wd,
    }
    return limits.get(stop)


@dataclass(frozen=True, slots=True)
class Spread:
    """Of the days that many stops of one kind took. `count` 0: the others say nothing."""

    count: int = 0
    average: float = 0.0
    p90: int = 0


def spread(days: Iterable[int]) -> Spread:
    """Average and 90th percentile: the least number of days within which nine in ten were done (nearest
    rank, as percentile_disc in SQL)."""
    ordered: Sequence[int] = sorted(days)
    if not ordered:
        return Spread()
    return Spread(len(ordered), sum(ordered) / len(ordered), ordered[ceil(0.9 * len(ordered)) - 1])


class SubmissionNumber(StrEnum):
    """The numbers that are counted of submissions, as they stand in addresses."""

    OPEN = "dang-xu-ly"
    OVERDUE = "qua-han"  # with the Office, past the limit: no opinion, no answer
    IN_TIME = "trong-han"
    SUPPLEMENT = "cho-bo-sung"  # the agency has it, the clock stands still
    ANSWERED = "da-tra-loi"
    ANSWERED_IN_TIME = "tra-loi-trong-han"
    ANSWERED_LATE = "tra-loi-qua-han"
    ENDED_OTHERWISE = "ket-thuc-khac"  # returned, withdrawn, merged


OPEN_NUMBERS: tuple[SubmissionNumber, ...] = (
    SubmissionNumber.OPEN,
    SubmissionNumber.OVERDUE,
    SubmissionNumber.IN_TIME,
    SubmissionNumber.SUPPLEMENT,
)


@dataclass(frozen=True, slots=True)
class SubmissionCounts:
    """Of one day. `longest`: calendar days by which the oldest overdue one is past its limit."""

    open: int = 0
    overdue: int = 0
    supplement: int = 0
    answered_in_time: int = 0
    answered_late: int = 0
    ended_otherwise: int = 0
    longest: int = 0

    @property
    def in_time(self) -> int:
        return self.open - self.overdue - self.supplement

    @property
    def answered(self) -> int:
        return self.answered_in_time + self.answered_late

    def of(self, number: SubmissionNumber) -> int:
        return {
            SubmissionNumber.OPEN: self.open,
            SubmissionNumber.OVERDUE: self.overdue,
            SubmissionNumber.IN_TIME: self.in_time,
            SubmissionNumber.SUPPLEMENT: self.supplement,
            SubmissionNumber.ANSWERED: self.answered,
            SubmissionNumber.ANSWERED_IN_TIME: self.answered_in_time,
            SubmissionNumber.ANSWERED_LATE: self.answered_late,
            SubmissionNumber.ENDED_OTHERWISE: self.ended_otherwise,
        }[number]

    def __add__(self, other: "SubmissionCounts") -> "SubmissionCounts":
        return SubmissionCounts(
            self.open + other.open,
            self.overdue + other.overdue,
            self.supplement + other.supplement,
            self.answered_in_time + other.answered_in_time,
            self.answered_late + other.answered_late,
            self.ended_otherwise + other.ended_otherwise,
            max(self.longest, other.longest),
        )
