"""Coordination (phối hợp): one unit asks another for its part or opinion, each request with its own clock.
Pure.

asked → seen → replied, or consented by silence where the request says so, or withdrawn, or ended with the
duty it serves. Late is no state: it follows from the days. A request for more time stands beside it, and so
does the report of a delay with its right of reply.

Numbers of days are a province's own (policies 22); tacit consent is seen in Quyết định 159/QĐ-UBND of 2010 of
Bình Định for one kind of procedure and is no general law.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nhacviec.rules.deadlines import Deadline, TermUnit, due_from_days
from nhacviec.rules.working_days import Calendar

MOST_UNITS = 30  # asked by one form


class CoordinationState(StrEnum):
    ASKED = "asked"
    SEEN = "seen"
    REPLIED = "replied"
    CONSENTED = "consented"  # by silence, as the request had said
    WITHDRAWN = "withdrawn"
    ENDED = "ended"  # the duty it served was done or cancelled first


AWAITED: frozenset[CoordinationState] = frozenset({CoordinationState.ASKED, CoordinationState.SEEN})


class ReplyKind(StrEnum):
    AGREE = "agree"
    COMMENTS = "comments"  # agrees, with comments
    DISAGREE = "disagree"


class Standing(StrEnum):
    """How a request counts on a day; each stands in exactly one."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"
    TACIT = "tacit"
    DROPPED = "dropped"  # withdrawn or ended: nobody is judged by it


class DelayState(StrEnum):
    """Of the report that a unit coordinates late."""

    REPORTED = "reported"  # the unit may reply, until its day
    ACCEPTED = "accepted"  # the unit agrees
    UNANSWERED = "unanswered"  # it said nothing in its time
    DISPUTED = "disputed"  # the Office decides
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


# Only these put days to the unit's account.
COUNTS: frozenset[DelayState] = frozenset({DelayState.ACCEPTED, DelayState.UNANSWERED, DelayState.UPHELD})
UNSETTLED: frozenset[DelayState] = frozenset({DelayState.REPORTED, DelayState.DISPUTED})


class CoordinationStep(StrEnum):
    """What people do with a request; who may is said in rules/permissions."""

    ASK = "ask"
    WITHDRAW = "withdraw"
    REPLY = "reply"
    HAND_ON = "hand_on"  # inside the unit that is asked
    TAKE_BACK = "take_back"
    ASK_TIME = "ask_time"
    GRANT_TIME = "grant_time"
    REFUSE_TIME = "refuse_time"
    REPORT_DELAY = "report_delay"
    WITHDRAW_REPORT = "withdraw_report"
    ACCEPT_DELAY = "accept_delay"
    DISPUTE_DELAY = "dispute_delay"
    UPHOLD_DELAY = "uphold_delay"
    DISMISS_DELAY = "dismiss_delay"


_STEP = CoordinationStep
BY_THE_LEAD = frozenset({_STEP.ASK, _STEP.WITHDRAW, _STEP.GRANT_TIME, _STEP.REFUSE_TIME})
ABOUT_DELAY = frozenset(
    {_STEP.REPORT_DELAY, _STEP.WITHDRAW_REPORT}
)  # the lead's too, by who speaks for the unit
BY_WHO_WORKS = frozenset({_STEP.REPLY, _STEP.ASK_TIME})  # the desk of the unit, or to whom it was handed
BY_THE_ASKED = BY_WHO_WORKS | frozenset(
    {_STEP.HAND_ON, _STEP.TAKE_BACK, _STEP.ACCEPT_DELAY, _STEP.DISPUTE_DELAY}
)
BY_THE_OFFICE = frozenset({_STEP.UPHOLD_DELAY, _STEP.DISMISS_DELAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides which steps are open. `delay` None: nothing was reported; `ended_on`: it waits no more."""

    state: CoordinationState
    due_on: date
    is_tacit: bool = False
    ended_on: date | None = None
    asks_time: bool = False
    is_handed: bool = False
    delay: DelayState | None = None

    @property
    def is_awaited(self) -> bool:
        return self.state in AWAITED


def open_steps(situation: Situation, *, today: date) -> frozenset[CoordinationStep]:
    """Every step that starts from here, whoever may take it."""
    found: set[CoordinationStep] = set()
    if situation.is_awaited:
        found |= {CoordinationStep.REPLY, CoordinationStep.WITHDRAW, CoordinationStep.HAND_ON}
        if situation.is_handed:
            found.add(CoordinationStep.TAKE_BACK)
        if situation.asks_time:
            found |= {CoordinationStep.GRANT_TIME, CoordinationStep.REFUSE_TIME}
        else:
            found.add(CoordinationStep.ASK_TIME)
    if situation.delay is None and may_be_reported(situation, today=today):
        found.add(CoordinationStep.REPORT_DELAY)
    if situation.delay is DelayState.REPORTED:
        found |= {CoordinationStep.ACCEPT_DELAY, CoordinationStep.DISPUTE_DELAY}
    if situation.delay is DelayState.DISPUTED:
        found |= {CoordinationStep.UPHOLD_DELAY, CoordinationStep.DISMISS_DELAY}
    if situation.delay in UNSETTLED:
        found.add(CoordinationStep.WITHDRAW_REPORT)
    return frozenset(found)


def may_be_reported(situation: Situation, *, today: date) -> bool:
    """It is late now, or the reply came late. Nobody is blamed where silence is consent, or was withdrawn."""
    if situation.state is CoordinationState.REPLIED:
        return days_late(situation.due_on, situation.ended_on or today) > 0
    return situation.is_awaited and not situation.is_tacit and today > situation.due_on


def days_late(due_on: date, on: date) -> int:
    """Calendar days after the due day, as everywhere; 0 on it and before."""
    return max(0, (on - due_on).days)


def standing(situation: Situation, *, today: date) -> Standing:
    match situation.state:
        case CoordinationState.CONSENTED:
            return Standing.TACIT
        case CoordinationState.WITHDRAWN | CoordinationState.ENDED:
            return Standing.DROPPED
        case CoordinationState.REPLIED:
            late = days_late(situation.due_on, situation.ended_on or today)
            return Standing.LATE if late else Standing.IN_TIME
        case _:
            return Standing.OVERDUE if today > situation.due_on else Standing.WAITING


def reply_term(*, asked_on: date, working_days: int, calendar: Calendar) -> Deadline:
    """Until when a reply is due where the request names no day: with its reckoning, day by day."""
    return due_from_days(start=asked_on, days=working_days, unit=TermUnit.WORKING, calendar=calendar)


def silent_until(*, due_on: date, refused_on: date | None, calendar: Calendar) -> date:
    """The last day on which silence is not yet consent: the deadline. Who asked for time and was refused has
    at least the next working day."""
    if refused_on is None:
        return due_on
    return max(due_on, calendar.add_working(refused_on, 1))
