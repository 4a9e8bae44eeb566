"""What a message says, by whatever channel. It is asked again at the moment it is written: nobody is told of
what is done, or of what he may no longer read, and nothing empty is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from nhacviec.notify.choices import Choices
from nhacviec.notify.reminded import GROUPS_IN_ORDER, Group, group_of, is_true, says, why
from nhacviec.notify.subjects import readable_reminders, situations, subject_of, with_subjects
from nhacviec.notify.texts import shown
from nhacviec.queries.actors import posts_today
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.notices import readable
from nhacviec.records.models import Delivery, Notice, Person, Post, Reminder
from nhacviec.rules.notices import Channel, NoticeKind
from nhacviec.rules.permissions import Role
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.words_notices import GROUPS


@dataclass(frozen=True)
class Line:
    """One thing that is told. `address`: its page, whole; "" where there is none."""

    code: str
    unit: str
    text: str
    says: str  # "Quá hạn 12 ngày (hạn 20/07/2018)"
    address: str
    reason: str
    why: tuple[str, ...]
    asks: bool = False


@dataclass(frozen=True)
class Section:
    head: str
    lines: list[Line]


@dataclass(frozen=True)
class Contents:
    """What is left to say to this person now, in the order of pressing, and the notices it comes from."""

    sections: list[Section]
    notices: list[Notice]
    posts: list[Post]

    @property
    def count(self) -> int:
        return sum(len(section.lines) for section in self.sections)


def contents_of(delivery: Delivery, *, now: datetime) -> Contents | None:
    """None when there is nothing left to say."""
    person = delivery.reader
    notices = list(delivery.notices.select_related("event", "task__specialist").order_by("pk"))
    if not person.is_active or not notices:
        return None
    posts = posts_today(person, local_date(now))
    sections, told = _sections(person, posts, notices, Channel(delivery.channel), now)
    return Contents(sections, told, posts) if sections else None


def in_short(contents: Contents) -> str:
    """In one line: one thing by its name, of several how many of each sort."""
    sections = contents.sections
    if contents.count == 1:
        line = sections[0].lines[0]
        said = f"{sections[0].head}: {line.text or line.unit}" if line.says and not line.asks else line.unit
        if line.text and line.text not in said:
            said = f"{said}: {line.text}"
    else:
        heads = ((len(section.lines), section.head) for section in sections)
        said = ", ".join(f"{number} {head[0].lower()}{head[1:]}" for number, head in heads)
    return " ".join(said.split())


def _sections(
    person: Person, posts: list[Post], notices: Sequence[Notice], channel: Channel, now: datetime
) -> tuple[list[Section], list[Notice]]:
    may_read = readable(notices, posts)
    news: list[Line] = []
    told: list[Notice] = []
    reminders: list[Reminder] = []
    for notice in notices:
        if "groups" in notice.data:
            own = _reminders(person, posts, notice, channel)
            reminders += own
            told += [notice] if own else []
        elif notice.pk in may_read:
            news.append(_news(notice))
            told.append(notice)
    found = _reminded(reminders, now)
    asking, other = [line for line in news if line.asks], [line for line in news if not line.asks]
    if asking:
        found.append(Section("Chờ ông/bà xử lý", asking))
    if other:
        found.append(Section("Tin khác" if asking or reminders else "Tin mới", other))
    return found, told


def _reminders(person: Person, posts: list[Post], notice: Notice, channel: Channel) -> list[Reminder]:
    """Of the notice's list: still true, still readable, wanted by this channel."""
    carried = notice.reminders.filter(channels__contains=[channel.value])
    rows = list(with_subjects(carried).select_related("ladder", "instead_of", "post"))
    true_now, choices = situations(rows), Choices([person.pk])
    seen = readable_reminders(rows, posts)
    return [
        row
        for row in rows
        if row.pk in seen
        and is_true(row, true_now)
        and choices.wants(person.pk, NoticeKind.REMINDER, channel, Role(row.post.role), must=not row.may_mute)
    ]


def _reminded(reminders: list[Reminder], now: datetime) -> list[Section]:
    by_group: dict[Group, list[Line]] = {group: [] for group in GROUPS_IN_ORDER}
    calendar = load_calendar() if reminders else None
    told = [(subject_of(reminder), reminder) for reminder in reminders]
    for subject, reminder in sorted(told, key=lambda pair: (pair[0].due_on or local_date(now), pair[1].pk)):
        group, bare = group_of(reminder, now), reminder.nobody_left
        has_due = group in (Group.OVERDUE, Group.TODAY, Group.SOON)
        days = subject.due_words(now=now, calendar=calendar) if has_due else says(reminder)
        by_group[group].append(
            Line(
                code="" if bare else subject.code,
                unit=subject.unit,
                text="" if bare else subject.text,
                says="" if bare else days,
                address="" if bare else settings.SITE + subject.address,
                reason="",
                why=tuple(why(reminder)),
            )
        )
    return [Section(GROUPS[group], lines) for group, lines in by_group.items() if lines]


def _news(notice: Notice) -> Line:
    line = shown(notice)
    days = ""
    if line.was:
        days = f"trước đây {line.was}"
    elif line.due and notice.asks:
        days = f"hạn {line.due}"
    return Line(
        code=line.code,
        unit=line.title,
        text=line.content,
        says=days,
        address=settings.SITE + line.address if line.address else "",
        reason=line.reason,
        why=line.why,
        asks=notice.asks,
    )
