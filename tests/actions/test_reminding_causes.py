"""Everything the office is reminded of without having decided anything: who hears of it first, and when."""

from datetime import date, datetime, time

import pytest

from nhacviec.actions.extensions import ask_extension
from nhacviec.actions.periods import create_next_periods
from nhacviec.actions.reminder_plan import plan
from nhacviec.actions.reminding import remind
from nhacviec.notify.fold import fold
from nhacviec.notify.reminded import says, why
from nhacviec.records.models import Assignment, Reminder
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date
from tests.actions.test_periods import series
from tests.cast import Cast
from tests.make import NOW
from tests.moments import next_of

pytestmark = pytest.mark.django_db
AGENCY = {"dau_moi_sxd", "gd_sxd"}


def morning(day: date) -> datetime:
    return datetime.combine(day, time(7, 30), tzinfo=LOCAL_ZONE)


def first_told(duty: Assignment) -> tuple[str, date, set[str]]:
    """The step that comes first, its day, and who is told by it."""
    plan([duty.pk], now=NOW)
    moment = next_of(duty)
    assert moment is not None
    assert remind(now=moment) > 0
    told = Reminder.objects.filter(assignment=duty).select_related("person")
    (step,) = {reminder.step for reminder in told}
    return step, local_date(moment), {reminder.person.username for reminder in told}


def test_an_agency_that_has_not_accepted_after_two_working_days(cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED, due_on=date(2018, 9, 28))  # given on Wednesday
    assert first_told(duty) == ("accept", date(2018, 7, 13), AGENCY)


def test_an_answer_that_waits_for_the_office(cast: Cast) -> None:
    duty = cast.duty(state=State.ANSWERED, due_on=date(2018, 9, 28))
    assert first_told(duty) == ("confirm", date(2018, 7, 17), {"chuyen_vien"})


def test_a_request_for_time_that_nobody_decides(cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 9, 28))
    ask_extension(
        actor=cast.acting("focal"), assignment=duty, asked_due_on=date(2018, 10, 5), reason="Chờ", now=NOW
    )
    assert first_told(duty) == ("extension", date(2018, 7, 16), {"chuyen_vien", "chanh_vp"})


def test_a_month_without_a_word(cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 12, 28), officer=cast.officer)  # accepted on the 11th
    assert first_told(duty) == ("progress", date(2018, 8, 13), {"cv_sxd", "dau_moi_sxd"})


def test_a_duty_without_a_deadline_after_three_months(cast: Cast) -> None:
    duty = cast.duty(due_on=None)
    Assignment.objects.filter(pk=duty.pk).update(noted_at=morning(date(2018, 9, 20)))
    assert first_told(duty) == ("undated", date(2018, 10, 11), {*AGENCY, "chuyen_vien"})


def test_a_periodic_duty_before_its_period_ends(cast: Cast) -> None:
    """The third quarter ends on a Sunday; its report is due on the 5th of October."""
    series(cast, "ngày 05 tháng sau hằng quý")
    (quarter,) = create_next_periods(now=NOW)
    duty = Assignment.objects.get(task=quarter, unit=cast.construction)
    Assignment.objects.filter(pk=duty.pk).update(
        state=State.IN_PROGRESS, accepted_at=NOW, noted_at=morning(date(2018, 9, 20))
    )
    duty.refresh_from_db()
    assert (quarter.period_key, duty.due_on) == ("2018-Q3", date(2018, 10, 5))
    step, day, told = first_told(duty)
    assert (step, day, told) == ("period", date(2018, 9, 25), {"dau_moi_sxd"})
    reminder = Reminder.objects.get(assignment=duty)
    assert says(reminder) == "Kỳ báo cáo kết thúc ngày 30/09/2018"
    assert "Trước khi hết kỳ báo cáo 5 ngày" in why(reminder)[0]
    fold(now=morning(day))
    reminder.refresh_from_db()
    assert reminder.notice is not None and reminder.notice.data["groups"]["waiting"] >= 1


def test_a_month_due_inside_itself_is_reminded_of_by_its_deadline_only(cast: Cast) -> None:
    head = series(cast)  # the 25th of July
    duty = head.assignments.get(unit=cast.construction)
    Assignment.objects.filter(pk=duty.pk).update(state=State.IN_PROGRESS, accepted_at=NOW)
    duty.refresh_from_db()
    assert first_told(duty)[:2] == ("due-7", date(2018, 7, 18))
    for day in (22, 24, 25, 26, 30, 31):
        remind(now=morning(date(2018, 7, day)))
    assert not Reminder.objects.filter(cause="period").exists()
