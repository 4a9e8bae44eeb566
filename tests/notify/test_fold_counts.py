"""Whatever happens between the clock and the reader: a notice counts what its list shows, and each reminder
stands in one list or in none."""

import random
from datetime import timedelta

import pytest

from nhacviec.actions import answers, changes, stopping
from nhacviec.actions.reminding import remind
from nhacviec.notify.fold import fold
from nhacviec.notify.post_office import send_letters
from nhacviec.queries.actors import posts_today
from nhacviec.queries.office_day import OfficeDay
from nhacviec.records.models import Assignment, Notice, Reminder
from nhacviec.rules.lifecycle import MoveNotAllowed, State
from nhacviec.screens.notices.reminded import sections
from tests.cast import Cast
from tests.make import NOW, TODAY
from tests.moments import look_at

pytestmark = pytest.mark.django_db


def something_happens(cast: Cast, chance: random.Random, duty: Assignment) -> None:
    duty.refresh_from_db()
    deed = chance.randrange(4)
    if deed == 0:
        answers.answer(actor=cast.acting("focal"), assignment=duty, text="Xong", now=NOW)
    elif deed == 1:
        due_on = TODAY + timedelta(days=chance.randint(0, 3))
        chief = cast.acting("office_leader")
        changes.change_deadline(actor=chief, assignment=duty, due_on=due_on, reason="Đổi", now=NOW)
    elif deed == 2:
        specialist = cast.acting("specialist")
        stopping.suspend(actor=specialist, assignment=duty, decision_symbol="1/QĐ", reason="Chờ", now=NOW)
    else:
        Notice.objects.filter(
            pk__in=chance.sample(list(Notice.objects.values_list("pk", flat=True)), 1)
        ).update(read_at=NOW)


@pytest.mark.parametrize("seed", range(4))
def test_a_notice_counts_what_its_list_shows(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(4):
        for _ in range(chance.randint(1, 4)):
            duty = cast.duty(
                state=chance.choice([State.IN_PROGRESS, State.IN_PROGRESS, State.ASSIGNED, State.ANSWERED]),
                due_on=TODAY + timedelta(days=chance.choice([-20, -7, -1, 0, 1, 3, 7])),
                officer=chance.choice([None, cast.officer]),
            )
            Assignment.objects.filter(pk=duty.pk).update(answered_at=NOW - timedelta(days=5))
            look_at(duty, NOW - timedelta(days=chance.randint(0, 9)))
        remind(now=NOW)
        duties = list(Assignment.objects.select_related("task__document", "unit"))
        for duty in chance.sample(duties, min(2, len(duties))):
            try:
                something_happens(cast, chance, duty)
            except (MoveNotAllowed, ValueError):
                continue
        fold(now=NOW)
        send_letters(now=NOW)
    notices = list(Notice.objects.exclude(reminders=None))
    assert len(notices) > 2
    for notice in notices:
        lists = sections(notice, posts_today(notice.person, TODAY), OfficeDay(NOW))
        assert {section.key: len(section.lines) for section in lists} == notice.data["groups"]
        shown = [line.reminder.pk for section in lists for line in section.lines]
        assert len(shown) == len(set(shown)) == notice.count == sum(notice.data["groups"].values()) > 0
        assert all(line.readable for section in lists for line in section.lines)
    assert not Reminder.objects.filter(notice=None, dropped="").exists()
    assert sum(notice.count for notice in notices) == Reminder.objects.exclude(notice=None).count()
