"""Template tags every page needs. Loaded as built-ins: no {% load %}."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Protocol

from django import template
from django.template.context import RequestContext
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nhacviec.queries.office_day import OfficeDay
from nhacviec.records.models import Unit
from nhacviec.rules import lifecycle, words, words_coordination, words_superiors, words_urging
from nhacviec.rules.coordination import Standing
from nhacviec.rules.lifecycle import State
from nhacviec.rules.permissions import SEES_AGENCY, SEES_ALL, Actor
from nhacviec.rules.timeliness import Timeliness, chip, local_date
from nhacviec.rules.words_deadlines import EXCUSED, chip_words, weekday_words
from nhacviec.rules.words_delays import DELAY_CAUSES
from nhacviec.rules.words_inbox import ROW_STEPS
from nhacviec.screens.page import once
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.rescue import MARK, mark_for

register = template.Library()

STATE_COLOURS: dict[State, str] = {
    State.DRAFT: "secondary",
    State.ASSIGNED: "blue",
    State.IN_PROGRESS: "azure",
    State.ANSWERED: "purple",
    State.COMPLETED: "green",
    State.RETURNED: "orange",
    State.SUSPENDED: "yellow",
    State.CANCELLED: "secondary",
}
# Icon and colour beside the words: colour never stands alone.
CHIP_LOOKS: dict[Timeliness, tuple[str, str]] = {
    Timeliness.NO_DEADLINE: ("secondary", "dots"),
    Timeliness.ON_TRACK: ("green", "clock"),
    Timeliness.DUE_SOON: ("orange", "hourglass"),
    Timeliness.OVERDUE: ("red", "alert-triangle"),
    Timeliness.EARLY: ("green", "check"),
    Timeliness.ON_TIME: ("green", "check"),
    Timeliness.LATE: ("red", "clock-exclamation"),
    Timeliness.DONE_NO_DEADLINE: ("secondary", "check"),
}
_TABLES: dict[str, dict[Any, str]] = {
    "state": {k.value: v for k, v in words.STATES.items()},
    "duty": {k.value: v for k, v in words.DUTIES.items()},
    "move": {k.value: v for k, v in words.MOVES.items()},
    "row_step": {k.value: ROW_STEPS.get(k, v) for k, v in words.MOVES.items()},
    "role": {k.value: v for k, v in words.ROLES.items()},
    "relation": {k.value: v for k, v in words.RELATIONS.items()},
    "event": {k.value: v for k, v in words.EVENTS.items()},
    "closing": {k.value: v for k, v in words.CLOSINGS.items()},
    "return_reason": {k.value: v for k, v in words.RETURN_REASONS.items()},
    "unit_kind": {k.value: v for k, v in words.UNIT_KINDS.items()},
    "urging": {k.value: v for k, v in words_urging.STATES.items()},
    "delay_cause": DELAY_CAUSES,
    "coordination": {k.value: v for k, v in words_coordination.STATES.items()},
    "standing": {k.value: v for k, v in words_coordination.STANDINGS.items()},
    "reply_kind": {k.value: v for k, v in words_coordination.REPLIES.items()},
    "delay": {k.value: v for k, v in words_coordination.DELAYS.items()},
    "coordination_step": {k.value: v for k, v in words_coordination.STEPS.items()},
    "coordination_head": words_coordination.HEADS,
}


@register.simple_tag
@lru_cache(maxsize=1000)  # a page of fifty rows shows hundreds of them
def icon(name: str, css: str = "") -> SafeString:
    """An icon of the sprite, hidden from screen readers: the words stand beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        static("vendor/icons.svg"),
        name,
    )


@register.filter
def word(code: StrEnum | str, table: str) -> str:
    """The Vietnamese label of a code: {{ assignment.state|word:"state" }}."""
    return _TABLES[table].get(str(code), str(code))


@register.filter
def weekday(day: date) -> str:
    """thứ Năm, 12/07/2018."""
    return weekday_words(day)


@register.simple_tag
@cache
def state_badge(state: str) -> SafeString:
    colour = STATE_COLOURS[State(state)]
    return format_html('<span class="badge bg-{}-lt">{}</span>', colour, words.STATES[State(state)])


STANDING_LOOKS: dict[Standing, tuple[str, str]] = {
    Standing.WAITING: ("blue", "clock"),
    Standing.OVERDUE: ("red", "alert-triangle"),
    Standing.IN_TIME: ("green", "check"),
    Standing.LATE: ("red", "clock-exclamation"),
    Standing.TACIT: ("purple", "check"),
    Standing.DROPPED: ("secondary", "x"),
}


@register.simple_tag
@cache
def standing_badge(stood: str) -> SafeString:
    """How a request to a coordinating unit counts."""
    colour, name = STANDING_LOOKS[Standing(stood)]
    said = words_coordination.STANDINGS[Standing(stood)]
    return format_html('<span class="badge bg-{}-lt">{}{}</span>', colour, icon(name), said)


