"""What waits for whom: the heads, their counts, and the order of the list under them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from nhacviec.queries import inbox
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.records.models import Assignment, CalendarDay, Task
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import Role
from tests.cast import Cast
from tests.make import NOW, TODAY, make_assignment

EVERYBODY = (
    "clerk", "specialist", "head", "office_leader", "chair", "focal", "officer", "director", "inspector",
)  # fmt: skip
MONDAY = datetime(2018, 7, 16, 2, 0, tzinfo=UTC)


def moment(now: datetime = NOW) -> Moment:
    return Moment(now=now, calendar=load_calendar(), due_soon_days=3)


def heads(cast: Cast, who: str) -> tuple[inbox.Head, ...]:
    return inbox.heads_of(cast.acting(who), ext_approver="monitor")


def counted(cast: Cast, who: str, now: datetime = NOW) -> dict[str, int]:
    return inbox.counts(cast.acting(who), heads(cast, who), moment(now))


def newly_late(cast: Cast, now: datetime) -> int:
    return counted(cast, "focal", now)["moi-tre"]


def test_on_a_thursday_what_was_due_on_wednesday_is_newly_late(cast: Cast) -> None:
    for day in (9, 10, 11, 12, 13):
        cast.duty(due_on=date(2018, 7, day))
    assert newly_late(cast, NOW) == 1
    assert counted(cast, "specialist")["theo-doi-moi-tre"] == 1
    assert counted(cast, "focal")["qua-han"] == 3  # it is overdue too


def test_on_a_monday_it_is_what_was_due_since_friday(cast: Cast) -> None:
    for day in (12, 13, 14, 15, 16):  # Thursday to Monday
        cast.duty(due_on=date(2018, 7, day))
    assert newly_late(cast, MONDAY) == 3


def test_after_days_off_it_is_what_was_due_since_the_last_working_day(cast: Cast) -> None:
    for day in (10, 11):
        CalendarDay.objects.create(date=date(2018, 7, day), kind="compensatory_off", name="Nghỉ")
    for day in (8, 9, 10, 11, 12):  # Monday the 9th was the last working day before the 12th
        cast.duty(due_on=date(2018, 7, day))
    assert newly_late(cast, NOW) == 3


def test_an_hour_that_passed_today_is_newly_late(cast: Cast) -> None:
    cast.duty(due_on=TODAY, due_hour=time(8, 30))
    cast.duty(due_on=TODAY, due_hour=time(9, 30))
    assert newly_late(cast, NOW) == 1


def test_what_was_answered_in_time_is_not_late_and_what_was_returned_is_only_the_offices(cast: Cast) -> None:
    yesterday = TODAY - timedelta(days=1)
    cast.duty(due_on=yesterday, state=State.ANSWERED)
    cast.duty(due_on=yesterday, state=State.RETURNED)
    assert newly_late(cast, NOW) == 0
    assert counted(cast, "specialist")["theo-doi-moi-tre"] == 1


def _lively(cast: Cast) -> None:
    states = [s for s in State if s is not State.DRAFT]
    for number in range(70):
        cast.duty(
            state=states[number % len(states)],
            task=cast.task(is_starred=number % 6 == 0),
            due_on=None if number % 9 == 0 else TODAY + timedelta(days=number % 12 - 7),
            send_back_count=number % 2,
            has_open_extension=number % 5 == 0,
            has_open_objection=number % 7 == 0,
            officer=cast.officer if number % 2 else None,
        )


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_list_is_each_heads_rows_in_order_every_duty_once(who: str, cast: Cast) -> None:
    _lively(cast)
    actor, at, of_role = cast.acting(who), moment(), heads(cast, who)
    rows = inbox.looked_after(actor)
    expected: dict[int, list[int]] = {}
    seen: set[int] = set()
    for index, head in enumerate(of_role):
        found = rows.filter(head.condition(at))
        ordered = sorted(found, key=lambda a: (a.due_on is None, a.due_on or TODAY, a.pk))
        expected[index] = [a.pk for a in ordered if a.pk not in seen]
        seen |= {a.pk for a in ordered}
    assert seen
    flat = [(index, pk) for index, pks in expected.items() for pk in pks]
    for most in (1, 7, 500):
        for counted in (None, inbox.counts(actor, of_role, at)):
            placed = inbox.pressing(actor, of_role, at, most=most, counted=counted)
            assert [(index, pk) for index, pks in placed.items() for pk in pks] == flat[:most]


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_badge_counts_every_duty_that_waits_once(who: str, cast: Cast) -> None:
    _lively(cast)
    actor, at = cast.acting(who), moment()
    waiting = {
        pk
        for head in heads(cast, who)
        if head.waits_for_me
        for pk in inbox.looked_after(actor).filter(head.condition(at)).values_list("pk", flat=True)
    }
    assert inbox.needs_me(actor, at, ext_approver="monitor") == len(waiting)
    counted = inbox.counts(actor, heads(cast, who), at)
    assert inbox.badge_of(heads(cast, who), counted) in (None, len(waiting))


def test_nobody_counts_further_than_anybody_reads(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST_COUNTED", 4)
    monkeypatch.setattr(inbox, "MOST_BADGE", 3)
    for _ in range(9):
        cast.duty(state=State.ASSIGNED)
    assert counted(cast, "focal")["moi"] == 5
    assert inbox.needs_me(cast.acting("focal"), moment(), ext_approver="signer") == 4


def test_a_role_without_heads_waits_for_nothing(cast: Cast) -> None:
    assert inbox.HEADS[Role.ADMINISTRATOR] == ()
    assert inbox.needs_me(cast.acting("admin"), moment(), ext_approver="signer") == 0


def test_the_star_of_a_task_stands_on_its_duties(cast: Cast) -> None:
    task = cast.task(is_starred=True)
    duty = make_assignment(task, cast.construction)
    duty.refresh_from_db()
    assert duty.is_starred
    Task.objects.filter(pk=task.pk).update(is_starred=False)
    assert not Assignment.objects.get(pk=duty.pk).is_starred
