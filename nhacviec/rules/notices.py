"""What people are told, in kinds they can choose among, and by which channels. Pure.

The defaults are ours, not law: a person changes them for himself; the mandatory kinds nobody can silence.
"""

from collections.abc import Mapping
from enum import StrEnum

from nhacviec.rules.permissions import AGENCY_ROLES, Role


class NoticeKind(StrEnum):
    """What a person can say "tell me" or "not me" of."""

    ASSIGNMENT = "assignment"  # work has come to me, or to my unit
    RETURN = "return"  # what I gave or answered has come back
    ESCALATION = "escalation"  # somebody reminded by hand, or a step went up
    REMINDER = "reminder"  # the clock
    ANSWER = "answer"  # an answer or a request waits for me
    DECISION = "decision"  # what I asked for was decided
    CHANGE = "change"  # the duty itself changed
    INSTRUCTION = "instruction"  # a leader's word
    PROGRESS = "progress"
    DESK = "desk"  # posts, substitutions, my account
    OFFICE = "office"  # calendar, policies, organisation


MANDATORY: frozenset[NoticeKind] = frozenset(
    {NoticeKind.ASSIGNMENT, NoticeKind.RETURN, NoticeKind.ESCALATION}
)


class Who(StrEnum):
    """How somebody stands to what happened: the reason why he is told."""

    ONESELF = "oneself"  # it happened to him, or to his account
    OFFICER = "officer"  # the duty is handed to him; without an officer, everybody of its division
    FOCAL_OFFICER = "focal_officer"  # who receives for the unit
    AGENCY_LEADER = "agency_leader"
    NEW_MONITOR = "new_monitor"  # named to follow the task just now
    CONFIRMER = "confirmer"  # who confirms answers here (policy 16)
    DECIDER = "decider"  # who decides on extensions here (policy 14)
    JUDGE = "judge"  # who decides on objections
    SPECIALIST = "specialist"
    OFFICE_LEADER = "office_leader"
    COMMITTEE_LEADER = "committee_leader"
    LEAD = "lead"  # the units that lead the task of a coordinator
    COORDINATOR = "coordinator"  # those who coordinate a task that this unit leads
    FORMER_OFFICER = "former_officer"
    SENDER = "sender"  # who sent the letter that was answered
    ASKED_DESK = "asked_desk"  # who receives for the unit that a lead asks to coordinate
    ASKED_OFFICER = "asked_officer"  # to whom that unit has handed the request
    ASKED_LEADER = "asked_leader"
    ASKER = "asker"  # who sent that request
    COUNTER = "counter"  # clerks, who pass on what has arrived
    HANDLER = "handler"  # of the Office: who has the submission, or the leader it lies before
    DIVISION_HEAD = "division_head"  # of the division that has it
    LEADER_IN_CHARGE = "leader_in_charge"
    COMMITTEE_HEAD = "committee_head"  # the leader it lies before, if one of the Committee; else all of them
    SUBMITTER = "submitter"  # desk and leaders of the agency that submitted it
    ADMINISTRATOR = "administrator"
    OFFICE_HEAD = "office_head"  # every leader of the Office, monitor or not
    NOBODY_LEFT = "nobody_left"  # administrators, when something was asked and nobody could be told


class Channel(StrEnum):
    IN_APP = "in_app"
    EMAIL = "email"
    WEB_PUSH = "web_push"
    APPRISE = "apprise"  # a gateway of other people: never the content of a task
    WEBHOOK = "webhook"  # of the installation, not of a person


# What carries a person's notices out of the system; and what he chooses among for himself.
OUTSIDE: tuple[Channel, ...] = (Channel.EMAIL, Channel.WEB_PUSH, Channel.APPRISE)
PERSONAL: tuple[Channel, ...] = (Channel.IN_APP, Channel.EMAIL, Channel.WEB_PUSH)

_LEADERS = frozenset({Role.COMMITTEE_LEADER, Role.AGENCY_LEADER, Role.OFFICE_LEADER})
# Leaders get by mail, and on their phones, what needs them, not the hum of the office.
_QUIET_MAIL: Mapping[NoticeKind, frozenset[Role]] = {
    NoticeKind.ANSWER: frozenset({Role.COMMITTEE_LEADER, Role.OFFICE_LEADER}),
    NoticeKind.DECISION: _LEADERS,
    NoticeKind.CHANGE: _LEADERS,
    NoticeKind.PROGRESS: frozenset(Role),
    NoticeKind.OFFICE: frozenset(Role),
    NoticeKind.DESK: frozenset(),
}
_QUIET_IN_APP: Mapping[NoticeKind, frozenset[Role]] = {
    NoticeKind.PROGRESS: _LEADERS | AGENCY_ROLES,
}


# A gateway costs money and wakes people: it rings for what must be known and for what waits.
_BY_GATEWAY = MANDATORY | {NoticeKind.REMINDER, NoticeKind.ANSWER}


def is_on(kind: NoticeKind, channel: Channel, role: Role | None) -> bool:
    """Before anybody has chosen. `role`: in which he is told; None where no post is needed."""
    if channel is Channel.APPRISE:
        return kind in _BY_GATEWAY
    quiet = _QUIET_IN_APP if channel is Channel.IN_APP else _QUIET_MAIL
    return role is None or role not in quiet.get(kind, frozenset())


class DeliveryState(StrEnum):
    """Of one message outside the system."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # to be tried again
    GIVEN_UP = "given_up"
    UNCERTAIN = "uncertain"  # it may have been accepted before the answer was noted; tried again, same id
    DROPPED = "dropped"  # when its time came there was nothing left that he might read


TO_TRY: frozenset[DeliveryState] = frozenset(
    {DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.UNCERTAIN}
)
