"""The clock of a stored submission: its terms, its start, its pauses, read at the end of a day."""

from collections.abc import Iterable
from datetime import date

from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Submission, SubmissionStop
from nhacviec.rules.submission_clock import ClockReading, Pause, Terms, read_clock, start_of
from nhacviec.rules.submissions import Stop, SubmissionKind, terms_of
from nhacviec.rules.working_days import Calendar


def pauses_in(stops: Iterable[SubmissionStop]) -> list[Pause]:
    return [Pause(row.began_on, row.ended_on) for row in stops if row.stop == Stop.SUPPLEMENT]


def clock_of(
    submission: Submission,
    stops: Iterable[SubmissionStop],
    *,
    on: date,
    calendar: Calendar | None = None,
) -> ClockReading:
    """At the end of that day; of a closed one, of the day on which it was closed if that was earlier."""
    day = min(on, submission.closed_on) if submission.closed_on else on
    return read_clock(
        submission.terms,
        start_of(submission.arrived_on, submission.complete_on),
        pauses_in(stops),
        on=day,
        calendar=calendar or load_calendar(),
    )


def terms_on(kind: SubmissionKind, day: date) -> Terms:
    """As the policies of the day on which the clock starts say."""
    return terms_of(kind, policy_on(day))
