"""Of each event: who is told, as news of which kind, and of whom something is asked by it.

The one table. Its words are explained in rules/notices; who stands behind one is found in notify/people;
whether he may read the row is asked of queries/access; nobody is told of what he did himself.
"""

from dataclasses import dataclass

from nhacviec.rules.events import EventName as E
from nhacviec.rules.notices import NoticeKind as K
from nhacviec.rules.notices import Who


@dataclass(frozen=True)
class Told:
    """`asks`: he is to do something, until one of SETTLED_BY happens to the assignment. `by_clock`: only if
    nobody did it, but the clock."""

    kind: K
    who: tuple[Who, ...]
    asks: bool = False
    by_clock: bool = False


def _tell(kind: K, *who: Who, asks: bool = False, by_clock: bool = False) -> Told:
    return Told(kind, who, asks, by_clock)


_DOERS = (Who.OFFICER, Who.FOCAL_OFFICER)
_AGENCY = (*_DOERS, Who.AGENCY_LEADER)
_MONITORS = (Who.SPECIALIST, Who.OFFICE_LEADER, Who.COMMITTEE_LEADER)
_RULERS = (Who.ADMINISTRATOR, Who.OFFICE_HEAD)
NOBODY: tuple[Told, ...] = ()
_GIVEN = (_tell(K.ASSIGNMENT, Who.FOCAL_OFFICER, asks=True), _tell(K.CHANGE, *_MONITORS))
_DECIDED = (_tell(K.DECISION, *_AGENCY), _tell(K.CHANGE, Who.SPECIALIST))
_STOPPED = (_tell(K.CHANGE, *_AGENCY, Who.SPECIALIST, Who.COORDINATOR),)
_NOT_NEEDED = (_tell(K.CHANGE, Who.ASKED_OFFICER, Who.ASKED_DESK),)
_SETTLED = (
    _tell(K.DECISION, Who.ASKED_DESK, Who.ASKED_LEADER, Who.ASKER, *_DOERS),
    _tell(K.CHANGE, Who.SPECIALIST),
)
_FROM_ABOVE = (_tell(K.DECISION, Who.HANDLER, Who.LEADER_IN_CHARGE, Who.DIVISION_HEAD),)
_SUBMISSION_ENDED = (_tell(K.DECISION, Who.SUBMITTER), _tell(K.CHANGE, Who.HANDLER))
_ASKING = (Who.ASKER, Who.FOCAL_OFFICER, Who.SPECIALIST)
_ABOVE = (Who.LEADER_IN_CHARGE, Who.OFFICE_HEAD, Who.COMMITTEE_HEAD)
_HOLDING = (Who.HANDLER, Who.DIVISION_HEAD, Who.SUBMITTER)
_FOLLOWING = (Who.HANDLER, Who.DIVISION_HEAD)
_OWN_DESK = (_tell(K.DESK, Who.ONESELF),)

