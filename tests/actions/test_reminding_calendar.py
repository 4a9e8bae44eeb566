"""A day off entered on the screen: a minute later every reminder is planned by the new calendar."""

from datetime import date, datetime, time, timedelta

import pytest

from nhacviec.actions.reminder_plan import replan
from nhacviec.actions.reminding import remind
from nhacviec.records.models import Assignment, Reminder
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date
from tests.actions.test_calendar import FRIDAY, HOLIDAY, change, term
from tests.cast import Cast
from tests.make import NOW, TODAY

pytestmark = pytest.mark.django_db
MONTH_LATER = TODAY + timedelta(days=31)


def works(day: date) -> bool:
    return day.isoweekday() <= 5 and day != FRIDAY


def steps_of(duty: Assignment) -> set[tuple[str, date]]:
    """Seven, three and one day before and on the day, told no later than that; by hand."""
    found: dict[date, str] = {}
    for days in (7, 3, 1, 0):
        assert duty.due_on is not None
        day = duty.due_on - timedelta(days=days)
        while not works(day):
            day -= timedelta(days=1)
        found[day] = f"due-{days}"  # of two on one morning the later
    return {(step, day) for day, step in found.items() if TODAY <= day <= MONTH_LATER}


def test_a_new_day_off_is_planned_for_within_the_minute(cast: Cast) -> None:
    duties = [cast.duty(due_on=date(2018, 7, 16) + timedelta(days=number)) for number in range(14)]
    duties += [term(cast, "15 ngày làm việc"), term(cast, "20 ngày")]
    Assignment.objects.update(noted_at=NOW)  # of nothing but the deadline
    replan(now=NOW - timedelta(hours=2))
    remind(now=NOW)
    before = set(Reminder.objects.values_list("assignment", "step"))
    assert change(cast, FRIDAY, HOLIDAY) == 1
    replan(now=NOW + timedelta(minutes=1))
    moment = NOW + timedelta(minutes=2)
    while local_date(moment) <= MONTH_LATER:
        remind(now=moment)
        moment = datetime.combine(local_date(moment) + timedelta(days=1), time(7, 30), tzinfo=LOCAL_ZONE)
    for duty in Assignment.objects.filter(pk__in=[duty.pk for duty in duties]):
        told = Reminder.objects.filter(assignment=duty, cause="deadline", step__startswith="due-")
        days = {(reminder.step, local_date(reminder.made_at)) for reminder in told}
        assert all(works(day) for _, day in days)
        assert steps_of(duty) <= days, duty.due_on
        assert {step for step, _ in days} <= {step for step, _ in steps_of(duty)} | {
            step for pk, step in before if pk == duty.pk
        }