class Duty(Protocol):
    """What a chip needs to know: an Assignment, or a row of a list."""

    @property
    def state(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def due_hour(self) -> time | None: ...
    @property
    def answered_at(self) -> datetime | None: ...
    @property
    def days_late(self) -> int | None: ...
    @property
    def excused_at(self) -> datetime | None: ...


@register.simple_tag(takes_context=True)
def due_chip(context: RequestContext, assignment: Duty) -> SafeString:
    return chip_of(assignment, context["request"].office)


def chip_of(assignment: Duty, office: OfficeDay) -> SafeString:
    """Icon + words + colour, the same on every page."""
    state = State(assignment.state)
    if state in (State.CANCELLED, State.DRAFT):
        return SafeString("")
    if state is State.SUSPENDED:
        return fill('<span class="chip text-yellow">{}{}</span>', icon("player-pause"), words.STATES[state])
    done_at = _done_at(assignment) if state in (State.ANSWERED, State.COMPLETED) else None
    found = chip(
        due_on=assignment.due_on,
        due_hour=assignment.due_hour,
        now=office.now,
        done_at=done_at,
        due_soon_days=office.policy.due_soon_wd,
        calendar=office.calendar,
    )
    colour, name = CHIP_LOOKS[found.timeliness]
    text = chip_words(found)
    if done_at and found.timeliness is Timeliness.LATE and assignment.excused_at:
        colour, text = "green", f"{text} ({EXCUSED})"
    return fill('<span class="chip text-{}">{}{}</span>', colour, icon(name), text)


def _done_at(assignment: Duty) -> datetime | date | None:
    """What the frozen outcome was measured by: the moment of the answer, or another day (recorded late, the
    day of its document, of the confirmation)."""
    answered, due_on, late = assignment.answered_at, assignment.due_on, assignment.days_late
    if answered is None or due_on is None or late is None:
        return answered
    day = due_on + timedelta(days=late)
    return answered if day == local_date(answered) else day


_PLACE = "NV-0"


@cache
def _around_code(url_name: str) -> tuple[str, str]:
    """What stands before and after the code in an address: a list writes hundreds of them."""
    before, _code, after = reverse(url_name, args=[_PLACE]).rpartition(_PLACE)
    return before, after


@register.simple_tag
def url_of_code(url_name: str, code: str) -> str:
    """{% url %} for a page of one task or assignment, many times over."""
    before, after = _around_code(url_name)
    return f"{before}{code}{after}"


@register.simple_tag
def url_of_move(move: str, code: str) -> str:
    """The address of a move's form: one per Move, see screens/assignments/moves/steps.py."""
    return url_of_code(f"assignments.{move}", code)


@register.simple_tag
def move_words(move: str, duty: str) -> str:
    """What a step is called: what the Committee owes to those above it is reported, not answered."""
    own = words_superiors.MOVES if duty == lifecycle.Duty.COMMITTEE else {}
    return own.get(lifecycle.Move(move)) or words.MOVES[lifecycle.Move(move)]


@register.simple_tag
def url_of_step(step: str, request_id: int) -> str:
    """The address of a step of a request to a coordinating unit."""
    return reverse(f"coordinations.{step}", args=[request_id])


@register.filter
def day(value: date | None) -> str:
    """12/07/2018; nothing for no day. As |date:"d/m/Y", in a tenth of its time."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}" if value else ""


@register.simple_tag(takes_context=True)
def unit_link(context: RequestContext, unit: Unit, short: bool = False) -> SafeString:
    """The name of a unit, leading to its numbers where the reader may know them."""
    return name_of_unit(context.get("actor"), unit.pk, unit.label if short else unit.name)


def name_of_unit(actor: Actor | None, unit_id: int, name: str) -> SafeString:
    known = actor is not None and (
        actor.role in SEES_ALL or (actor.role in SEES_AGENCY and unit_id in actor.own_unit_ids)
    )
    return (
        fill('<a class="numbers" href="{}">{}</a>', _numbers_of("don-vi", unit_id), name)
        if known
        else fill("{}", name)
    )


@cache
def _numbers_pages(slug: str) -> str:
    return reverse("statistics.show", args=[slug, 0])


def _numbers_of(slug: str, row_id: int) -> str:
    return _numbers_pages(slug).replace("/0/", f"/{row_id}/")


@register.simple_tag(takes_context=True)
def numbers_link(context: RequestContext, slug: str, row_id: int, name: str) -> SafeString:
    """The name of a person, field or document, leading to the numbers of it for those who see all."""
    actor = context.get("actor")
    if actor is None or actor.role not in SEES_ALL:
        return format_html("{}", name)
    return format_html('<a class="numbers" href="{}">{}</a>', _numbers_of(slug, row_id), name)


@register.simple_tag(takes_context=True)
def form_mark(context: RequestContext) -> SafeString:
    """Beside {% csrf_token %} in every form: lets the typed text survive an expired session."""
    request = context["request"]
    if not request.user.is_authenticated:
        return SafeString("")
    return format_html('<input type="hidden" name="{}" value="{}">', MARK, mark_for(request.user.pk))


@register.simple_tag
def once_mark() -> SafeString:
    """In a form whose deed must not be done twice; its view answers through screens/page/once.py."""
    return format_html('<input type="hidden" name="{}" value="{}">', once.FIELD, once.new_token())


@register.simple_tag(takes_context=True)
def url_with(context: RequestContext, **changes: object) -> str:
    """The page's own address with some query parameters changed; None removes one."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else context["request"].path


@register.inclusion_tag("layout/field.html")
def show_field(field: Any, size: str = "") -> dict[str, Any]:
    """One form field with its label, help and errors beside it."""
    return {"field": field, "size": size}


@register.inclusion_tag("layout/pages.html", takes_context=True)
def pages(context: RequestContext, page: Any) -> dict[str, Any]:
    """Older/newer links under a list."""
    return {"page": page, "request": context["request"]}
