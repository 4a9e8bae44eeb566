"""What is shown of a notice: its line, the reason why he is told, and where it leads. The same for the notice
centre and for letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from nhacviec.records.models import Notice
from nhacviec.rules import words
from nhacviec.rules import words_notices as said
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import NoticeKind, Who
from nhacviec.rules.timeliness import local_moment

_DAYS = ("now", "was", "asked", "from", "to", "due")


@dataclass(frozen=True)
class Shown:
    """One notice in words. `readable` False: he may no longer read what it is about."""

    notice: Notice
    title: str
    code: str
    content: str
    reason: str
    due: str
    was: str
    why: tuple[str, ...]
    address: str
    readable: bool = True

    @property
    def kind(self) -> str:
        return said.KINDS[NoticeKind(self.notice.kind)]


def shown(notice: Notice, *, readable: bool = True) -> Shown:
    data = notice.data if readable else {}
    return Shown(
        notice=notice,
        title=title(notice) if readable else said.NO_LONGER_YOURS,
        code=data.get("code", data.get("task", "")),
        content=data.get("content", ""),
        reason=data.get("reason", ""),
        due=day(data.get("due", "")),
        was=day(data.get("was", "")),
        why=tuple(why(notice)),
        address=address(notice) if readable else "",
        readable=readable,
    )


def title(notice: Notice) -> str:
    data: dict[str, Any] = notice.data
    if notice.relation == Who.NOBODY_LEFT:
        return said.NOBODY_LEFT.format_map(_Words(data))
    if "groups" in data:
        return morning(notice)
    if "check" in data:
        return said.CHECK.format(**data["check"])
    if "trial" in data:
        return said.TRIAL.format(device=data["trial"])
    if notice.event is None:
        return said.KINDS[NoticeKind(notice.kind)]
    if "rows" in data:
        return said.MOVED_MANY.format(count=notice.count)
    name = EventName(notice.event.name)
    says = said.SAYS.get(name, words.EVENTS[name])
    return says.format_map(_Words({k: day(v) if k in _DAYS else v for k, v in data.items()}))


def morning(notice: Notice) -> str:
    """ "Nhắc việc: 2 việc quá hạn, 1 việc đến hạn hôm nay"."""
    groups = notice.data["groups"]
    # the database keeps no order of names
    parts = [words.format(count=groups[name]) for name, words in said.MORNING.items() if name in groups]
    return f"{said.MORNING_BEGINS} {', '.join(parts)}"


def why(notice: Notice) -> Iterable[str]:
    """The event and how he stands to it; whether he can turn this off."""
    if notice.event is not None:
        when = f"{local_moment(notice.event.recorded_at):%H:%M %d/%m/%Y}"
        by = _actor(notice)
        yield f"Sự kiện: “{words.EVENTS[EventName(notice.event.name)]}”, {by}, {when}."
    if "groups" in notice.data:
        yield said.MORNING_WHY
    yield from notice.data.get("because", ())
    if notice.relation:
        yield f"Báo cho ông/bà vì ông/bà {said.WHY[Who(notice.relation)]}."
    yield said.MANDATORY if notice.is_mandatory else said.MAY_MUTE


def address(notice: Notice) -> str:
    """The page to open, "" where there is none."""
    data = notice.data
    if "groups" in data:
        return reverse("notices.show", args=[notice.pk])
    if "check" in data:
        return reverse("deliveries.index")
    if "trial" in data:
        return reverse("notices.settings")
    if data.get("code") and notice.assignment_id:
        return reverse("assignments.show", args=[data["code"]])
    if data.get("task") and notice.task_id:
        return reverse("tasks.show", args=[data["task"]])
    if notice.event is not None and notice.event.name == EventName.URGING_PROPOSED:
        return f"{reverse('urgings.index')}?trang-thai=draft"
    if data.get("coordination"):
        return reverse("coordinations.show", args=[data["coordination"]])
    if data.get("submission"):
        return reverse(f"{'upward' if data.get('upward') else 'submissions'}.show", args=[data["submission"]])
    if data.get("urging"):
        return reverse("urgings.show", args=[data["urging"]])
    if notice.kind == NoticeKind.DESK:
        return reverse("account.show")
    if notice.event is None or notice.kind != NoticeKind.OFFICE:
        return ""
    name = EventName(notice.event.name)
    if name in (EventName.CALENDAR_CHANGED, EventName.CALENDAR_IMPORTED):
        return reverse("calendar.index")
    return reverse("policies.index") if name is EventName.POLICY_CHANGED else ""


def day(stored: str) -> str:
    """2018-07-20 as 20/07/2018; anything else as it is."""
    try:
        return f"{date.fromisoformat(stored):%d/%m/%Y}"
    except (TypeError, ValueError):
        return stored or ""


def _actor(notice: Notice) -> str:
    actor, away = notice.data.get("actor", ""), notice.data.get("for", "")
    return f"{actor} thay mặt {away}" if actor and away else actor or said.BY_THE_CLOCK


class _Words(dict[str, Any]):
    """A name that was not kept leaves a gap, not an error."""

    def __missing__(self, key: str) -> str:
        return "…"