TOLD: dict[E, tuple[Told, ...]] = {
    E.ISSUED: _GIVEN,
    E.PERIOD_CREATED: _GIVEN,
    E.UNIT_ADDED: (*_GIVEN, _tell(K.CHANGE, Who.LEAD, Who.COORDINATOR)),
    E.SEEN: NOBODY,
    E.ACCEPTED: (_tell(K.PROGRESS, Who.SPECIALIST), _tell(K.CHANGE, *_DOERS, by_clock=True)),
    E.RETURNED: (_tell(K.RETURN, Who.SPECIALIST, asks=True), _tell(K.CHANGE, Who.OFFICE_LEADER)),
    E.HANDED_ON: (_tell(K.ASSIGNMENT, Who.OFFICER, asks=True), _tell(K.CHANGE, Who.FORMER_OFFICER)),
    E.TAKEN_BACK: (_tell(K.CHANGE, Who.FORMER_OFFICER),),
    E.PROGRESS_NOTED: (_tell(K.PROGRESS, Who.SPECIALIST, Who.FOCAL_OFFICER),),
    E.ANSWERED: (
        _tell(K.ANSWER, Who.CONFIRMER, asks=True),
        _tell(K.CHANGE, Who.SPECIALIST, Who.FOCAL_OFFICER, Who.LEAD),
    ),
    E.CONFIRMED: (
        _tell(K.DECISION, *_DOERS),
        _tell(K.CHANGE, Who.AGENCY_LEADER),
        _tell(K.CHANGE, Who.SPECIALIST, by_clock=True),
    ),
    E.SENT_BACK: (_tell(K.RETURN, *_DOERS, asks=True), _tell(K.CHANGE, Who.AGENCY_LEADER, Who.SPECIALIST)),
    E.EXTENSION_ASKED: (_tell(K.ANSWER, Who.DECIDER, asks=True), _tell(K.CHANGE, Who.SPECIALIST)),
    E.EXTENSION_WITHDRAWN: (_tell(K.CHANGE, Who.DECIDER, Who.SPECIALIST),),
    E.EXTENSION_GRANTED: _DECIDED,
    E.EXTENSION_REFUSED: _DECIDED,
    E.OBJECTED: (_tell(K.ANSWER, Who.JUDGE, asks=True), _tell(K.CHANGE, Who.SPECIALIST)),
    E.OBJECTION_UPHELD: _DECIDED,
    E.OBJECTION_REJECTED: _DECIDED,
    E.OBJECTION_WITHDRAWN: (_tell(K.DECISION, *_DOERS),),
    E.REASSIGNED: (_tell(K.DECISION, *_DOERS), _tell(K.CHANGE, Who.SPECIALIST)),
    E.REISSUED: (_tell(K.ASSIGNMENT, *_DOERS, asks=True), _tell(K.CHANGE, Who.AGENCY_LEADER)),
    E.WITHDRAWN: (_tell(K.DECISION, *_DOERS), _tell(K.CHANGE, Who.SPECIALIST)),
    E.DEADLINE_CHANGED: (_tell(K.CHANGE, *_AGENCY, Who.SPECIALIST),),
    E.DEADLINE_RECOMPUTED: (_tell(K.CHANGE, *_DOERS, Who.SPECIALIST),),
    E.SUSPENDED: _STOPPED,
    E.RESUMED: _STOPPED,
    E.CANCELLED: _STOPPED,
    E.REOPENED: (_tell(K.RETURN, *_DOERS, asks=True), _tell(K.CHANGE, Who.AGENCY_LEADER, Who.SPECIALIST)),
    E.REMINDED: (_tell(K.ESCALATION, *_DOERS, asks=True), _tell(K.ESCALATION, Who.AGENCY_LEADER)),
    # Who answers for the agency is told of the letter, once; its officers of the duty in their hands.
    E.URGED: (_tell(K.ESCALATION, Who.OFFICER), _tell(K.PROGRESS, Who.SPECIALIST)),
    E.URGED_UNDONE: NOBODY,
    E.DELAY_EXPLAINED: (_tell(K.PROGRESS, Who.SPECIALIST),),
    E.URGING_PROPOSED: (_tell(K.ANSWER, Who.OFFICE_HEAD),),
    E.URGING_DRAFTED: NOBODY,
    E.URGING_CHANGED: NOBODY,
    E.URGING_DROPPED: NOBODY,
    E.URGING_SENT: (
        _tell(K.ESCALATION, Who.FOCAL_OFFICER, asks=True),
        _tell(K.ESCALATION, Who.AGENCY_LEADER),
    ),
    E.URGING_ANSWERED: (_tell(K.ANSWER, Who.SENDER),),
    E.URGING_WITHDRAWN: (_tell(K.DECISION, Who.FOCAL_OFFICER, Who.AGENCY_LEADER),),
    # The lead's people are told as those of the duty; those who are asked, as those of the unit named in it.
    E.COORDINATION_ASKED: (
        _tell(K.ASSIGNMENT, Who.ASKED_DESK, asks=True),
        _tell(K.PROGRESS, Who.FOCAL_OFFICER),
    ),
    E.COORDINATION_SEEN: NOBODY,
    E.COORDINATION_HANDED_ON: (
        _tell(K.ASSIGNMENT, Who.ASKED_OFFICER, asks=True),
        _tell(K.CHANGE, Who.FORMER_OFFICER),
    ),
    E.COORDINATION_TAKEN_BACK: (_tell(K.CHANGE, Who.FORMER_OFFICER),),
    E.COORDINATION_REPLIED: (_tell(K.ANSWER, Who.ASKER, *_DOERS), _tell(K.CHANGE, Who.ASKED_DESK)),
    E.COORDINATION_CONSENTED: (
        _tell(K.ANSWER, Who.ASKER, *_DOERS),
        _tell(K.DECISION, Who.ASKED_DESK, Who.ASKED_LEADER),
    ),
    E.COORDINATION_WITHDRAWN: _NOT_NEEDED,
    E.COORDINATION_ENDED: _NOT_NEEDED,
    E.COORDINATION_TIME_ASKED: (_tell(K.ANSWER, Who.ASKER, *_DOERS, asks=True),),
    E.COORDINATION_TIME_GRANTED: (_tell(K.DECISION, Who.ASKED_OFFICER, Who.ASKED_DESK),),
    E.COORDINATION_TIME_REFUSED: (_tell(K.DECISION, Who.ASKED_OFFICER, Who.ASKED_DESK),),
    # Of reminders and escalations only whom the step of the ladder names (ladder_events).
    E.COORDINATION_REMINDED: (_tell(K.REMINDER, Who.ASKED_OFFICER, Who.ASKED_DESK, *_ASKING),),
    E.COORDINATION_ESCALATED: (
        _tell(
            K.ESCALATION,
            Who.ASKED_LEADER,
            Who.ASKED_OFFICER,
            Who.ASKED_DESK,
            Who.OFFICE_LEADER,
            Who.COMMITTEE_LEADER,
        ),
        _tell(K.CHANGE, *_ASKING),
    ),
    E.DELAY_REPORTED: (
        _tell(K.ESCALATION, Who.ASKED_DESK, asks=True),
        _tell(K.ESCALATION, Who.ASKED_LEADER),
        _tell(K.PROGRESS, Who.SPECIALIST),
    ),
    E.DELAY_ACCEPTED: (_tell(K.DECISION, Who.ASKER, *_DOERS), _tell(K.PROGRESS, Who.SPECIALIST)),
    E.DELAY_UNANSWERED: (
        _tell(K.ESCALATION, Who.ASKED_DESK, Who.ASKED_LEADER),
        _tell(K.DECISION, Who.ASKER, *_DOERS),
        _tell(K.PROGRESS, Who.SPECIALIST),
    ),
    E.DELAY_DISPUTED: (
        _tell(K.ANSWER, Who.SPECIALIST, asks=True),
        _tell(K.CHANGE, Who.OFFICE_LEADER, Who.ASKER, *_DOERS),
    ),
    E.DELAY_UPHELD: _SETTLED,
    E.DELAY_DISMISSED: _SETTLED,
    E.DELAY_REPORT_WITHDRAWN: (_tell(K.DECISION, Who.ASKED_DESK, Who.ASKED_LEADER),),
    E.SUBMISSION_REGISTERED: (
        _tell(K.ASSIGNMENT, Who.COUNTER, asks=True),
        _tell(K.CHANGE, Who.SUBMITTER),
    ),
    E.SUBMISSION_FORWARDED: (_tell(K.ASSIGNMENT, Who.HANDLER, asks=True),),
    E.SUBMISSION_CONSULTED: NOBODY,
    E.SUBMISSION_FOR_DECISION: (_tell(K.ANSWER, Who.HANDLER, asks=True),),
    E.SUPPLEMENT_ASKED: (_tell(K.RETURN, Who.SUBMITTER, asks=True), _tell(K.CHANGE, Who.HANDLER)),
    E.SUPPLEMENTED: (_tell(K.CHANGE, Who.HANDLER, asks=True),),
    E.SUBMISSION_ANSWERED: _SUBMISSION_ENDED,
    E.SUBMISSION_RETURNED: _SUBMISSION_ENDED,
    E.SUBMISSION_WITHDRAWN: (_tell(K.CHANGE, Who.HANDLER),),
    E.SUBMISSION_MERGED: _SUBMISSION_ENDED,
    E.SUBMISSION_REOPENED: (_tell(K.ASSIGNMENT, Who.HANDLER, asks=True), _tell(K.CHANGE, Who.SUBMITTER)),
    E.SUBMISSION_NOTED: (_tell(K.INSTRUCTION, Who.HANDLER),),
    E.SUBMISSION_CORRECTED: (_tell(K.CHANGE, Who.HANDLER, Who.SUBMITTER),),
    E.SUBMISSION_RECOUNTED: NOBODY,
    E.SUBMISSION_REMINDED: (_tell(K.REMINDER, *_HOLDING),),
    E.SUPPLEMENT_REMINDED: (_tell(K.REMINDER, *_HOLDING),),
    E.SUBMISSION_ESCALATED: (_tell(K.ESCALATION, *_ABOVE, *_HOLDING),),
    E.UPWARD_SENT: (_tell(K.ASSIGNMENT, Who.HANDLER),),
    E.UPWARD_ASKED_AGAIN: NOBODY,
    E.UPWARD_OPINION: _FROM_ABOVE,
    E.UPWARD_DECIDED: _FROM_ABOVE,
    E.UPWARD_RETURNED: _FROM_ABOVE,
    E.UPWARD_WITHDRAWN: (_tell(K.CHANGE, Who.HANDLER),),
    E.UPWARD_HANDED_ON: (_tell(K.ASSIGNMENT, Who.HANDLER),),
    E.UPWARD_REOPENED: (_tell(K.CHANGE, Who.HANDLER),),
    E.UPWARD_RECOUNTED: NOBODY,
    E.UPWARD_REMINDED: (_tell(K.REMINDER, *_FOLLOWING),),
    E.UPWARD_ESCALATED: (_tell(K.ESCALATION, *_ABOVE, *_FOLLOWING),),
    E.LIST_COMPARED: NOBODY,
    E.LIST_FOLLOWED: NOBODY,  # what it changed is told by itself
    E.LIST_NOT_FOLLOWED: NOBODY,
    E.DRAFTED: NOBODY,
    E.CONTENT_CHANGED: (_tell(K.CHANGE, *_DOERS, Who.SPECIALIST),),
    E.MONITORS_CHANGED: (_tell(K.ASSIGNMENT, Who.NEW_MONITOR),),
    E.INSTRUCTED: (_tell(K.INSTRUCTION, *_AGENCY, Who.SPECIALIST, Who.OFFICE_LEADER),),
    E.SERIES_STOPPED: (_tell(K.CHANGE, Who.FOCAL_OFFICER, Who.SPECIALIST),),
    E.DRAFT_CHANGED: NOBODY,
    E.DRAFT_DELETED: NOBODY,
    **dict.fromkeys(
        (E.GIVEN_DOWN, E.LINKED_BELOW, E.UNLINKED_BELOW),
        (_tell(K.CHANGE, Who.SPECIALIST, Who.OFFICE_LEADER),),
    ),
    E.DOCUMENT_REGISTERED: NOBODY,
    E.DOCUMENT_CHANGED: NOBODY,
    E.DOCUMENT_NEEDS_NO_TASK: NOBODY,
    E.FILE_ADDED: NOBODY,
    E.FILE_REMOVED: NOBODY,
    E.UNIT_CREATED: NOBODY,
    E.UNIT_CHANGED: NOBODY,
    E.UNIT_CLOSED: (_tell(K.OFFICE, *_RULERS),),
    E.PERSON_CREATED: NOBODY,  # he cannot sign in yet; his password is handed to him
    E.PERSON_CHANGED: _OWN_DESK,
    E.PERSON_DEACTIVATED: NOBODY,
    E.PERSON_REACTIVATED: _OWN_DESK,
    E.PASSWORD_RESET: _OWN_DESK,
    E.PASSWORD_CHANGED: NOBODY,  # his own deed; the page of the account writes to him by itself
    E.API_TOKEN_CREATED: NOBODY,
    E.API_TOKEN_REVOKED: NOBODY,
    E.CALENDAR_FEED_CREATED: NOBODY,
    E.CALENDAR_FEED_REVOKED: NOBODY,
    E.PUSH_DEVICE_ADDED: NOBODY,
    E.PUSH_DEVICE_REMOVED: NOBODY,
    E.POST_GIVEN: _OWN_DESK,
    E.POST_CHANGED: _OWN_DESK,
    E.POST_ENDED: _OWN_DESK,
    E.SUBSTITUTION_GIVEN: _OWN_DESK,
    E.SUBSTITUTION_ENDED: _OWN_DESK,
    E.WORK_FIELD_CREATED: NOBODY,
    E.WORK_FIELD_CHANGED: NOBODY,
    E.ORGANISATION_IMPORTED: (_tell(K.OFFICE, Who.ADMINISTRATOR),),
    E.CALENDAR_CHANGED: (_tell(K.OFFICE, *_RULERS),),
    E.CALENDAR_IMPORTED: (_tell(K.OFFICE, *_RULERS),),
    E.POLICY_CHANGED: (_tell(K.OFFICE, *_RULERS),),
    E.LADDER_CHANGED: (_tell(K.OFFICE, *_RULERS),),
    E.GATEWAY_SET: NOBODY,
    E.GATEWAY_REMOVED: NOBODY,
    E.WEBHOOK_CREATED: (_tell(K.OFFICE, Who.ADMINISTRATOR),),
    E.WEBHOOK_CHANGED: (_tell(K.OFFICE, Who.ADMINISTRATOR),),
    E.WEBHOOK_REMOVED: (_tell(K.OFFICE, Who.ADMINISTRATOR),),
    E.EXPORTED: NOBODY,
    E.VIEW_SHARED: NOBODY,
    E.VIEW_UNSHARED: NOBODY,
}

