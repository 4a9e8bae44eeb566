"""The clock takes the steps that are due: who is told of what, once, and late if it was late."""

from datetime import date, datetime, time, timedelta

import pytest

from nhacviec.actions.people import deactivate_person
from nhacviec.actions.posts import end_post, give_substitution
from nhacviec.actions.reminder_plan import plan, replan
from nhacviec.actions.reminding import remind
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Assignment, CalendarDay, NextReminder, Person, Post, Reminder
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import Role
from nhacviec.rules.timeliness import LOCAL_ZONE
from tests.cast import Cast
from tests.make import NOW, make_person, make_post
from tests.moments import look_at, next_of
from tests.threads import at_once, errors_in

pytestmark = pytest.mark.django_db
MORNING = time(7, 30)
DUE = date(2018, 7, 20)  # a Friday


def on(day: date, hour: time = MORNING) -> datetime:
    return datetime.combine(day, hour, tzinfo=LOCAL_ZONE)


def planned(cast: Cast, **fields: object) -> Assignment:
    fields.setdefault("due_on", DUE)
    duty = cast.duty(**fields)  # type: ignore[arg-type]
    plan([duty.pk], now=NOW)
    return duty


def told(*, late: bool | None = None) -> set[tuple[str, str]]:
    found = Reminder.objects.all() if late is None else Reminder.objects.filter(is_late=late)
    return {(reminder.step, reminder.person.username) for reminder in found.select_related("person")}


def test_who_works_on_it_is_told_on_the_morning_of_a_step(cast: Cast) -> None:
    duty = planned(cast, officer=cast.officer)
    assert remind(now=on(date(2018, 7, 13), time(7, 29))) == 0
    assert remind(now=on(date(2018, 7, 13))) == 2
    assert told() == {("due-7", "cv_sxd"), ("due-7", "dau_moi_sxd")}
    reminder = Reminder.objects.get(person=cast.officer)
    assert (reminder.planned_at, reminder.is_late, reminder.ladder) == (on(date(2018, 7, 13)), False, None)
    assert reminder.post.person == cast.officer and reminder.channels == ["email", "in_app", "web_push"]
    assert next_of(duty) == on(date(2018, 7, 17))
    assert remind(now=on(date(2018, 7, 13), time(8, 0))) == 0


def test_nothing_is_told_at_night_on_days_off_or_after_hours(cast: Cast) -> None:
    planned(cast)
    for moment in (
        on(date(2018, 7, 14)),  # Saturday
        on(date(2018, 7, 13), time(0, 0)),
        on(date(2018, 7, 13), time(17, 0)),
        on(date(2018, 7, 16), time(6, 0)),
    ):
        assert remind(now=moment) == 0
    assert remind(now=on(date(2018, 7, 16))) == 1  # on Monday, for Friday
    assert told(late=True) == {("due-7", "dau_moi_sxd")}


def test_the_higher_up_are_told_as_long_as_nothing_happens(cast: Cast) -> None:
    planned(cast, officer=cast.officer)
    day = date(2018, 7, 13)
    while day <= date(2018, 8, 20):
        remind(now=on(day))
        day += timedelta(days=1)
    who = dict.fromkeys(who for _, who in told())
    assert {"cv_sxd", "dau_moi_sxd", "gd_sxd", "chuyen_vien", "chanh_vp", "chu_tich"} == set(who)
    assert ("late-chair", "chu_tich") in told() and not told(late=True)
    first = {step: Reminder.objects.filter(step=step).earliest("id").made_at for step, _ in told()}
    assert first["due+1"] < first["late"] < first["late-office"] < first["late-chair"]


def test_a_worker_that_was_down_for_three_days_tells_once(cast: Cast) -> None:
    """due-1, due-0 and due+1 were missed: each is told the newest of his, marked late."""
    planned(cast, officer=cast.officer)
    remind(now=on(date(2018, 7, 17)))
    Reminder.objects.all().delete()
    remind(now=on(date(2018, 7, 23), time(9, 0)))  # Monday after the deadline
    assert told() == {
        ("due+1", "cv_sxd"),
        ("due+1", "dau_moi_sxd"),
        ("due+1", "gd_sxd"),
        ("due+1", "chuyen_vien"),
    }
    assert told(late=False) == {("due+1", "chuyen_vien")}  # nothing of his was missed
    assert remind(now=on(date(2018, 7, 23), time(9, 1))) == 0


@pytest.mark.parametrize("state", [State.ANSWERED, State.SUSPENDED, State.CANCELLED, State.COMPLETED])
def test_who_has_done_his_part_hears_nothing_more_of_the_deadline(cast: Cast, state: State) -> None:
    """Even where the moment on the row was left behind."""
    duty = cast.duty(state=state, due_on=DUE)
    look_at(duty, on(date(2018, 7, 13)))
    assert remind(now=on(date(2018, 7, 13))) == 0
    assert (next_of(duty) is not None) == (state is State.ANSWERED)


