"""The list behind a notice of reminders: exactly those it counts, as they stand now, each with its step."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from nhacviec.notify.reminded import Group, group_of, says, why
from nhacviec.notify.texts import title
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.actors import actor_in
from nhacviec.queries.notices import notice_by_id
from nhacviec.records.models import Notice, Post, Reminder
from nhacviec.rules.words_notices import GROUPS
from nhacviec.screens.page.guard import signed_in_with_post
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.request import OfficeRequest


@dataclass(frozen=True)
class Line:
    """`readable` False: it is counted, and nothing of it is shown any more."""

    reminder: Reminder
    says: str
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
    context = {"notice": notice, "title": title(notice), "sections": sections(notice, request.posts)}
    return show_page(request, "notices/reminded.html", context)


def sections(notice: Notice, posts: list[Post]) -> list[Section]:
    """In the groups in which they were told, each by deadline."""
    reminders = list(
        notice.reminders.select_related(
            "assignment__task", "assignment__unit", "assignment__officer", "ladder", "instead_of"
        ).order_by("assignment__due_on", "assignment_id", "id")
    )
    wanted = {reminder.assignment_id for reminder in reminders}
    seen: set[int] = set()
    for post in posts if wanted else ():
        rows = visible_assignments(actor_in(post)).filter(pk__in=wanted)
        seen |= set(rows.values_list("pk", flat=True))
    found = {group: Section(group.value, GROUPS[group]) for group in Group}
    for reminder in reminders:
        readable = reminder.nobody_left or reminder.assignment_id in seen
        group = group_of(reminder, notice.created_at)
        found[group].lines.append(
            Line(reminder, _says(reminder, group), why(reminder) if readable else [], readable)
        )
    return [section for section in found.values() if section.lines]


def _says(reminder: Reminder, group: Group) -> str:
    return says(reminder) if group is Group.WAITING else ""
