"""What another system may be told of, in kinds an administrator chooses among; and how a message is signed.

A webhook reads as the system, not as a person: it is told that something happened to a duty, a submission (to
the Committee or upward) or a request to coordinate, with codes, states and days, and never what anybody
wrote. Signed as Standard Webhooks says (1.0.0, https://www.standardwebhooks.com): HMAC-SHA256 over
"id.timestamp.body". Pure.
"""

import base64
import hmac
from enum import StrEnum

from nhacviec.rules.events import EventName as E

SECRET_PREFIX = "whsec_"
SECRET_BYTES = 32


class Topic(StrEnum):
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    PROGRESS = "progress"
    ANSWERED = "answered"
    DECIDED = "decided"
    DEADLINE = "deadline"
    STOPPED = "stopped"
    URGED = "urged"
    UPWARD = "upward"
    SUBMISSION = "submission"
    COORDINATION = "coordination"


TOPICS: dict[Topic, frozenset[E]] = {
    Topic.ASSIGNED: frozenset({E.ISSUED, E.PERIOD_CREATED, E.UNIT_ADDED, E.REISSUED}),
    Topic.ACCEPTED: frozenset({E.ACCEPTED}),
    Topic.RETURNED: frozenset({E.RETURNED}),
    Topic.PROGRESS: frozenset({E.HANDED_ON, E.TAKEN_BACK, E.PROGRESS_NOTED}),
    Topic.ANSWERED: frozenset({E.ANSWERED}),
    Topic.DECIDED: frozenset(
        {E.CONFIRMED, E.SENT_BACK, E.REOPENED, E.OBJECTED, E.OBJECTION_UPHELD, E.OBJECTION_REJECTED}
    ),
    Topic.DEADLINE: frozenset(
        {
            E.EXTENSION_ASKED,
            E.EXTENSION_WITHDRAWN,
            E.EXTENSION_GRANTED,
            E.EXTENSION_REFUSED,
            E.DEADLINE_CHANGED,
            E.DEADLINE_RECOMPUTED,
        }
    ),
    Topic.STOPPED: frozenset({E.SUSPENDED, E.RESUMED, E.CANCELLED, E.WITHDRAWN, E.REASSIGNED}),
    Topic.URGED: frozenset({E.REMINDED, E.URGED}),
    # Of these not the notes that the Office writes to itself, nor what the clock reminds of.
    Topic.UPWARD: frozenset(
        {
            E.UPWARD_SENT,
            E.UPWARD_ASKED_AGAIN,
            E.UPWARD_OPINION,
            E.UPWARD_DECIDED,
            E.UPWARD_RETURNED,
            E.UPWARD_WITHDRAWN,
            E.UPWARD_HANDED_ON,
            E.UPWARD_REOPENED,
            E.UPWARD_RECOUNTED,
        }
    ),
    Topic.SUBMISSION: frozenset(
        {
            E.SUBMISSION_REGISTERED,
            E.SUBMISSION_FORWARDED,
            E.SUBMISSION_CONSULTED,
            E.SUBMISSION_FOR_DECISION,
            E.SUPPLEMENT_ASKED,
            E.SUPPLEMENTED,
            E.SUBMISSION_ANSWERED,
            E.SUBMISSION_RETURNED,
            E.SUBMISSION_WITHDRAWN,
            E.SUBMISSION_MERGED,
            E.SUBMISSION_REOPENED,
            E.SUBMISSION_CORRECTED,
            E.SUBMISSION_RECOUNTED,
        }
    ),
    Topic.COORDINATION: frozenset(
        {
            E.COORDINATION_ASKED,
            E.COORDINATION_SEEN,
            E.COORDINATION_REPLIED,
            E.COORDINATION_CONSENTED,
            E.COORDINATION_WITHDRAWN,
            E.COORDINATION_ENDED,
            E.COORDINATION_TIME_ASKED,
            E.COORDINATION_TIME_GRANTED,
            E.COORDINATION_TIME_REFUSED,
            E.DELAY_REPORTED,
            E.DELAY_ACCEPTED,
            E.DELAY_UNANSWERED,
            E.DELAY_DISPUTED,
            E.DELAY_UPHELD,
            E.DELAY_DISMISSED,
            E.DELAY_REPORT_WITHDRAWN,
        }
    ),
}
TOPIC_OF: dict[str, Topic] = {name.value: topic for topic, names in TOPICS.items() for name in names}


def written_secret(secret: bytes) -> str:
    """As it is shown and typed into the receiver."""
    return SECRET_PREFIX + base64.b64encode(secret).decode()


def headers_of(body: bytes, *, message_id: str, moment: int, secret: str) -> dict[str, str]:
    """The three headers of a message sent at `moment` (seconds since 1970). ValueError for no secret."""
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except ValueError as error:
        raise ValueError("not a secret") from error
    signed = f"{message_id}.{moment}.".encode() + body
    signature = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{signature}",
    }