def test_the_office_is_reminded_of_an_answer_that_waits(cast: Cast) -> None:
    planned(cast, state=State.ANSWERED)
    remind(now=on(date(2018, 7, 17)))
    assert told() == {("confirm", "chuyen_vien")}


def test_a_substitute_is_told_too(cast: Cast) -> None:
    planned(cast, officer=cast.officer)
    give_substitution(
        actor=cast.acting("admin"),
        post=cast.officer.posts.get(),
        substitute=cast.other_officer,
        valid_from=date(2018, 7, 12),
        valid_to=date(2018, 7, 31),
        reason="Nghỉ phép",
        now=NOW,
    )
    remind(now=on(date(2018, 7, 13)))
    assert told() == {("due-7", "cv_sxd"), ("due-7", "cv_sxd_2"), ("due-7", "dau_moi_sxd")}
    assert Reminder.objects.get(person=cast.other_officer).instead_of == cast.officer


def test_who_cannot_be_reached_is_stood_in_for_by_the_focal_officer(cast: Cast) -> None:
    planned(cast, officer=cast.officer)
    end_post(actor=cast.acting("admin"), post=cast.officer.posts.get(), now=NOW)
    remind(now=on(date(2018, 7, 13)))
    assert told() == {("due-7", "dau_moi_sxd")}
    assert Reminder.objects.get().instead_of is None  # he is told for himself already


def test_a_monitor_who_left_is_stood_in_for_by_the_office_leader(cast: Cast) -> None:
    planned(cast, state=State.ANSWERED)
    deactivate_person(actor=cast.acting("admin"), person=cast.specialist, reason="Nghỉ hưu", now=NOW)
    remind(now=on(date(2018, 7, 17)))
    assert told() == {("confirm", "chanh_vp")}
    assert Reminder.objects.get().instead_of == cast.specialist


def test_nobody_left_is_told_to_the_administrators(cast: Cast) -> None:
    planned(cast)
    Person.objects.filter(pk__in=[cast.focal.pk, cast.director.pk]).update(is_active=False)
    remind(now=on(date(2018, 7, 13)))
    reminder = Reminder.objects.get()
    assert (reminder.person, reminder.nobody_left, reminder.is_late) == (cast.admin, True, False)
    remind(now=on(date(2018, 7, 18)))  # a day late
    assert Reminder.objects.get(step="due-3").is_late


def test_an_officer_who_moved_to_another_agency_is_not_told(cast: Cast) -> None:
    duty = planned(cast, officer=cast.officer)
    Post.objects.filter(person=cast.officer).update(unit=cast.finance, role=Role.FOCAL_OFFICER)
    remind(now=on(date(2018, 7, 13)))
    assert told() == {("due-7", "dau_moi_sxd")}
    assert not visible_assignments(actor_in(cast.officer.posts.get())).filter(pk=duty.pk).exists()


def test_a_step_on_tet_is_told_before_it(cast: Cast) -> None:
    for number in range(12, 24):
        CalendarDay.objects.create(date=date(2018, 7, number), kind="holiday", name="Tết")
    duty = cast.duty(due_on=DUE)
    replan(now=on(date(2018, 7, 2)))
    remind(now=on(date(2018, 7, 11)))
    assert told() == {("due-0", "dau_moi_sxd"), ("due-0", "gd_sxd")}  # 7, 3, 1 and 0 fall together
    remind(now=on(date(2018, 7, 24)))
    assert ("due+1", "dau_moi_sxd") in told()  # what says that time has passed comes after it
    later = next_of(duty)
    assert later is not None and later > on(date(2018, 7, 24))


def test_an_hour_makes_the_last_step_go_alone(cast: Cast) -> None:
    planned(cast, due_hour=time(14, 0))
    for day in (13, 17, 19, 20):
        remind(now=on(date(2018, 7, day)))
    assert set(Reminder.objects.filter(alone=True).values_list("step", flat=True)) == {"due-0"}


@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_tell_everybody_once(cast: Cast) -> None:
    for number in range(30):
        extra = make_person(f"extra_{number}")
        make_post(extra, cast.infrastructure, Role.AGENCY_OFFICER)
        planned(cast, officer=extra, due_on=DUE + timedelta(days=number % 2))
    morning = on(date(2018, 7, 16))
    results = at_once(*[lambda: remind(now=morning) for _ in range(3)])
    assert not errors_in(results)
    assert sum(results) == Reminder.objects.count() == 60
    assert not NextReminder.objects.filter(moment__lte=morning).exists()
