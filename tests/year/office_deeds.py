"""What changes around duties: ladders, days, hours, people and their posts."""

from datetime import timedelta

from nhacviec.actions import calendar as calendar_days
from nhacviec.actions import ladders as ladder_book
from nhacviec.actions import people, posts, send_hours
from nhacviec.actions import policy as policies
from nhacviec.queries.calendar_changes import preview
from nhacviec.records.models import CalendarDay, Ladder, PolicyValue, Post
from nhacviec.rules.calendar_edits import SpecialDay
from nhacviec.rules.default_ladder import DEFAULT_LADDER
from nhacviec.rules.ladders import TaskClass, step_as_told
from nhacviec.rules.permissions import Role
from nhacviec.rules.working_days import DayKind
from tests.year.province import NotNow, Province


def change_ladder(at: Province) -> None:
    """For everything, or for starred tasks: without some steps, with days counted otherwise."""
    of = at.chance.choice([TaskClass(), TaskClass(is_starred=True)])
    admin = at.act(Role.ADMINISTRATOR)
    newest = ladder_book.versions_of(of).order_by("-id").first()
    if newest and not newest.is_withdrawn and at.chance.random() < 0.3:
        ladder_book.withdraw_ladder(actor=admin, version=newest, now=at.now)
        return
    kept = [step_as_told(step) for step in DEFAULT_LADDER if at.chance.random() < 0.8]
    kept = kept or [step_as_told(DEFAULT_LADDER[0])]
    for step in kept:
        if step["cause"] == "deadline" and step["after"] < -1:
            step["after"] -= at.chance.randint(0, 2)
    ladder_book.set_ladder(
        actor=admin,
        of=of,
        steps=kept,
        effective_from=at.soon(0, 3),
        seen_id=Ladder.objects.order_by("-id").values_list("pk", flat=True).first() or 0,
        now=at.now,
    )


def change_day(at: Province) -> None:
    """A day off, or a Saturday on which people work: soon, and taken back sometimes."""
    day = at.soon(0, 15)
    admin = at.act(Role.ADMINISTRATOR)
    if CalendarDay.objects.filter(date=day).exists():
        to = None
    elif day.isoweekday() > 5:
        to = SpecialDay(DayKind.MAKEUP_WORKDAY, "Làm bù")
    else:
        to = SpecialDay(DayKind.HOLIDAY, "Nghỉ bão")
    fingerprint = preview({day: to}).fingerprint
    calendar_days.change_day(actor=admin, day=day, to=to, fingerprint=fingerprint, now=at.now)


def change_policy(at: Province) -> None:
    key = at.chance.choice(["send_hours", "remind_day_off"])
    hours, sides = [(450, 1020), (480, 1050), (420, 990)], ["before", "after"]
    value = at.chance.choice(hours) if key == "send_hours" else at.chance.choice(sides)
    newest = PolicyValue.objects.filter(key=key).order_by("-id").values_list("pk", flat=True).first() or 0
    policies.set_policy(
        actor=at.act(Role.ADMINISTRATOR),
        key=key,
        value=value,
        effective_from=at.soon(0, 2),
        newest_id=newest,
        now=at.now,
    )


def change_hours(at: Province) -> None:
    """An agency has hours of its own, or the province's again."""
    unit = at.chance.choice([at.cast.construction, at.cast.finance])
    hours = at.chance.choice([None, (480, 960), (390, 1080)])
    send_hours.set_hours(actor=at.act(Role.ADMINISTRATOR), unit=unit, hours=hours, now=at.now)


def leave(at: Province) -> None:
    people.deactivate_person(
        actor=at.act(Role.ADMINISTRATOR), person=at.person(), reason="Nghỉ việc", now=at.now
    )


def come_back(at: Province) -> None:
    person = at.person(active=False)
    people.reactivate_person(actor=at.act(Role.ADMINISTRATOR), person=person, now=at.now)


def lose_post(at: Province) -> None:
    held = Post.objects.valid_on(at.today).filter(stands_in_for=None).exclude(role=Role.ADMINISTRATOR)
    post = at.chance.choice(list(held.order_by("id")))
    last_day = at.chance.choice([None, at.today, at.soon(1, 5)])
    posts.end_post(actor=at.act(Role.ADMINISTRATOR), post=post, last_day=last_day, now=at.now)


def gain_post(at: Province) -> None:
    """Whoever had one has it again."""
    ended = Post.objects.filter(stands_in_for=None).exclude(pk__in=Post.objects.valid_on(at.today))
    found = list(ended.select_related("person", "unit").order_by("id"))
    if not found:
        raise NotNow
    post = at.chance.choice(found)
    values = posts.PostValues(
        unit=post.unit, role=Role(post.role), title="", valid_from=at.today, valid_to=None
    )
    posts.give_post(actor=at.act(Role.ADMINISTRATOR), person=post.person, values=values, now=at.now)


def stand_in(at: Province) -> None:
    held = Post.objects.valid_on(at.today).filter(stands_in_for=None).exclude(role=Role.ADMINISTRATOR)
    post = at.chance.choice(list(held.order_by("id")))
    begin = at.soon(0, 2)
    posts.give_substitution(
        actor=at.act(Role.ADMINISTRATOR),
        post=post,
        substitute=at.person(),
        valid_from=begin,
        valid_to=begin + timedelta(days=at.chance.randint(0, 20)),
        reason="Nghỉ phép",
        now=at.now,
    )
