"""The next moment on the row: after every deed, and after what moves many at once."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction

from nhacviec.actions import answers, changes, extensions, progress, receiving, stopping
from nhacviec.actions.policy import set_policy
from nhacviec.actions.reminder_plan import plan, replan
from nhacviec.records.models import Assignment, CalendarDay, Ladder, NextReminder, PolicyValue, ReminderPlan
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import LOCAL_ZONE
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.moments import next_of

MORNING = time(7, 30)


def on(day: date, hour: time = MORNING) -> datetime:
    return datetime.combine(day, hour, tzinfo=LOCAL_ZONE)


def planned(duty: Assignment, now: datetime = NOW) -> datetime | None:
    plan([duty.pk], now=now)
    return next_of(duty)


@pytest.mark.django_db
def test_the_first_step_before_the_deadline_comes_next(cast: Cast) -> None:
    assert planned(cast.duty(due_on=date(2018, 7, 20))) == on(date(2018, 7, 13))  # seven days before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state", [State.DRAFT, State.SUSPENDED, State.RETURNED, State.COMPLETED, State.CANCELLED]
)
def test_who_has_nothing_to_do_is_not_reminded(cast: Cast, state: State) -> None:
    assert planned(cast.duty(state=state)) is None


@pytest.mark.django_db
def test_deeds_move_the_next_moment_in_their_own_transaction(cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED, due_on=date(2018, 8, 31))
    assert planned(duty) == on(date(2018, 7, 13))  # two working days after Wednesday: not accepted
    receiving.accept(actor=cast.acting("focal"), assignment=duty, now=NOW)
    assert next_of(duty) == on(date(2018, 8, 13))  # a month without a word, the 12th is a Sunday
    progress.note_progress(
        actor=cast.acting("focal"), assignment=duty, text="Đang làm", percent=5, now=NOW + timedelta(days=5)
    )
    assert next_of(duty) == on(date(2018, 8, 17))
    later = NOW + timedelta(days=6)
    extensions.ask_extension(
        actor=cast.acting("focal"), assignment=duty, asked_due_on=date(2018, 9, 28), reason="Chờ", now=later
    )
    assert next_of(duty) == on(date(2018, 7, 20))  # undecided for two working days
    extensions.refuse_extension(
        actor=cast.acting("office_leader"), assignment=duty, decision="Không", now=later
    )
    assert next_of(duty) == on(date(2018, 8, 17))
    changes.change_deadline(
        actor=cast.acting("specialist"), assignment=duty, due_on=date(2018, 7, 27), reason="Gấp", now=later
    )
    assert next_of(duty) == on(date(2018, 7, 20))
    stopping.suspend(
        actor=cast.acting("specialist"), assignment=duty, decision_symbol="1/QĐ", reason="Chờ", now=later
    )
    assert next_of(duty) is None
    stopping.resume(actor=cast.acting("specialist"), assignment=duty, now=later)
    assert next_of(duty) is not None
    answers.answer(actor=cast.acting("focal"), assignment=duty, text="Xong", now=later)
    assert next_of(duty) == on(date(2018, 7, 23))  # three working days without confirmation
    answers.confirm(actor=cast.acting("office_leader"), assignment=duty, now=later)
    assert next_of(duty) is None


@pytest.mark.django_db
def test_a_deed_that_fails_leaves_the_moment_alone(cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED)
    before = planned(duty)
    with pytest.raises(RuntimeError), transaction.atomic():
        receiving.accept(actor=cast.acting("focal"), assignment=duty, now=NOW)
        raise RuntimeError
    assert next_of(duty) == before


@pytest.mark.django_db
def test_what_waits_to_be_told_is_not_stepped_over_by_a_deed(cast: Cast) -> None:
    """The worker was down on Friday and somebody noted progress on Monday."""
    duty = cast.duty(due_on=date(2018, 7, 20))
    planned(duty)
    monday = on(date(2018, 7, 16), time(9, 0))
    progress.note_progress(
        actor=cast.acting("focal"), assignment=duty, text="Đang làm", percent=5, now=monday
    )
    assert next_of(duty) == on(date(2018, 7, 13))
    changes.change_deadline(
        actor=cast.acting("specialist"), assignment=duty, due_on=date(2018, 8, 10), reason="Thêm", now=monday
    )
    assert next_of(duty) == on(date(2018, 8, 3))  # what waited is no longer true


@pytest.mark.django_db
def test_a_new_day_off_moves_what_falls_on_it(cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 7, 20))
    replan(now=NOW)
    assert next_of(duty) == on(date(2018, 7, 13))
    assert replan(now=NOW) == 0  # nothing is different
    CalendarDay.objects.create(date=date(2018, 7, 13), kind="holiday", name="Nghỉ bão")
    assert replan(now=NOW) == 1
    assert next_of(duty) == on(TODAY)  # this morning, which has passed: told at once


@pytest.mark.django_db
def test_a_ladder_holds_from_its_day(cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 7, 27))
    step = {"cause": "deadline", "after": -10, "days": "calendar", "every": 0}
    told = {"to": ["officer"], "channels": ["in_app"], "may_mute": True, "alone": False}
    Ladder.objects.create(steps=[step | told], effective_from=date(2018, 7, 16), set_at=NOW)
    replan(now=NOW)
    assert next_of(duty) == on(date(2018, 7, 20))
    replan(now=on(date(2018, 7, 16), time(0, 5)))
    assert next_of(duty) == on(date(2018, 7, 17))


@pytest.mark.django_db
def test_other_hours_of_sending_move_the_moment(cast: Cast) -> None:
    duty = cast.duty(due_on=date(2018, 7, 20))
    replan(now=NOW)
    set_policy(
        actor=cast.acting("admin"),
        key="send_hours",
        value=(480, 1020),
        effective_from=TODAY,
        newest_id=0,
        now=NOW,
    )
    replan(now=NOW)
    assert next_of(duty) == on(date(2018, 7, 13), time(8, 0))
    assert PolicyValue.objects.get().value == "08:00–17:00"


@pytest.mark.django_db
def test_a_pass_goes_on_where_it_was_interrupted(cast: Cast) -> None:
    first, second = cast.duty(), cast.duty()
    replan(now=NOW)
    NextReminder.objects.all().delete()
    ReminderPlan.objects.update(reached=first.pk, done_at=None)
    assert replan(now=NOW) == 1
    assert next_of(first) is None and next_of(second) is not None
