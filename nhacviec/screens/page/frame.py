"""What every page shows around its content: menu by role, counts, who is acting, theme."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nhacviec.queries.calendar import next_year_missing
from nhacviec.queries.exports import bell_of
from nhacviec.queries.inbox import MOST_BADGE, needs_me
from nhacviec.queries.notices import bell_of as notice_bell_of
from nhacviec.queries.self_check import alarm
from nhacviec.queries.watchdog import not_running
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Right, Role
from nhacviec.rules.words_inbox import up_to

THEME_COOKIE = "theme"
_ANSWER_FOR_NUMBERS = frozenset({Role.ADMINISTRATOR, Role.OFFICE_LEADER})


@dataclass(frozen=True)
class Place:
    """One entry of the menu. `group` names its URL family: "tasks" is lit on every tasks.* page."""

    url_name: str
    label: Any
    icon: str
    right: Right | None  # None: everybody who acts in a post
    on_phone: bool = False
    module: Module | None = None  # not on the menu while it is off

    @property
    def group(self) -> str:
        return self.url_name.split(".")[0]


PLACES = (
    Place("home", _("Việc của tôi"), "inbox", None, on_phone=True),
    Place("assignments.index", _("Nhiệm vụ"), "list-check", Right.READ_TASKS, on_phone=True),
    Place("entry.start", _("Nhập nhiệm vụ"), "file-plus", Right.ENTER_DOCUMENTS),
    Place("documents.index", _("Văn bản"), "file-text", Right.READ_TASKS, on_phone=True),
    Place(
        "superiors.index",
        _("Cấp trên giao"),
        "building-bank",
        Right.READ_FROM_ABOVE,
        module=Module.SUPERIORS,
    ),
    Place(
        "submissions.index",
        _("Hồ sơ trình"),
        "folder",
        Right.READ_SUBMISSIONS,
        module=Module.SUBMISSIONS,
    ),
    Place("upward.index", _("Trình cấp trên"), "send", Right.READ_UPWARD, module=Module.SUPERIORS),
    Place("urgings.index", _("Đôn đốc"), "speakerphone", Right.READ_TASKS),
    Place(
        "coordinations.index", _("Phối hợp"), "arrows-exchange", Right.READ_TASKS, module=Module.COORDINATION
    ),
    Place("statistics.index", _("Thống kê"), "chart-bar", Right.READ_TASKS, on_phone=True),
    Place("units.index", _("Cơ quan, đơn vị"), "sitemap", Right.MANAGE_ORGANISATION, on_phone=True),
    Place("people.index", _("Cán bộ"), "users", Right.MANAGE_PEOPLE, on_phone=True),
    Place("calendar.index", _("Lịch làm việc"), "calendar", Right.MANAGE_CALENDAR),
    Place("policies.index", _("Quy chế"), "adjustments", Right.MANAGE_POLICY),
)


def _waiting_for(request: HttpRequest) -> int:
    counted: int | None = getattr(request, "waiting", None)  # by a page that counts anyway
    if counted is not None:
        return counted
    office = request.office  # type: ignore[attr-defined]
    policy, actor = office.policy, request.actor  # type: ignore[attr-defined]
    return needs_me(actor, office.moment, ext_approver=policy.ext_approver, confirm_role=policy.confirm_role)


def _is_on(request: HttpRequest, module: Module | None) -> bool:
    return module is None or is_on(module, request.office.policy)  # type: ignore[attr-defined]


def frame(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    match = request.resolver_match
    here = (match.url_name or "").split(".")[0] if match else ""
    counts = {"home": _waiting_for(request)} if actor else {}
    menu = [
        {
            "url": reverse(place.url_name),
            "label": place.label,
            "icon": place.icon,
            "count": up_to(counts[place.url_name], MOST_BADGE) if counts.get(place.url_name) else "",
            "counted": place.url_name in counts,
            "here": place.group == here,
            "on_phone": place.on_phone,
        }
        for place in PLACES
        if actor and (place.right is None or actor.has(place.right)) and _is_on(request, place.module)
    ]
    return {
        "actor": actor,
        "acting_post": getattr(request, "acting_post", None),
        "posts": getattr(request, "posts", []),
        "today": getattr(request, "today", None),
        "menu": menu,
        "can_search": actor is not None and actor.has(Right.READ_TASKS),
        "notice_bell": notice_bell_of(actor.person_id) if actor else None,
        "export_bell": bell_of(actor.person_id, request.posts)  # type: ignore[attr-defined]
        if actor and actor.has(Right.READ_TASKS)
        else None,
        # For those who can do something about it; asks the database only in November and December.
        "calendar_missing": next_year_missing(request.today)  # type: ignore[attr-defined]
        if actor and actor.has(Right.MANAGE_CALENDAR)
        else None,
        "numbers_differ": alarm() if actor and actor.role in _ANSWER_FOR_NUMBERS else None,
        "reminders_stand": not_running(request.now)  # type: ignore[attr-defined]
        if actor and actor.role in _ANSWER_FOR_NUMBERS
        else None,
        "demo": settings.DEMO,
        "province": settings.PROVINCE,
        "theme": "dark" if request.COOKIES.get(THEME_COOKIE) == "dark" else "light",
    }
