"""The reminders of a person's morning are one notice and one letter; nothing untrue, unread or empty."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhacviec.actions.answers import answer
from nhacviec.actions.reminding import remind
from nhacviec.notify.fold import fold
from nhacviec.records.models import Assignment, Delivery, Notice, NoticeSetting, Person, Reminder
from nhacviec.rules.lifecycle import State
from nhacviec.rules.notices import Channel, DeliveryState, NoticeKind
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.moments import look_at
from tests.threads import at_once, errors_in


def due(cast: Cast, day: date, **fields: object) -> Assignment:
    """A duty of which the clock will remind now."""
    duty = cast.duty(due_on=day, **fields)  # type: ignore[arg-type]
    look_at(duty, NOW - timedelta(minutes=1))
    return duty


def the_morning_of(person: Person) -> Notice:
    return Notice.objects.get(person=person, key__startswith="morning:")


@pytest.fixture
def morning(cast: Cast) -> list[Assignment]:
    """One overdue by a day, two due today, one due in three days."""
    days = (TODAY - timedelta(days=1), TODAY, TODAY, TODAY + timedelta(days=3))
    duties = [due(cast, day) for day in days]
    remind(now=NOW)
    return duties


def test_a_morning_is_one_notice_whose_counts_are_those_of_its_list(
    cast: Cast, morning: list[Assignment], client: Client
) -> None:
    fold(now=NOW)
    notice = the_morning_of(cast.focal)
    assert notice.data["groups"] == {"overdue": 1, "today": 2, "soon": 1}
    client.force_login(cast.focal)
    page = client.get(reverse("notices.show", args=[notice.pk]))
    shown = {section.key: len(section.lines) for section in page.context["sections"]}
    assert shown == notice.data["groups"]
    text = page.content.decode()
    assert "Quá hạn (1)" in text
    assert "Mốc nhắc: Đúng ngày hạn; theo thang nhắc việc mặc định" in text
    assert all(reverse("assignments.show", args=[duty.code]) in text for duty in morning)
    title = "Nhắc việc: 1 việc quá hạn, 2 việc đến hạn hôm nay, 1 việc sắp đến hạn"
    assert title in client.get(reverse("notices.index")).content.decode()


def test_it_is_one_letter_to_each(cast: Cast, morning: list[Assignment]) -> None:
    fold(now=NOW)
    people = list(Delivery.objects.values_list("person", flat=True))
    assert cast.focal.pk in people
    assert len(people) == len(set(people))


def test_every_reminder_is_in_a_notice_and_told_once(cast: Cast, morning: list[Assignment]) -> None:
    made = fold(now=NOW)
    assert made == Notice.objects.count() > 0
    assert fold(now=NOW) == 0
    assert not Reminder.objects.filter(notice=None, dropped="").exists()


def test_what_comes_later_the_same_morning_joins_the_list_that_is_unread(
    cast: Cast, morning: list[Assignment]
) -> None:
    fold(now=NOW)
    due(cast, TODAY)
    remind(now=NOW)
    fold(now=NOW)
    assert the_morning_of(cast.focal).data["groups"]["today"] == 3
    assert Delivery.objects.filter(person=cast.focal).count() == 1
    Notice.objects.update(read_at=NOW)
    due(cast, TODAY)
    remind(now=NOW)
    fold(now=NOW)
    assert Notice.objects.filter(person=cast.focal).count() == 2


def test_what_comes_after_the_letter_is_told_by_another_that_does_not_repeat_it(
    cast: Cast, morning: list[Assignment]
) -> None:
    fold(now=NOW)
    first = Delivery.objects.get(person=cast.focal)
    Delivery.objects.filter(pk=first.pk).update(state=DeliveryState.SENT, attempts=1, sent_at=NOW)
    later = due(cast, TODAY)
    remind(now=NOW)
    fold(now=NOW)
    second = Delivery.objects.get(person=cast.focal, state=DeliveryState.WAITING)
    assert second.message_id != first.message_id
    notice = second.notices.get()
    assert list(notice.reminders.values_list("assignment", flat=True)) == [later.pk]
    assert Notice.objects.filter(person=cast.focal, asks=True).count() == 2  # both lists still ask


def test_what_is_no_longer_true_is_not_told(cast: Cast) -> None:
    duty = due(cast, TODAY)
    remind(now=NOW)
    duty.refresh_from_db()
    answer(actor=cast.acting("focal"), assignment=duty, text="x", now=NOW)
    fold(now=NOW)
    assert not Notice.objects.filter(key__startswith="morning:").exists()
    assert set(Reminder.objects.values_list("dropped", flat=True)) == {"not_true"}


def test_who_may_no_longer_read_it_is_not_told(cast: Cast, morning: list[Assignment]) -> None:
    cast.focal.posts.update(ended_at=NOW)
    Person.objects.filter(pk=cast.director.pk).update(is_active=False)
    fold(now=NOW)
    assert not Notice.objects.filter(person__in=[cast.focal, cast.director]).exists()
    assert set(Reminder.objects.filter(person=cast.focal).values_list("dropped", flat=True)) == {"no_post"}


def test_an_officer_from_whom_it_was_taken_is_not_told(cast: Cast) -> None:
    duty = due(cast, TODAY, officer=cast.officer, division=cast.infrastructure)
    remind(now=NOW)
    assert Reminder.objects.filter(person=cast.officer).exists()
    Assignment.objects.filter(pk=duty.pk).update(officer=cast.other_officer, division=cast.planning)
    fold(now=NOW)
    assert set(Reminder.objects.filter(person=cast.officer).values_list("dropped", flat=True)) == {
        "not_readable"
    }


def test_a_step_that_may_be_silenced_is_and_one_that_may_not_is_not(cast: Cast) -> None:
    for channel in (Channel.IN_APP, Channel.EMAIL):
        NoticeSetting.objects.create(
            person=cast.focal, kind=NoticeKind.REMINDER, channel=channel, is_on=False, set_at=NOW
        )
    soon, today = due(cast, TODAY + timedelta(days=3)), due(cast, TODAY)
    remind(now=NOW)
    fold(now=NOW)
    told = set(Reminder.objects.filter(person=cast.focal, dropped="").values_list("assignment", flat=True))
    assert told == {today.pk}
    assert Reminder.objects.get(person=cast.focal, assignment=soon).dropped == "muted"


def test_an_urgent_one_goes_alone(cast: Cast, morning: list[Assignment]) -> None:
    urgent = Reminder.objects.filter(person=cast.focal).order_by("pk")[0]
    Reminder.objects.filter(pk=urgent.pk).update(alone=True)
    fold(now=NOW)
    assert Notice.objects.filter(person=cast.focal).count() == 2
    alone = Notice.objects.get(person=cast.focal, key__startswith="step:")
    assert (alone.count, alone.assignment_id) == (1, urgent.assignment_id)
    assert sorted(Delivery.objects.filter(person=cast.focal).values_list("due_at", flat=True))[0] == NOW


def test_the_administrator_is_told_that_nobody_is_left_and_nothing_of_the_task(
    cast: Cast, client: Client
) -> None:
    task = cast.task(content="Chuyện riêng", specialist=None, office_leader=None, committee_leader=None)
    Person.objects.exclude(pk=cast.admin.pk).update(is_active=False)
    due(cast, TODAY, task=task, state=State.ASSIGNED)
    remind(now=NOW)
    fold(now=NOW)
    notice = Notice.objects.get(person=cast.admin)
    client.force_login(cast.admin)
    for address in (reverse("notices.index"), reverse("notices.show", args=[notice.pk])):
        page = client.get(address).content.decode()
        assert "Chuyện riêng" not in page
    assert "Sở Xây dựng" in page


@pytest.mark.django_db(transaction=True)
def test_three_workers_fold_each_morning_once(cast: Cast) -> None:
    for _ in range(5):
        due(cast, TODAY)
    remind(now=NOW)
    assert not errors_in(at_once(*[lambda: fold(now=NOW)] * 3))
    fold(now=NOW)
    assert Notice.objects.filter(person=cast.focal).count() == 1
    assert not Reminder.objects.filter(notice=None, dropped="").exists()
