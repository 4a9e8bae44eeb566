"""Due days of submissions follow the calendar: at once where they are few, else portion by portion, once."""

from typing import Any

import pytest

from nhacviec.actions import submission_recount
from nhacviec.actions.calendar import import_year
from nhacviec.actions.calendar_moves import catch_up
from nhacviec.actions.submission_recount import carry_on_recounting, recount
from nhacviec.records.models import CalendarDay, Event, Submission, SubmissionRecount
from nhacviec.rules.calendar_edits import SpecialDay
from nhacviec.rules.events import EventName
from nhacviec.rules.working_days import DayKind
from tests.cast import Cast
from tests.submitting import answered, at, day, forwarded, read, submitted

pytestmark = pytest.mark.django_db


def running(cast: Cast, count: int) -> list[Submission]:
    """Due on day 21, a Monday."""
    return [forwarded(cast, submitted(cast), on=day(1)) for _ in range(count)]


def holiday() -> None:
    CalendarDay.objects.create(date=day(21), kind="holiday", name="Nghỉ")


def told() -> int:
    return Event.objects.filter(name=EventName.SUBMISSION_RECOUNTED).count()


def test_few_move_at_once(cast: Cast) -> None:
    rows = running(cast, 3)
    holiday()
    assert recount(now=at(day(8))) == 3 == told()
    assert {read(row).due_on for row in rows} == {day(22)}
    assert not SubmissionRecount.objects.exists()


def test_many_are_left_to_the_worker_and_a_pass_cut_off_goes_on(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(submission_recount, "AT_ONCE", 2)
    rows = running(cast, 5)
    holiday()
    assert recount(now=at(day(8))) == 0 == told()
    follow, taken = submission_recount.follow, []

    def dies(submission: Submission, **given: Any) -> None:
        taken.append(submission.pk)
        if len(taken) == 4:
            raise RuntimeError("killed")
        follow(submission, **given)

    monkeypatch.setattr(submission_recount, "follow", dies)
    with pytest.raises(RuntimeError):
        carry_on_recounting(now=at(day(8)))
    run = SubmissionRecount.objects.get()
    assert (run.reached, run.moved, told()) == (rows[1].pk, 2, 2)
    answered(cast, rows[3], on=day(8))  # somebody was quicker
    monkeypatch.setattr(submission_recount, "follow", follow)
    assert carry_on_recounting(now=at(day(8))) == 2
    assert [read(row).due_on for row in rows] == [day(22), day(22), day(22), None, day(22)]
    assert told() == 4
    assert carry_on_recounting(now=at(day(8))) == 0
    assert SubmissionRecount.objects.get().done_at is not None


def test_a_change_of_the_calendar_answers_at_once_and_the_worker_follows(
    cast: Cast, monkeypatch: Any
) -> None:
    monkeypatch.setattr(submission_recount, "AT_ONCE", 2)
    rows = running(cast, 3)
    off = {day(21): SpecialDay(DayKind.HOLIDAY, "Nghỉ")}
    import_year(actor=None, year=2018, changes=off, fingerprint=None, now=at(day(8)))
    assert {read(row).due_on for row in rows} == {day(21)}
    catch_up(now=at(day(8)))
    assert {read(row).due_on for row in rows} == {day(22)}
    assert told() == 3
