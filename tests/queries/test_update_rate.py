"""R6 against hand-made duties: who had to be updated in the period, and who was."""

from datetime import date, datetime, timedelta

import pytest

from nhacviec.actions import answers, progress, stopping
from nhacviec.actions.standings import follow
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.queries.update_rate import month_of, update_rate
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Closing, Duty
from nhacviec.rules.periods import PeriodScheme, Window
from nhacviec.rules.statistics import Rate, Reading
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.make import NOW, make_unit

JULY = Window(date(2018, 7, 1), date(2018, 7, 31))
LATER = NOW + timedelta(days=80)
MAY = datetime.fromisoformat("2018-05-10T09:00+07:00")


def at(typed: str) -> datetime:
    return datetime.fromisoformat(f"2018-{typed}+07:00")


def given(cast: Cast, when: datetime = MAY, **fields: object) -> Assignment:
    duty = cast.duty(due_on=date(2018, 12, 1), assigned_at=when, **fields)  # type: ignore[arg-type]
    follow([duty.pk], day=local_date(when))
    return Assignment.objects.select_related("task__document").get(pk=duty.pk)


def note(cast: Cast, duty: Assignment, when: datetime) -> None:
    progress.note_progress(actor=cast.acting("focal"), assignment=duty, text="Đang làm", percent=10, now=when)


def answer(cast: Cast, duty: Assignment, when: datetime, on: date | None = None) -> None:
    answers.answer(
        actor=cast.acting("focal"), assignment=duty, text="Xong", document_symbol="1/BC",
        document_date=on, answered_on=on, now=when,
    )  # fmt: skip


def r6(
    window: Window = JULY,
    day: date = date(2018, 9, 30),
    scope: Scope | None = None,
    *,
    reading: Reading = Reading.RECORDED,
    duty: Duty = Duty.LEAD,
) -> tuple[int, int]:
    """(updated, to update)."""
    moment = Moment(now=LATER, calendar=load_calendar(), due_soon_days=3)
    rate = update_rate(scope or Scope(), AsOf(day, moment, reading), window, duty=duty)
    assert rate.rule == "R6"
    return rate.numerator, rate.denominator


def test_only_notes_within_the_period_count_and_each_duty_once(cast: Cast) -> None:
    given(cast)
    noted = given(cast)
    for when in ("06-30T23:59", "07-01T00:01", "07-31T23:59"):
        note(cast, noted, at(when))
    for when in ("06-30T23:59", "08-01T00:01"):
        note(cast, given(cast), at(when))
    assert r6() == (1, 4)
    assert r6(Window(date(2018, 6, 1), date(2018, 6, 30))) == (2, 4)
    assert r6(Window(date(2018, 8, 1), date(2018, 8, 31))) == (1, 4)


def test_what_was_answered_in_the_period_was_updated_and_later_needs_nothing(cast: Cast) -> None:
    duty = given(cast)
    answer(cast, duty, at("07-01T08:00"))
    answers.confirm(actor=cast.acting("specialist"), assignment=duty, now=at("07-02T08:00"))
    assert r6() == (1, 1)
    assert r6(Window(date(2018, 6, 1), date(2018, 6, 30))) == (0, 1)
    assert r6(Window(date(2018, 7, 2), date(2018, 7, 31))) == (0, 0)


def test_a_duty_given_and_answered_on_one_day_was_to_be_updated_and_was(cast: Cast) -> None:
    answer(cast, given(cast, at("07-10T08:00")), at("07-10T16:00"))
    assert r6() == (1, 1)


def test_a_suspended_duty_is_unanswered_too(cast: Cast) -> None:
    duty, noted = given(cast), given(cast)
    for one in (duty, noted):
        stopping.suspend(
            actor=cast.acting("specialist"), assignment=one, decision_symbol="5/QĐ", reason="Chờ", now=NOW
        )
    note(cast, noted, at("08-10T08:00"))
    assert r6(Window(date(2018, 8, 1), date(2018, 8, 31))) == (1, 2)


def test_a_cancelled_duty_had_to_be_updated_until_then(cast: Cast) -> None:
    stopping.cancel(
        actor=cast.acting("specialist"), assignment=given(cast), closing=Closing.RECALLED, reason="x", now=NOW
    )
    assert r6() == (0, 1)
    assert r6(Window(date(2018, 8, 1), date(2018, 8, 31))) == (0, 0)


def test_the_period_ends_on_the_day_one_asks_for(cast: Cast) -> None:
    note(cast, given(cast), at("07-20T08:00"))
    given(cast, at("07-25T08:00"))
    assert r6(day=date(2018, 7, 19)) == (0, 1)
    assert r6(day=date(2018, 7, 20)) == (1, 1)
    assert r6(day=date(2018, 7, 31)) == (1, 2)
    assert r6(day=date(2018, 6, 30)) == (0, 0)


def test_what_was_reopened_belongs_only_to_the_periods_it_was_carried_into(cast: Cast) -> None:
    duty = given(cast)
    answer(cast, duty, at("06-10T08:00"))
    answers.confirm(actor=cast.acting("specialist"), assignment=duty, now=at("06-11T08:00"))
    stopping.reopen(actor=cast.acting("specialist"), assignment=duty, reason="Thiếu", now=at("07-05T08:00"))
    assert r6() == (0, 0)
    assert r6(Window(date(2018, 8, 1), date(2018, 8, 31))) == (0, 1)


def test_an_answer_recorded_late_counts_when_it_was_recorded(cast: Cast) -> None:
    answer(cast, given(cast), at("07-12T08:00"), on=date(2018, 7, 9))
    for reading in Reading:
        assert r6(reading=reading) == (1, 1)
        assert r6(day=date(2018, 7, 11), reading=reading) == (0, 1)


def test_of_one_agency_and_of_what_is_only_coordinated(cast: Cast) -> None:
    note(cast, given(cast), NOW)
    given(cast, unit=make_unit("Sở khác", parent=cast.committee))
    assert r6() == (1, 2)
    assert r6(scope=Scope("unit", cast.construction.pk, (cast.construction.pk,))) == (1, 1)
    assert r6(duty=Duty.COORDINATE) == (0, 0)


@pytest.mark.parametrize(
    ("day", "calendar", "nd09"),
    [
        (date(2018, 7, 14), (date(2018, 7, 1), date(2018, 7, 31)), (date(2018, 6, 15), date(2018, 7, 14))),
        (date(2018, 7, 15), (date(2018, 7, 1), date(2018, 7, 31)), (date(2018, 7, 15), date(2018, 8, 14))),
    ],
)
def test_without_a_period_the_report_month_that_holds_the_day_is_meant(
    day: date, calendar: tuple[date, date], nd09: tuple[date, date]
) -> None:
    assert month_of(day, PeriodScheme.CALENDAR) == Window(*calendar)
    assert month_of(day, PeriodScheme.ND09) == Window(*nd09)


def test_nothing_to_update_gives_no_rate(cast: Cast) -> None:
    moment = Moment(now=LATER, calendar=load_calendar(), due_soon_days=3)
    found = update_rate(Scope(), AsOf(JULY.last, moment), JULY)
    assert found == Rate("R6", 0, 0)
    assert found.percent is None
