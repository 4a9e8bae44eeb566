"""The reminders of one person of one morning, of duties, submissions and requests to coordinate, become one
notice and one letter; urgent ones go by themselves.

He is told in the hours of the unit in which he reads it: what was taken before waits for them. What the clock
decided is asked again here: is it still true, may he still read it, does he want it? What is not is dropped
with its reason, and nothing empty is ever made. A person's reminders are taken by one worker at a time, in
the transaction that makes their notice.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from nhacviec.notify.choices import Choices
from nhacviec.notify.outbox import gone, put_down
from nhacviec.notify.reminded import Group, begun_on, group_of, is_true
from nhacviec.notify.said import MOST_CONTENT
from nhacviec.notify.subjects import noun_of, sees_subject, situations, subject_of, with_subjects
from nhacviec.notify.unit_gateways import tell_units
from nhacviec.queries.actors import actor_in, posts_today
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.send_hours import hours_on
from nhacviec.records.models import Notice, Person, Post, Reminder
from nhacviec.rules.notices import OUTSIDE, Channel, NoticeKind
from nhacviec.rules.permissions import Role
from nhacviec.rules.reminders import Noun
from nhacviec.rules.send_window import SendHours
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.working_days import Calendar

_LOCK = 7_323
_AT_ONCE = 200  # people
_Ways = dict[int, set[Channel]]  # by the reminder's id


@dataclass(frozen=True)
class _Hours:
    """Who may be told something at this moment."""

    now: datetime
    hours: SendHours
    calendar: Calendar

    def are_open(self, post: Post) -> bool:
        return self.hours.of(post.unit_id).is_open(self.now, self.calendar)

    def is_late(self, reminder: Reminder) -> bool:
        """Taken late, or not told on the day on which it could have been."""
        window = self.hours.of(reminder.post.unit_id)
        could = window.next_open(reminder.made_at, self.calendar)
        return reminder.is_late or local_date(could) < local_date(self.now)


def fold(*, now: datetime) -> int:
    """Tell everybody what the clock found for him; how many notices that made."""
    made, done = 0, 0
    hours = _Hours(now, hours_on(local_date(now)), load_calendar())
    while True:
        waiting = Reminder.objects.filter(notice=None, dropped="", person__gt=done).order_by("person_id")
        people = list(waiting.values_list("person_id", flat=True).distinct()[:_AT_ONCE])
        if not people:
            return made
        for person in people:
            made += _fold_for(person, hours, now)
        done = people[-1]


@transaction.atomic
def _fold_for(person_id: int, hours: _Hours, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, person_id % 2**31])
        if not cursor.fetchone()[0]:
            return 0  # another worker has them in hand
    waiting = Reminder.objects.select_for_update(of=("self",)).filter(
        person=person_id, notice=None, dropped=""
    )
    found = with_subjects(waiting).select_related("post").order_by("pk")
    reminders = [reminder for reminder in found if hours.are_open(reminder.post)]
    if not reminders:
        return 0
    person = Person.objects.get(pk=person_id)
    told, ways = _sorted_out(person, reminders, hours, now)
    made = 0
    for reminder in [r for r in told if r.alone]:
        _tell(person, [reminder], ways, now, key=f"step:{reminder.subject_key}:{reminder.key}")
        made += 1
    together = [r for r in told if not r.alone]
    if together:
        _tell(person, together, ways, now, key=f"morning:{local_date(now):%Y%m%d}")
        made += 1
    return made


def _sorted_out(
    person: Person, reminders: list[Reminder], hours: _Hours, now: datetime
) -> tuple[list[Reminder], _Ways]:
    """Those he is to be told of, and by which channels besides the centre. The rest is dropped."""
    posts = {post.pk: post for post in posts_today(person, local_date(now))}
    true_now, newer = situations(reminders), _newest(reminders, hours)
    choices = Choices([person.pk])
    told: list[Reminder] = []
    ways: _Ways = {}
    dropped: dict[str, list[int]] = defaultdict(list)
    for reminder in reminders:
        post = posts.get(reminder.post_id)
        if post is None:
            why = "no_post"
        elif not reminder.nobody_left and not sees_subject(actor_in(post), reminder):
            why = "not_readable"
        elif not is_true(reminder, true_now):
            why = "not_true"
        elif newer[_what(reminder)] is not reminder:
            why = "newer"
        else:
            role, must = Role(post.role), not reminder.may_mute
            kind = NoticeKind.REMINDER
            shown = choices.wants(person.pk, kind, Channel.IN_APP, role, must=must)
            ways[reminder.pk] = {
                channel
                for channel in OUTSIDE
                if _carries(reminder, channel) and choices.wants(person.pk, kind, channel, role, must=must)
            }
            why = "" if shown or ways[reminder.pk] else "muted"
        if why:
            dropped[why].append(reminder.pk)
        else:
            told.append(reminder)
    for why, ids in dropped.items():
        Reminder.objects.filter(pk__in=ids).update(dropped=why)
    return told, ways


def _what(reminder: Reminder) -> tuple[str, str, bool]:
    return reminder.subject_key, reminder.cause, reminder.nobody_left


def _newest(reminders: list[Reminder], hours: _Hours) -> dict[tuple[str, str, bool], Reminder]:
    """Who is named by several steps of one thing, in several ways, is told by the newest; late if one was."""
    found: dict[tuple[str, str, bool], Reminder] = {}
    for reminder in sorted(reminders, key=lambda r: (begun_on(r), r.planned_at, r.pk)):
        older = found.get(_what(reminder))
        reminder.is_late = hours.is_late(reminder) or (older is not None and older.is_late)
        found[_what(reminder)] = reminder
    return found


def _carries(reminder: Reminder, channel: Channel) -> bool:
    """The step names the channels; a gateway, which says only that something waits, rings with a letter."""
    return (Channel.EMAIL if channel is Channel.APPRISE else channel) in reminder.channels


def _tell(person: Person, reminders: list[Reminder], ways: _Ways, now: datetime, *, key: str) -> None:
    """In the notice of this morning, if he has neither read it nor had a letter of it; else in another."""
    alone = reminders[0].alone
    unread = Notice.objects.select_for_update().filter(person=person, key__startswith=key, read_at=None)
    over = gone(list(unread), now=now)
    held = next((notice for notice in unread if notice.pk not in over), None)
    notice = held or _new_notice(person, reminders, now, key)
    Reminder.objects.filter(pk__in=[r.pk for r in reminders]).update(notice=notice)
    Reminder.objects.filter(pk__in=[r.pk for r in reminders if r.is_late]).update(is_late=True)
    _count(notice, now)
    if not held and not alone:
        mornings = Notice.objects.filter(person=person, key__startswith="morning:", asks=True)
        earlier = mornings.filter(pk__lt=notice.pk).exclude(key__startswith=key)
        earlier.update(asks=False)  # this one's list takes their place
    for channel in OUTSIDE:
        if any(channel in ways[reminder.pk] for reminder in reminders):
            put_down(channel, {person.pk: [notice]}, now=now, due_at=now if alone else None)
    tell_units([notice], now=now)


def _new_notice(person: Person, reminders: list[Reminder], now: datetime, key: str) -> Notice:
    if Notice.objects.filter(person=person, key=key).exists():
        key = f"{key}:{reminders[0].pk}"  # the first of this morning is over
    notice = Notice(
        person=person,
        post_id=reminders[0].post_id,
        key=key,
        kind=NoticeKind.REMINDER,
        created_at=now,
        asks=True,
    )
    notice.save(force_insert=True)
    return notice


def _count(notice: Notice, now: datetime) -> None:
    """What stands in it, by group: shown in its line, and equal to the list behind it."""
    reminders = list(with_subjects(notice.reminders.all()))
    groups: dict[Group, int] = defaultdict(int)
    for reminder in reminders:
        groups[group_of(reminder, now)] += 1
    notice.count = sum(groups.values())
    notice.is_mandatory = any(not reminder.may_mute for reminder in reminders)
    notice.data = {"groups": {str(group): groups[group] for group in Group if groups[group]}}
    if any(reminder.is_late for reminder in reminders):
        notice.data["late"] = True
    notice.task = notice.assignment = None
    if len(reminders) == 1 and not reminders[0].nobody_left:
        _name(notice, reminders[0])
    notice.save()


def _name(notice: Notice, reminder: Reminder) -> None:
    """It is about one thing: by its number, found from its page, and hidden from who may not read it."""
    subject, noun = subject_of(reminder), noun_of(reminder)
    notice.data |= {"code": subject.code, "content": subject.text[:MOST_CONTENT]}
    if noun is Noun.TASK and reminder.assignment is not None:
        notice.assignment, notice.task = reminder.assignment, reminder.assignment.task
    elif noun is Noun.COORDINATION:
        notice.data["coordination"] = reminder.coordination_id
    else:
        notice.data["submission"] = reminder.submission_id
        if noun is Noun.UPWARD:
            notice.data["upward"] = True