# After these the duty is in other hands, or nobody's: whatever was asked about it before is over.
_HANDS_CHANGE = frozenset(
    {E.ANSWERED, E.RETURNED, E.REASSIGNED, E.REISSUED, E.WITHDRAWN, E.SUSPENDED, E.CANCELLED}
)
# Wherever a submission goes next, what was asked about it before is over.
_FILE_MOVES = frozenset(
    {
        E.SUBMISSION_FORWARDED, E.SUBMISSION_CONSULTED, E.SUBMISSION_FOR_DECISION, E.SUPPLEMENT_ASKED,
        E.SUPPLEMENTED, E.SUBMISSION_ANSWERED, E.SUBMISSION_RETURNED, E.SUBMISSION_WITHDRAWN,
        E.SUBMISSION_MERGED,
    }
)  # fmt: skip
_CONFIRMED = frozenset({E.CONFIRMED, E.SENT_BACK, E.REOPENED, E.CANCELLED, E.SUSPENDED, E.RETURNED})
_SPOKEN = frozenset(
    {
        E.COORDINATION_REPLIED,
        E.COORDINATION_CONSENTED,
        E.COORDINATION_WITHDRAWN,
        E.COORDINATION_ENDED,
    }
)
SETTLED_BY: dict[E, frozenset[E]] = {
    **dict.fromkeys(
        (E.ISSUED, E.PERIOD_CREATED, E.UNIT_ADDED, E.REISSUED),
        _HANDS_CHANGE | {E.ACCEPTED, E.HANDED_ON, E.PROGRESS_NOTED},
    ),
    E.RETURNED: frozenset({E.REASSIGNED, E.REISSUED, E.WITHDRAWN, E.CANCELLED}),
    E.HANDED_ON: _HANDS_CHANGE | {E.HANDED_ON, E.TAKEN_BACK, E.PROGRESS_NOTED},
    E.ANSWERED: _CONFIRMED,
    E.SENT_BACK: _HANDS_CHANGE,
    E.REOPENED: _HANDS_CHANGE,
    E.EXTENSION_ASKED: frozenset({E.EXTENSION_GRANTED, E.EXTENSION_REFUSED, E.EXTENSION_WITHDRAWN}),
    E.OBJECTED: frozenset({E.OBJECTION_UPHELD, E.OBJECTION_REJECTED, E.OBJECTION_WITHDRAWN}),
    E.URGING_SENT: frozenset({E.URGING_ANSWERED, E.URGING_WITHDRAWN}),
    E.COORDINATION_ASKED: _SPOKEN | {E.COORDINATION_HANDED_ON},
    E.COORDINATION_HANDED_ON: _SPOKEN | {E.COORDINATION_HANDED_ON, E.COORDINATION_TAKEN_BACK},
    E.COORDINATION_TIME_ASKED: _SPOKEN | {E.COORDINATION_TIME_GRANTED, E.COORDINATION_TIME_REFUSED},
    E.DELAY_REPORTED: frozenset(
        {E.DELAY_ACCEPTED, E.DELAY_DISPUTED, E.DELAY_UNANSWERED, E.DELAY_REPORT_WITHDRAWN}
    ),
    E.DELAY_DISPUTED: frozenset({E.DELAY_UPHELD, E.DELAY_DISMISSED, E.DELAY_REPORT_WITHDRAWN}),
    E.REMINDED: _HANDS_CHANGE | {E.PROGRESS_NOTED, E.EXTENSION_ASKED},
    **dict.fromkeys(
        (
            E.SUBMISSION_REGISTERED,
            E.SUBMISSION_FORWARDED,
            E.SUBMISSION_FOR_DECISION,
            E.SUPPLEMENT_ASKED,
            E.SUPPLEMENTED,
            E.SUBMISSION_REOPENED,
        ),
        _FILE_MOVES,
    ),
}
# "X asks for something until Y": read the other way round.
SETTLES: dict[E, frozenset[E]] = {
    name: frozenset(asked for asked, over in SETTLED_BY.items() if name in over) for name in E
}
