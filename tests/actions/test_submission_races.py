"""Two people, or two workers, at one submission in the same second."""

from typing import Any

import pytest

from nhacviec.actions import submission_ends as ends
from nhacviec.actions.submission_reminders import remind_submissions
from nhacviec.records.models import Event, Submission, SubmissionStanding
from nhacviec.rules.events import EventName
from tests.cast import Cast
from tests.submitting import answered, at, day, forwarded, handed_back, read, submitted
from tests.threads import at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 4


def test_of_many_moves_one_is_made() -> None:
    cast = Cast()
    row = forwarded(cast, submitted(cast), on=day(1))
    a, b, c, d = (read(row) for _ in range(THREADS))
    deeds: list[Any] = [
        lambda: answered(cast, a, on=day(2)),
        lambda: handed_back(cast, b, on=day(2)),
        lambda: forwarded(cast, c, on=day(2), officer=""),  # to the division: it lies with the officer now
        lambda: ends.withdraw(actor=cast.acting("focal"), submission=d, reason="x", now=at(day(2))),
    ]
    lost = errors_in(at_once(*deeds))
    assert [getattr(error, "code", error) for error in lost] == ["submission_stale"] * (THREADS - 1)
    assert row.stops.count() == 3 and row.stops.filter(ended_on=None).count() <= 1
    assert SubmissionStanding.objects.filter(submission=row, to_day=None).count() == 1


def test_one_number_is_entered_once() -> None:
    cast = Cast()
    lost = errors_in(at_once(*[lambda: submitted(cast, symbol="5/TTr-SXD")] * THREADS))
    assert [getattr(error, "code", error) for error in lost] == ["submission_number_taken"] * (THREADS - 1)
    assert Submission.objects.count() == Event.objects.count() == 1


def test_two_merged_into_each_other_leave_one_open() -> None:
    cast = Cast()
    one, other = submitted(cast), submitted(cast)

    def merge(row: Submission, into: Submission) -> None:
        ends.merge(actor=cast.acting("head"), submission=row, into=into, reason="Cùng việc", now=at(day(1)))

    lost = errors_in(at_once(lambda: merge(read(one), read(other)), lambda: merge(read(other), read(one))))
    assert [getattr(error, "code", error) for error in lost] == ["submission_merge_not_open"]
    assert sorted([read(one).is_open, read(other).is_open]) == [False, True]


def test_a_step_of_the_clock_is_taken_by_one_worker() -> None:
    cast = Cast()
    rows = [forwarded(cast, submitted(cast), on=day(1)) for _ in range(6)]
    taken = at_once(*[lambda: remind_submissions(now=at(day(22), 10))] * THREADS)
    assert sum(taken) == len(rows), taken
    assert Event.objects.filter(name=EventName.SUBMISSION_REMINDED).count() == len(rows)
