"""Lịch làm việc: the year at a glance, its days edited with a preview of the deadlines that move."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from nhacviec.actions.calendar import StalePreview, change_day
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.calendar import special_days
from nhacviec.queries.calendar_changes import Preview, moving, preview
from nhacviec.rules.calendar_edits import Changes, SpecialDay, day_warning
from nhacviec.rules.calendar_seed import FIRST_YEAR
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Right
from nhacviec.rules.typed_numbers import typed_number
from nhacviec.rules.words import REFUSALS
from nhacviec.rules.words_calendar import (
    DAY_LETTERS,
    DAY_PROBLEMS,
    WEEKDAYS_LONG,
    WEEKDAYS_SHORT,
    special_day_words,
)
from nhacviec.rules.words_deadlines import DAY_KINDS, day_words, reckoning_words, weekday_words
from nhacviec.screens.office_rules.calendar_forms import LAST_YEAR, DayForm, ReckonForm
from nhacviec.screens.office_rules.calendar_year import months
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest

PAGE = 50
MOST_PAIRS = 12


@needs(Right.MANAGE_CALENDAR)
def index(request: OfficeRequest) -> HttpResponse:
    year = _year(request.GET.get("nam", ""), request.today.year)
    special = special_days(year=year)
    reckon = ReckonForm(
        request.GET if "tu" in request.GET else None,
        initial={"tu": request.today},
        calendar=request.office.calendar,
        policies=request.office.policy,
    )
    asked = reckon.is_bound and reckon.is_valid() and reckon.read is not None
    context = {
        "year": year,
        "moving": moving(),
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
        "months": months(year, special, request.today),
        "weekdays": list(zip(WEEKDAYS_SHORT, WEEKDAYS_LONG, strict=True)),
        "days": [_row(day, said) for day, said in special.items()],
        "kinds": [(kind.value, DAY_LETTERS[kind], label) for kind, label in DAY_KINDS.items()],
        "reckon": reckon,
        "reckoning": reckoning_words(reckon.read.deadline) if asked and reckon.read else [],
    }
    return render(request, "calendar/index.html", context)


@needs(Right.MANAGE_CALENDAR)
def create(request: OfficeRequest) -> HttpResponse:
    form = DayForm(**_sent(request), initial=_initial(request))
    context = {"title": _("Thêm ngày vào lịch"), "form": form, "back": reverse("calendar.index")}
    return _day_form(request, form, context)


@needs(Right.MANAGE_CALENDAR)
def edit(request: OfficeRequest, day: str) -> HttpResponse:
    when, said = _existing(day)
    initial = {"kind": said.kind, "name": said.name, "decision": said.decision}
    form = DayForm(**_sent(request), initial={**initial, "is_confirmed": said.is_confirmed}, fixed=when)
    context = {
        "title": _("Sửa ngày %(day)s") % {"day": day_words(when)},
        "form": form,
        "back": _year_url(when.year),
        "remove": reverse("calendar.remove", args=[day]),
        "weekday": weekday_words(when),
    }
    return _day_form(request, form, context)


@needs(Right.MANAGE_CALENDAR)
def remove(request: OfficeRequest, day: str) -> HttpResponse:
    when, _said = _existing(day)
    context = {
        "title": _("Bỏ ngày %(day)s khỏi lịch") % {"day": day_words(when)},
        "back": reverse("calendar.edit", args=[day]),
    }
    return _day_change(request, when, None, context)


def _day_form(request: OfficeRequest, form: DayForm, context: dict[str, Any]) -> HttpResponse:
    if not form.is_bound or not form.is_valid():
        return render(request, "calendar/form.html", context, status=422 if form.errors else 200)
    when, said = form.special_day()
    if special_days([when]).get(when) == said:
        form.add_error(None, REFUSALS["nothing_changed"])
        return render(request, "calendar/form.html", context, status=422)
    warning = day_warning(when, said.kind)
    context["warning"] = DAY_PROBLEMS[warning] if warning else ""
    return _day_change(request, when, said, context)


def _day_change(
    request: OfficeRequest, when: date, said: SpecialDay | None, context: dict[str, Any]
) -> HttpResponse:
    def apply(fingerprint: str) -> int:
        return change_day(actor=request.actor, day=when, to=said, fingerprint=fingerprint, now=request.now)

    before = special_days([when]).get(when)
    context |= {
        "was": special_day_words(when, before) if before else "",
        "will_be": special_day_words(when, said) if said else "",
        "decision": said.decision if said else "",
    }
    return settle(request, {when: said}, context, apply, done=_("Đã cập nhật lịch"), year=when.year)


def settle(
    request: OfficeRequest,
    changes: Changes,
    context: dict[str, Any],
    apply: Callable[[str], int],
    *,
    done: str,
    year: int,
    template: str = "calendar/preview.html",
) -> HttpResponse:
    """Show which deadlines move, or move them: only what was shown is ever applied."""
    if request.method == "POST":
        try:
            moved = apply(request.POST.get("dau", ""))
        except StalePreview:
            context["stale"] = True
        except MoveNotAllowed as refused:
            messages.error(request, sentence(refused))
            return redirect(_year_url(year))
        else:
            _tell(request, done, year, moved)
            return redirect(_year_url(year))
    number = typed_number(request.GET.get("trang", ""), digits=5) or 1
    first = (number - 1) * PAGE
    found = preview(changes, first=first, size=PAGE)
    context |= {"found": found, "page": Paginator(range(found.total), PAGE).get_page(number)}
    context |= {"pairs": _pairs(found), "rows": _rows(request, found), "changes": changes}
    return render(request, template, context, status=409 if context.get("stale") else 200)


def _tell(request: OfficeRequest, done: str, year: int, moved: int) -> None:
    link = format_html('<a class="alert-link" href="{}">{} {}</a>', _year_url(year), _("Lịch năm"), year)
    what = _("Không thời hạn nào đổi")
    if moved:
        later = _("%(count)s thời hạn đang được tính lại, vài phút nữa sẽ xong")
        what = (later if moving() else _("%(count)s thời hạn đã được tính lại")) % {"count": moved}
    messages.success(request, format_html("{}. {}. {}", done, what, link))


def _pairs(found: Preview) -> dict[str, Any]:
    """Old day → new day with their number: what may be said also to those who read no tasks."""
    pairs = sorted(found.pairs.items())
    return {
        "shown": [(old, new, count) for (old, new), count in pairs[:MOST_PAIRS]],
        "more": pairs[MOST_PAIRS:],
    }


def _rows(request: OfficeRequest, found: Preview) -> list[dict[str, Any]]:
    by_id = {shift.assignment_id: shift for shift in found.shifts if shift.assignment_id is not None}
    duties = visible_assignments(request.actor).filter(pk__in=by_id).select_related("task", "unit")
    return [
        {"duty": duty, "old": by_id[duty.pk].old, "new": by_id[duty.pk].new}
        for duty in duties.order_by("task_id", "pk")
    ]


def _sent(request: OfficeRequest) -> dict[str, Any]:
    if request.method == "POST":
        return {"data": request.POST}
    return {"data": request.GET} if "xem" in request.GET else {}


def _initial(request: OfficeRequest) -> dict[str, Any]:
    return {"day": request.GET.get("ngay", ""), "kind": request.GET.get("loai", "")}


def _existing(text: str) -> tuple[date, SpecialDay]:
    try:
        when = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    said = special_days([when]).get(when)
    if said is None:
        raise Http404
    return when, said


def _row(day: date, said: SpecialDay) -> dict[str, Any]:
    return {
        "day": day,
        "weekday": WEEKDAYS_SHORT[day.weekday()],
        "kind": said.kind.value,
        "label": DAY_KINDS[said.kind],
        "letter": DAY_LETTERS[said.kind],
        "said": said,
    }


def _year(text: str, otherwise: int) -> int:
    year = int(text) if text.isdecimal() and len(text) == 4 else otherwise
    return year if FIRST_YEAR <= year <= LAST_YEAR else otherwise


def _year_url(year: int) -> str:
    return f"{reverse('calendar.index')}?nam={year}"
