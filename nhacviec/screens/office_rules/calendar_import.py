"""Nạp lịch của một năm: what the shipped calendar knows beside what the office has; nothing is overwritten
unless it was ticked."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nhacviec.actions.calendar import import_year
from nhacviec.integrations.holiday_calendar import days_of_year
from nhacviec.queries.calendar import special_days
from nhacviec.rules.calendar_edits import Changes, SpecialDay
from nhacviec.rules.permissions import Right
from nhacviec.rules.words_deadlines import DAY_KINDS, weekday_words
from nhacviec.screens.office_rules.calendar_days import settle
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest


@dataclass(frozen=True)
class Line:
    """One day of the shipped calendar beside the office's own. `chosen`: it is to be entered."""

    day: date
    shipped: SpecialDay
    ours: SpecialDay | None
    chosen: bool

    @property
    def key(self) -> str:
        return self.day.isoformat()

    @property
    def weekday(self) -> str:
        return weekday_words(self.day)

    @property
    def label(self) -> str:
        return DAY_KINDS[self.shipped.kind]

    @property
    def our_label(self) -> str:
        return DAY_KINDS[self.ours.kind] if self.ours else ""

    @property
    def status(self) -> str:
        if self.ours is None:
            return "new"
        return "same" if self.ours == self.shipped else "differs"


@needs(Right.MANAGE_CALENDAR)
def import_days(request: OfficeRequest, year: int) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    lines = _lines(year, set(sent.getlist("chon")), first_look="xem" not in sent)
    changes: Changes = {line.day: line.shipped for line in lines if line.chosen}
    known = {line.day for line in lines}
    context = {
        "title": _("Nạp lịch năm %(year)s") % {"year": year},
        "year": year,
        "back": f"{reverse('calendar.index')}?nam={year}",
        "lines": lines,
        "count": len(changes),
        "others": [d for d in special_days(year=year).items() if d[0] not in known],
        "estimates": sum(not line.shipped.is_confirmed for line in lines),
    }
    if not changes:
        return render(request, "calendar/import.html", context)

    def apply(fingerprint: str) -> int:
        return import_year(
            actor=request.actor, year=year, changes=changes, fingerprint=fingerprint, now=request.now
        )

    done = _("Đã nạp %(count)s ngày vào lịch năm %(year)s") % {"count": len(changes), "year": year}
    return settle(request, changes, context, apply, done=done, year=year, template="calendar/import.html")


def _lines(year: int, ticked: set[str], *, first_look: bool) -> list[Line]:
    """New days are chosen at first; a day that the office has otherwise only when it is ticked."""
    try:
        shipped = days_of_year(year)
    except ValueError:
        raise Http404 from None
    ours = special_days(year=year)
    lines = []
    for day in shipped:
        said = SpecialDay(day.kind, day.name, day.source, day.confirmed)
        there = ours.get(day.date)
        chosen = there is None if first_look else day.date.isoformat() in ticked and there != said
        lines.append(Line(day.date, said, there, chosen))
    return lines
