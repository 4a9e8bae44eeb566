"""Of every noun at once: one message a morning, in the hours of who reads it, of what is true and his to
read; its counts are those of its list."""

import random
from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from django.conf import LazySettings

from nhacviec.actions.coordination_reminders import remind_coordinations, replan_coordinations
from nhacviec.actions.reminder_plan import replan
from nhacviec.actions.reminding import remind
from nhacviec.actions.send_hours import set_hours
from nhacviec.actions.submission_reminders import remind_submissions, replan_submissions
from nhacviec.notify.announce import take_steps
from nhacviec.notify.contents import contents_of
from nhacviec.notify.fold import fold
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.actors import actor_in, posts_today
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.office_day import OfficeDay
from nhacviec.queries.send_hours import hours_on
from nhacviec.queries.submission_access import known_submissions
from nhacviec.records.models import Coordination, Delivery, Notice, Person, Post, Reminder, Submission
from nhacviec.rules.coordination import AWAITED
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import Role
from nhacviec.rules.submissions import Stop
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date
from nhacviec.screens.notices.reminded import sections
from tests.cast import Cast
from tests.coordination import asked, fresh, reply
from tests.make import make_post
from tests.notify.telling import forget
from tests.submitting import answered, day, forwarded, handed_back, read, submitted, supplemented
from tests.upward import sent_upward

LEAVERS = ("specialist", "director", "officer", "other_officer", "office_leader")


def moment(number: int, hours: float) -> datetime:
    return datetime.combine(day(number), time(), tzinfo=LOCAL_ZONE) + timedelta(hours=hours)


def begin(cast: Cast, chance: random.Random) -> None:
    for number in range(3):
        cast.duty(due_on=day(chance.randint(8, 30)), state=State.IN_PROGRESS, officer=cast.officer)
        row = submitted(cast, on=day(number))
        forwarded(cast, row, on=day(number), officer=chance.choice(["specialist", ""]))
        asked(cast, due_on=day(chance.randint(11, 25)))
    submitted(cast, on=day(3))
    sent_upward(cast, on=day(1))
    make_post(cast.other_officer, cast.finance, Role.AGENCY_LEADER)
    set_hours(actor=cast.acting("admin"), unit=cast.finance, hours=(600, 660), now=moment(9, 9))
    set_hours(actor=cast.acting("admin"), unit=cast.construction, hours=(390, 1200), now=moment(9, 9))


def something_happens(cast: Cast, chance: random.Random, now: datetime) -> None:
    deed, today = chance.randrange(5), local_date(now)
    if deed == 0:
        Person.objects.filter(pk=getattr(cast, chance.choice(LEAVERS)).pk).update(
            is_active=chance.random() < 0.5
        )
        return
    if deed == 1:
        of = getattr(cast, chance.choice(LEAVERS))
        Post.objects.filter(person=of).update(valid_to=chance.choice([None, today - timedelta(days=1)]))
        return
    if deed == 2 and chance.random() < 0.5:
        waiting = Coordination.objects.filter(state__in=sorted(AWAITED)).order_by("pk")
        reply(cast, fresh(chance.choice(list(waiting))), now=now) if waiting else None
        return
    rows = Submission.objects.filter(stop__in=[Stop.APPRAISAL, Stop.SUPPLEMENT]).order_by("pk")
    row = read(chance.choice(list(rows))) if rows else submitted(cast, on=today)
    if row.stop == Stop.SUPPLEMENT:
        supplemented(cast, row, on=today)
    elif row.stop == Stop.APPRAISAL:
        (answered if deed == 3 else handed_back)(cast, row, on=today)


def the_clock_runs(now: datetime) -> None:
    for step in (remind, remind_coordinations, remind_submissions, take_steps, fold):
        step(now=now)


def is_as_it_must_be(notice: Notice, now: datetime) -> None:
    """Of a notice that somebody has just got."""
    reminders = list(notice.reminders.all())
    lists = sections(notice, posts_today(notice.person, local_date(now)), OfficeDay(now))
    assert {section.key: len(section.lines) for section in lists} == notice.data["groups"]
    assert len(reminders) == notice.count > 0
    assert all(line.readable for section in lists for line in section.lines)
    assert all(line.reminder.nobody_left or line.subject.address for s in lists for line in s.lines)
    hours, calendar = hours_on(local_date(now)), load_calendar()
    assert len({(r.subject_key, r.cause) for r in reminders}) == len(reminders)
    for reminder in reminders:
        post = Post.objects.select_related("unit", "stands_in_for__person").get(pk=reminder.post_id)
        assert hours.of(post.unit_id).is_open(now, calendar)
        assert reminder.nobody_left or may_read(post, reminder)
        assert is_open(reminder)


def may_read(post: Post, reminder: Reminder) -> bool:
    actor = actor_in(post)
    if reminder.submission_id:
        return known_submissions(actor).filter(pk=reminder.submission_id).exists()
    if reminder.coordination_id:
        return visible_coordinations(actor).filter(pk=reminder.coordination_id).exists()
    return visible_assignments(actor).filter(reminders=reminder).exists()


def is_open(reminder: Reminder) -> bool:
    if reminder.submission:
        return reminder.submission.is_open
    return reminder.coordination.is_awaited if reminder.coordination else True


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_each_has_one_list_in_his_hours_of_what_he_may_read(
    cast: Cast, seed: int, settings: LazySettings
) -> None:
    settings.LETTERS = True
    chance = random.Random(seed)
    begin(cast, chance)
    forget()
    nouns: Counter[tuple[bool, bool]] = Counter()
    for number in range(11, 35, 4):
        for hours in sorted(chance.sample([3.0, 6.6, 7.6, 9.0, 10.1, 16.0, 19.5], 2)):
            now, before = moment(number, hours), Notice.objects.order_by("-pk").first()
            for plan in (replan, replan_submissions, replan_coordinations):
                plan(now=now)
            the_clock_runs(now)
            told = Notice.objects.filter(pk__gt=before.pk if before else 0)
            of_each = Counter(notice.person_id for notice in told)
            assert not of_each or max(of_each.values()) == 1
            for notice in told:
                is_as_it_must_be(notice, now)
                nouns.update((bool(r.submission_id), bool(r.coordination_id)) for r in notice.reminders.all())
            for letter in Delivery.objects.filter(notices__in=told, channel="email").distinct():
                contents = contents_of(letter, now=now)
                assert contents is not None
                assert contents.count <= sum(notice.count for notice in letter.notices.all())
            Notice.objects.update(read_at=now)  # what comes later is told by another
            Delivery.objects.all().delete()
            the_clock_runs(now)
            assert not Notice.objects.filter(read_at=None).exists()  # nothing is said twice
            something_happens(cast, chance, now)
    assert len(nouns) == 3 and min(nouns.values()) > 1
    again = Counter(Reminder.objects.values_list("assignment", "submission", "coordination", "key", "person"))
    assert max(again.values()) == 1
