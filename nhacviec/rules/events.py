"""Everything the system remembers as having happened. Pure.

Each change of state writes exactly one Event by one of these names, in the same transaction.
"""

from enum import StrEnum


class EventName(StrEnum):
    # assignments
    ISSUED = "issued"
    SEEN = "seen"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    HANDED_ON = "handed_on"
    TAKEN_BACK = "taken_back"
    PROGRESS_NOTED = "progress_noted"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    SENT_BACK = "sent_back"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_WITHDRAWN = "extension_withdrawn"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    OBJECTED = "objected"
    OBJECTION_UPHELD = "objection_upheld"
    OBJECTION_REJECTED = "objection_rejected"
    OBJECTION_WITHDRAWN = "objection_withdrawn"  # the late mark it was about is gone
    REASSIGNED = "reassigned"
    REISSUED = "reissued"
    WITHDRAWN = "withdrawn"
    DEADLINE_CHANGED = "deadline_changed"
    DEADLINE_RECOMPUTED = "deadline_recomputed"  # the calendar changed under it
    UNIT_ADDED = "unit_added"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    REMINDED = "reminded"
    URGED = "urged"  # a signed letter names it
    URGED_UNDONE = "urged_undone"  # that letter was withdrawn
    DELAY_EXPLAINED = "delay_explained"  # cause and new day, in answer to a letter
    # tasks
    DRAFTED = "drafted"
    CONTENT_CHANGED = "content_changed"
    MONITORS_CHANGED = "monitors_changed"
    INSTRUCTED = "instructed"
    PERIOD_CREATED = "period_created"
    SERIES_STOPPED = "series_stopped"
    DRAFT_CHANGED = "draft_changed"
    DRAFT_DELETED = "draft_deleted"
    GIVEN_DOWN = "given_down"  # to agencies, for the sake of a task from above
    LINKED_BELOW = "linked_below"  # what agencies have already is declared to carry it out
    UNLINKED_BELOW = "unlinked_below"
    # letters of urging
    URGING_PROPOSED = "urging_proposed"  # by the clock, so many at once
    URGING_DRAFTED = "urging_drafted"
    URGING_CHANGED = "urging_changed"
    URGING_DROPPED = "urging_dropped"  # a draft nobody sent
    URGING_SENT = "urging_sent"
    URGING_ANSWERED = "urging_answered"
    URGING_WITHDRAWN = "urging_withdrawn"
    # requests to coordinating units; each names its request in `after`, and is of the lead's duty
    COORDINATION_ASKED = "coordination_asked"
    COORDINATION_SEEN = "coordination_seen"
    COORDINATION_HANDED_ON = "coordination_handed_on"  # inside the unit that is asked
    COORDINATION_TAKEN_BACK = "coordination_taken_back"
    COORDINATION_REPLIED = "coordination_replied"
    COORDINATION_CONSENTED = "coordination_consented"  # by silence
    COORDINATION_WITHDRAWN = "coordination_withdrawn"
    COORDINATION_ENDED = "coordination_ended"  # the duty it served was done or cancelled
    COORDINATION_TIME_ASKED = "coordination_time_asked"
    COORDINATION_TIME_GRANTED = "coordination_time_granted"
    COORDINATION_TIME_REFUSED = "coordination_time_refused"
    COORDINATION_REMINDED = "coordination_reminded"  # by the clock
    COORDINATION_ESCALATED = "coordination_escalated"
    DELAY_REPORTED = "delay_reported"
    DELAY_ACCEPTED = "delay_accepted"
    DELAY_UNANSWERED = "delay_unanswered"  # nobody spoke in the time for it: it counts
    DELAY_DISPUTED = "delay_disputed"
    DELAY_UPHELD = "delay_upheld"
    DELAY_DISMISSED = "delay_dismissed"
    DELAY_REPORT_WITHDRAWN = "delay_report_withdrawn"
    # submissions to the Committee
    SUBMISSION_REGISTERED = "submission_registered"
    SUBMISSION_FORWARDED = "submission_forwarded"
    SUBMISSION_CONSULTED = "submission_consulted"
    SUBMISSION_FOR_DECISION = "submission_for_decision"
    SUPPLEMENT_ASKED = "supplement_asked"
    SUPPLEMENTED = "supplemented"
    SUBMISSION_ANSWERED = "submission_answered"
    SUBMISSION_RETURNED = "submission_returned"
    SUBMISSION_WITHDRAWN = "submission_withdrawn"
    SUBMISSION_MERGED = "submission_merged"
    SUBMISSION_REOPENED = "submission_reopened"
    SUBMISSION_NOTED = "submission_noted"
    SUBMISSION_CORRECTED = "submission_corrected"  # what was registered wrongly
    SUBMISSION_RECOUNTED = "submission_recounted"  # the calendar changed under it
    SUBMISSION_REMINDED = "submission_reminded"  # by the clock, to who has it
    SUPPLEMENT_REMINDED = "supplement_reminded"  # by the clock, to the agency
    SUBMISSION_ESCALATED = "submission_escalated"  # by the clock, to the leaders
    # what the Committee submits to those above it
    UPWARD_SENT = "upward_sent"
    UPWARD_ASKED_AGAIN = "upward_asked_again"
    UPWARD_OPINION = "upward_opinion"
    UPWARD_DECIDED = "upward_decided"
    UPWARD_RETURNED = "upward_returned"
    UPWARD_WITHDRAWN = "upward_withdrawn"
    UPWARD_HANDED_ON = "upward_handed_on"
    UPWARD_REOPENED = "upward_reopened"
    UPWARD_RECOUNTED = "upward_recounted"  # the calendar changed under it
    UPWARD_REMINDED = "upward_reminded"  # by the clock, to who follows it
    UPWARD_ESCALATED = "upward_escalated"  # by the clock, to the leaders
    # another office's list of tasks from above
    LIST_COMPARED = "list_compared"
    LIST_FOLLOWED = "list_followed"
    LIST_NOT_FOLLOWED = "list_not_followed"
    # documents
    DOCUMENT_REGISTERED = "document_registered"
    DOCUMENT_CHANGED = "document_changed"
    DOCUMENT_NEEDS_NO_TASK = "document_needs_no_task"
    FILE_ADDED = "file_added"
    FILE_REMOVED = "file_removed"
    # organisation, people, rules of the office
    UNIT_CREATED = "unit_created"
    UNIT_CHANGED = "unit_changed"
    UNIT_CLOSED = "unit_closed"
    PERSON_CREATED = "person_created"
    PERSON_CHANGED = "person_changed"
    PERSON_DEACTIVATED = "person_deactivated"
    PERSON_REACTIVATED = "person_reactivated"
    PASSWORD_RESET = "password_reset"
    PASSWORD_CHANGED = "password_changed"  # by the person himself
    API_TOKEN_CREATED = "api_token_created"
    API_TOKEN_REVOKED = "api_token_revoked"
    CALENDAR_FEED_CREATED = "calendar_feed_created"
    CALENDAR_FEED_REVOKED = "calendar_feed_revoked"
    PUSH_DEVICE_ADDED = "push_device_added"
    PUSH_DEVICE_REMOVED = "push_device_removed"
    POST_GIVEN = "post_given"
    POST_CHANGED = "post_changed"
    POST_ENDED = "post_ended"
    SUBSTITUTION_GIVEN = "substitution_given"
    SUBSTITUTION_ENDED = "substitution_ended"
    WORK_FIELD_CREATED = "work_field_created"
    WORK_FIELD_CHANGED = "work_field_changed"
    ORGANISATION_IMPORTED = "organisation_imported"
    CALENDAR_CHANGED = "calendar_changed"
    CALENDAR_IMPORTED = "calendar_imported"
    POLICY_CHANGED = "policy_changed"
    LADDER_CHANGED = "ladder_changed"
    GATEWAY_SET = "gateway_set"  # of a person or a unit; its address is in no event
    GATEWAY_REMOVED = "gateway_removed"
    WEBHOOK_CREATED = "webhook_created"
    WEBHOOK_CHANGED = "webhook_changed"  # what it is told, where, on or off, its secret
    WEBHOOK_REMOVED = "webhook_removed"
    EXPORTED = "exported"  # rows left the system in a file: which, how many, for whom
    VIEW_SHARED = "view_shared"
    VIEW_UNSHARED = "view_unshared"


