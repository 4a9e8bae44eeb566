"""The list behind a notice of reminders: exactly those it counts, as they stand now, each with its step."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from nhacviec.notify.reminded import Group, group_of, says, why
from nhacviec.notify.subjects import Subject, readable_reminders, subject_of, with_subjects
from nhacviec.notify.texts import title
from nhacviec.queries.notices import notice_by_id
from nhacviec.queries.office_day import OfficeDay
from nhacviec.records.models import Notice, Post, Reminder
from nhacviec.rules.words_notices import GROUPS
from nhacviec.screens.page.guard import signed_in_with_post
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.request import OfficeRequest


@dataclass(frozen=True)
class Line:
    """`readable` False: it is counted, and nothing of it is shown any more."""

    reminder: Reminder
    subject: Subject
    says: str
    days: str  # to its deadline, in words
    why: list[str]
    readable: bool


@dataclass
class Section:
    key: str
    label: str
    lines: list[Line] = field(default_factory=list)


@signed_in_with_post
@require_safe
def show(request: OfficeRequest, notice_id: int) -> HttpResponse:
    notice = notice_by_id(request.actor.person_id, notice_id)
    context = {
        "notice": notice,
        "title": title(notice),
        "sections": sections(notice, request.posts, request.office),
    }
    return show_page(request, "notices/reminded.html", context)


def sections(notice: Notice, posts: list[Post], office: OfficeDay) -> list[Section]:
    """In the groups in which they were told, each by deadline."""
    reminders = list(with_subjects(notice.reminders.all()).select_related("ladder", "instead_of"))
    seen = readable_reminders(reminders, posts)
    found = {group: Section(group.value, GROUPS[group]) for group in Group}
    told = [(subject_of(reminder), reminder) for reminder in reminders]
    for subject, reminder in sorted(told, key=_by_deadline):
        readable, group = reminder.pk in seen, group_of(reminder, notice.created_at)
        days = subject.due_words(now=office.now, calendar=office.calendar)
        found[group].lines.append(
            Line(
                reminder,
                subject,
                says(reminder) if group is Group.WAITING else "",
                days,
                why(reminder) if readable else [],
                readable,
            )
        )
    return [section for section in found.values() if section.lines]


def _by_deadline(pair: tuple[Subject, Reminder]) -> tuple[bool, date, int]:
    due_on = pair[0].due_on
    return due_on is None, due_on or date.max, pair[1].pk
