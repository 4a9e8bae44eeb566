"""What the Committee (or its party committee) submits to those above it: its way, who may take which step,
what is counted. Pure.

    sent ──asked again──▶ sent ──opinion──▶ opinion ──decision──▶ answered
    from either: decision or last opinion ──▶ answered | given back | taken back;  closed ──reopen──▶

Those above are the debtor and nobody can order them: the clock says how long an opinion has been awaited,
from the day it was sent to the day it came. The limit is the province's own (policy upward_days, no law).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nhacviec.rules.permissions import Actor, Relation, Role
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.submission_clock import Terms
from nhacviec.rules.submission_permissions import Held, submission_relations


class UpwardStop(StrEnum):
    SENT = "sent"  # an opinion is awaited
    OPINION = "opinion"  # it has come; the document that decides has not
    ANSWERED = "answered"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


UPWARD_OPEN: frozenset[UpwardStop] = frozenset({UpwardStop.SENT, UpwardStop.OPINION})
UPWARD_ENDS: frozenset[UpwardStop] = frozenset(UpwardStop) - UPWARD_OPEN


class UpwardMove(StrEnum):
    ASK_AGAIN = "ask_again"
    OPINION = "opinion"
    DECISION = "decision"
    RETURN = "return"
    WITHDRAW = "withdraw"
    HAND_ON = "hand_on"
    REOPEN = "reopen"
    NOTE = "note"


# From which stops; where it leads depends on what was said (actions/upward.py).
UPWARD_STEPS: Mapping[UpwardMove, frozenset[UpwardStop]] = {
    UpwardMove.ASK_AGAIN: UPWARD_OPEN,
    UpwardMove.OPINION: frozenset({UpwardStop.SENT}),
    UpwardMove.DECISION: UPWARD_OPEN,
    UpwardMove.RETURN: UPWARD_OPEN,
    UpwardMove.WITHDRAW: UPWARD_OPEN,
    UpwardMove.HAND_ON: UPWARD_OPEN,
    UpwardMove.REOPEN: UPWARD_ENDS,
    UpwardMove.NOTE: frozenset(UpwardStop),
}

ANY, HANDED = Relation.ANY, Relation.HANDED
_DESK: Mapping[Role, Relation] = {
    Role.OFFICE_SPECIALIST: HANDED,
    Role.DIVISION_HEAD: ANY,
    Role.OFFICE_LEADER: ANY,
}
_COUNTER: Mapping[Role, Relation] = {**_DESK, Role.RECORDS_CLERK: ANY}
UPWARD_MAY: Mapping[UpwardMove, Mapping[Role, Relation]] = {
    UpwardMove.ASK_AGAIN: _COUNTER,
    UpwardMove.OPINION: _COUNTER,
    UpwardMove.DECISION: _COUNTER,
    UpwardMove.RETURN: _COUNTER,
    UpwardMove.WITHDRAW: _DESK,
    UpwardMove.HAND_ON: {Role.DIVISION_HEAD: ANY, Role.OFFICE_LEADER: ANY},
    UpwardMove.REOPEN: {Role.DIVISION_HEAD: ANY, Role.OFFICE_LEADER: ANY},
    UpwardMove.NOTE: {**_COUNTER, Role.COMMITTEE_LEADER: ANY},
}


def upward_moves(actor: Actor, stop: UpwardStop, held: Held) -> list[UpwardMove]:
    """What he may do with it where it is now, in the order of the table. `held.unit_id` is the Committee: it
    is nobody's own."""
    related = submission_relations(actor, held)
    return [
        m
        for m, sources in UPWARD_STEPS.items()
        if stop in sources and UPWARD_MAY[m].get(actor.role) in related
    ]


def upward_terms(policies: PolicySet) -> Terms:
    """By the policies of the day on which it is sent."""
    return Terms(policies.upward_days)


class UpwardNumber(StrEnum):
    """The numbers that are counted, as they stand in addresses."""

    OPEN = "dang-cho"
    OVERDUE = "qua-han"  # no opinion, past the limit
    IN_TIME = "trong-han"
    ASKED_AGAIN = "da-hoi-lai"  # no opinion, asked about once more; also among those in time or late
    OPINION = "cho-van-ban"  # an opinion, no document yet
    ANSWERED = "da-co-y-kien"
    ANSWERED_IN_TIME = "co-y-kien-trong-han"
    ANSWERED_LATE = "co-y-kien-qua-han"
    ENDED_OTHERWISE = "ket-thuc-khac"  # given back, taken back


@dataclass(frozen=True, slots=True)
class UpwardCounts:
    """Of one day. `longest`: days past its limit of what has waited longest."""

    overdue: int = 0
    in_time: int = 0
    opinion: int = 0
    answered_in_time: int = 0
    answered_late: int = 0
    ended_otherwise: int = 0
    asked_again: int = 0
    longest: int = 0

    def of(self, number: UpwardNumber) -> int:
        return {
            UpwardNumber.OPEN: self.overdue + self.in_time + self.opinion,
            UpwardNumber.OVERDUE: self.overdue,
            UpwardNumber.IN_TIME: self.in_time,
            UpwardNumber.ASKED_AGAIN: self.asked_again,
            UpwardNumber.OPINION: self.opinion,
            UpwardNumber.ANSWERED: self.answered_in_time + self.answered_late,
            UpwardNumber.ANSWERED_IN_TIME: self.answered_in_time,
            UpwardNumber.ANSWERED_LATE: self.answered_late,
            UpwardNumber.ENDED_OTHERWISE: self.ended_otherwise,
        }[number]

    def __add__(self, other: "UpwardCounts") -> "UpwardCounts":
        return UpwardCounts(
            self.overdue + other.overdue,
            self.in_time + other.in_time,
            self.opinion + other.opinion,
            self.answered_in_time + other.answered_in_time,
            self.answered_late + other.answered_late,
            self.ended_otherwise + other.ended_otherwise,
            self.asked_again + other.asked_again,
            max(self.longest, other.longest),
        )
