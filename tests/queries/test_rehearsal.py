"""A rehearsal says what the clock would do, and does nothing itself."""

import json
from collections import Counter
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from nhacviec.actions.reminder_plan import replan
from nhacviec.actions.reminding import remind
from nhacviec.queries.rehearsal import rehearse
from nhacviec.records.models import Assignment, CalendarDay, Ladder, Person, Post, Reminder
from nhacviec.rules.ladders import step_as_told
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import Role
from nhacviec.rules.reminders import Addressee, Cause, Days, Step
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date
from tests.cast import Cast
from tests.make import NOW, make_post

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2018, 7, 13), date(2018, 9, 14)


def a_busy_office(cast: Cast) -> None:
    CalendarDay.objects.create(date=date(2018, 9, 3), kind="holiday", name="Quốc khánh")
    for number in range(12):
        cast.duty(
            state=[State.IN_PROGRESS, State.ASSIGNED, State.ANSWERED, State.SUSPENDED][number % 4],
            unit=[cast.construction, cast.finance, cast.it_centre][number % 3],
            due_on=None if number % 5 == 4 else date(2018, 7, 9) + timedelta(days=4 * number),
            officer=cast.officer if number % 3 == 0 else None,
        )
    make_post(cast.director, cast.finance, Role.AGENCY_LEADER, valid_from=date(2018, 8, 6))
    step = Step(
        key="",
        cause=Cause.DEADLINE,
        after=2,
        days=Days.WORKING,
        every=3,
        to=frozenset({Addressee.COMMITTEE_LEADER, Addressee.OFFICER}),
    )
    Ladder.objects.create(
        has_deadline=True, steps=[step_as_told(step)], effective_from=date(2018, 8, 15), set_at=NOW
    )


def run_the_clock() -> None:
    day = FIRST - timedelta(days=1)
    while day <= LAST:
        replan(now=datetime.combine(day, time(0, 5), tzinfo=LOCAL_ZONE))
        remind(now=datetime.combine(day, time(7, 30), tzinfo=LOCAL_ZONE))
        day += timedelta(days=1)


def test_it_says_what_the_clock_then_does(cast: Cast) -> None:
    a_busy_office(cast)
    found = rehearse(FIRST, LAST)
    assert found.reminders > 100 and found.outside_window == 0
    assert not Reminder.objects.exists()
    run_the_clock()
    made = list(Reminder.objects.filter(nobody_left=False, planned_at__gte=f"{FIRST}T00:00+07:00"))
    assert found.reminders == len(made)
    assert found.of_person == Counter(reminder.person_id for reminder in made)
    mornings = Counter(day for _, day in {(r.person_id, local_date(r.made_at)) for r in made})
    assert found.messages_by_day() == mornings
    by_step = Counter((local_date(r.made_at), r.step) for r in made)
    said: Counter[tuple[date, str]] = Counter()
    for (day, step, _), count in found.by_day.items():
        said[FIRST + timedelta(days=day), step.key] += count
    assert said == by_step


def test_who_would_be_overdue_with_nobody_told_is_named(cast: Cast) -> None:
    alone = cast.duty(due_on=date(2018, 7, 20))
    told = cast.duty(unit=cast.finance, due_on=date(2018, 7, 20))
    Person.objects.filter(pk__in=[cast.focal.pk, cast.director.pk, cast.specialist.pk]).update(
        is_active=False
    )
    Post.objects.filter(role__in=[Role.OFFICE_LEADER, Role.COMMITTEE_LEADER]).update(
        valid_to=date(2018, 7, 1)
    )
    found = rehearse(FIRST, LAST)
    assert found.untold == [alone.pk] and told.pk not in found.untold
    assert found.nobody_left > 0


def test_the_command_prints_one_object(cast: Cast) -> None:
    a_busy_office(cast)
    out = StringIO()
    call_command("rehearse", "--from", f"{FIRST}", "--to", f"{LAST}", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert said["open"] == Assignment.objects.exclude(state=State.SUSPENDED).count()
    assert said["messages"] == sum(day["messages"] for day in said["by_day"].values())
    assert said["reminders"] == sum(day["reminders"] for day in said["by_day"].values())
    assert said["overdue_untold"] == [] and said["outside_window"] == 0
    assert len(said["busiest"]) <= 10
    out = StringIO()
    call_command("rehearse", "--from", f"{FIRST}", stdout=out)
    assert "nếu không ai làm gì thêm" in out.getvalue()


@pytest.mark.parametrize(
    ("first", "last"), [("2018-07-13", "2018-07-12"), ("x", "2018-07-12"), ("2018-01-01", "2028-01-01")]
)
def test_a_wrong_span_ends_with_one_line(first: str, last: str) -> None:
    with pytest.raises(CommandError):
        call_command("rehearse", "--from", first, "--to", last, stdout=StringIO())
