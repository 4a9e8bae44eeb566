"""The rows behind the balance of the Office that no other list has: documents entered late or not at all, and
answers that wait for the Office, as of any day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nhacviec.queries.office_balance import documents_of, waiting_of
from nhacviec.queries.office_people import homes_on
from nhacviec.queries.statistics_asked import Asked
from nhacviec.queries.statistics_subjects import names_of
from nhacviec.records.models import Unit
from nhacviec.rules.office_balance import NOBODY, EntryNumber, Homes, Place
from nhacviec.rules.permissions import SEES_ALL, Right
from nhacviec.rules.words_office import ENTRIES, UNNAMED, WAITING
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.asking import asked_of, bar


@dataclass(frozen=True)
class Whom:
    """Of whom rows are asked for by ?phong=12&nguoi=5; `whole`: of everybody of the unit."""

    place: Place
    whole: bool
    params: dict[str, str]
    name: str


@needs(Right.READ_TASKS)
@require_safe
def documents(request: OfficeRequest) -> HttpResponse:
    asked, homes, whom = _wanted(request)
    typed = request.GET.get("so", "")
    number = EntryNumber(typed) if typed in set(EntryNumber) else EntryNumber.MISSING
    found = documents_of(
        whom.place,
        number,
        homes,
        asked.as_of.day,
        asked.policy,
        whole_unit=whom.whole,
        window=asked.window,
    )
    page = page_of(request, found)
    late = number is EntryNumber.LATE
    names = names_of("officer", {row.entered_by_id for row in page.object_list if late and row.entered_by_id})
    rows = [(row, names.get(row.entered_by_id, "")) for row in page.object_list]
    kept = {"so": number.value, **whom.params}
    context = {"documents": rows, "missing": number is EntryNumber.MISSING, "head": ENTRIES[number]}
    return _show(request, asked, whom, page, kept, context)


@needs(Right.READ_TASKS)
@require_safe
def waiting(request: OfficeRequest) -> HttpResponse:
    asked, homes, whom = _wanted(request)
    day = asked.as_of.day
    found = waiting_of(whom.place, homes, day, asked.policy, whole_unit=whom.whole)
    page = page_of(request, found)
    rows = [(row, _days(row.since, day)) for row in page.object_list]
    return _show(request, asked, whom, page, dict(whom.params), {"answers": rows, "head": WAITING})


def _show(
    request: OfficeRequest, asked: Asked, whom: Whom, page: Any, kept: dict[str, str], more: dict[str, Any]
) -> HttpResponse:
    context = {
        "page": page,
        "whom": whom.name,
        "up_url": reverse("statistics.office") + asked.query(pham_vi=None, vai=None),
        "bar": bar(request, asked, kept),
        **more,
    }
    return render(request, "statistics/office_rows.html", context)


def _wanted(request: OfficeRequest) -> tuple[Asked, Homes, Whom]:
    if request.actor.role not in SEES_ALL:
        raise Http404
    asked = asked_of(request)
    unit_id, person_id = _id(request, "phong"), _id(request, "nguoi")
    names: list[str] = []
    if person_id:
        names += names_of("officer", [person_id]).values()
    elif person_id == NOBODY:
        names.append(UNNAMED)
    if unit_id is not None:
        names += Unit.objects.filter(pk=unit_id).values_list("name", flat=True)
    params = {name: request.GET[name] for name in ("phong", "nguoi") if _id(request, name) is not None}
    whom = Whom(Place(unit_id, person_id or NOBODY), person_id is None, params, ", ".join(names))
    return asked, homes_on(asked.as_of.day), whom


def _id(request: OfficeRequest, name: str) -> int | None:
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 18 else None


def _days(since: date, day: date) -> int:
    return (day - since).days