# Routine lines that a timeline folds away by default.
ROUTINE: frozenset[EventName] = frozenset(
    {
        EventName.SEEN,
        EventName.MONITORS_CHANGED,
        EventName.FILE_ADDED,
        EventName.DRAFTED,
        EventName.DRAFT_CHANGED,
        EventName.COORDINATION_SEEN,
        EventName.COORDINATION_REMINDED,
    }
)

# Deeds after which a duty may be counted differently: its state, deadline, outcome, or who has it.
MOVES_STANDING: frozenset[EventName] = frozenset(
    {
        EventName.ISSUED,
        EventName.PERIOD_CREATED,
        EventName.UNIT_ADDED,
        EventName.RETURNED,
        EventName.HANDED_ON,
        EventName.TAKEN_BACK,
        EventName.ANSWERED,
        EventName.CONFIRMED,
        EventName.SENT_BACK,
        EventName.EXTENSION_GRANTED,
        EventName.OBJECTION_UPHELD,
        EventName.REASSIGNED,
        EventName.REISSUED,
        EventName.WITHDRAWN,
        EventName.DEADLINE_CHANGED,
        EventName.DEADLINE_RECOMPUTED,
        EventName.MONITORS_CHANGED,
        EventName.SUSPENDED,
        EventName.RESUMED,
        EventName.CANCELLED,
        EventName.REOPENED,
    }
)

# Deeds after which a duty is reminded of at another moment, or no more.
MOVES_REMINDER: frozenset[EventName] = (MOVES_STANDING - {EventName.MONITORS_CHANGED}) | {
    EventName.ACCEPTED,
    EventName.PROGRESS_NOTED,
    EventName.EXTENSION_ASKED,
    EventName.EXTENSION_WITHDRAWN,
    EventName.EXTENSION_REFUSED,
}

# Of the deeds that move a standing, what sets right a frozen outcome: it was so since the answer came in.
CORRECTS_OUTCOME: frozenset[EventName] = frozenset({EventName.OBJECTION_UPHELD, EventName.EXTENSION_GRANTED})
