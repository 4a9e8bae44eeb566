"""The Office's own balance: every division and officer by what the plan judges them, as of any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nhacviec.exports.office_sheet import balance_table
from nhacviec.queries.office_balance import balances
from nhacviec.queries.office_people import homes_on, office_units
from nhacviec.queries.statistics_asked import Asked
from nhacviec.queries.statistics_subjects import names_of
from nhacviec.records.models import Person, Post, Unit
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.office_balance import NOBODY, Balance, Homes, Place, total
from nhacviec.rules.permissions import OFFICE_ROLES, SEES_ALL, Right
from nhacviec.rules.units import UnitKind
from nhacviec.screens.exports.answering import send_tables
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics import excel
from nhacviec.screens.statistics.addresses import page_of_scope, rows_of_scope
from nhacviec.screens.statistics.asking import asked_of, bar, days_words
from nhacviec.screens.statistics.figures import Figures
from nhacviec.screens.statistics.office_lines import Line, Whose, balance_of, groups, line, person_words


@dataclass(frozen=True)
class Found:
    """Everything of that day, and how its lines are made."""

    asked: Asked
    homes: Homes
    by_place: dict[Place, Balance]
    names: dict[int, str]  # of persons
    submissions: bool

    def line(self, name: str, url: str, whose: Whose | None, balance: Balance) -> Line:
        return line(name, url, whose, balance, self.asked, submissions=self.submissions)

    def of_person(self, place: Place) -> Line:
        url = reverse("statistics.office_person", args=[place.person_id]) if place.person_id else ""
        name = person_words(place.person_id, self.names)
        balance = self.by_place.get(place, Balance())
        return self.line(name, url and url + self.query, Whose(place.unit_id, place.person_id), balance)

    @property
    def query(self) -> str:
        return self.asked.query(pham_vi=None, vai=None)


@needs(Right.READ_TASKS)
@excel.page_or_excel
def office(request: OfficeRequest) -> HttpResponse:
    found = _find(request)
    with_numbers = {place.unit_id for place in found.by_place if place.unit_id}
    lines = [
        found.line(
            unit.name if unit.pk != found.homes.office_id else _("%s (không thuộc phòng nào)") % unit.name,
            reverse("statistics.office_unit", args=[unit.pk]) + found.query,
            Whose(unit.pk),
            balance_of(Whose(unit.pk), found.by_place),
        )
        for unit in office_units(found.asked.as_of.day, with_numbers)
    ]
    nobodys = sorted(
        (place for place in found.by_place if place.unit_id is None),
        key=lambda place: person_words(place.person_id, found.names),
    )
    outside = [found.of_person(place) for place in nobodys]
    whole = found.line(_("Tất cả"), "", None, total(found.by_place.values()))
    return _answer(
        request,
        found,
        title=_("Các phòng, cán bộ Văn phòng"),
        first=_("Phòng, đơn vị"),
        lines=lines,
        outside=outside,
        whole=whole,
    )


@needs(Right.READ_TASKS)
@excel.page_or_excel
def unit(request: OfficeRequest, unit_id: int) -> HttpResponse:
    found = _find(request)
    row = Unit.objects.filter(pk=unit_id, kind__in=[UnitKind.OFFICE, UnitKind.OFFICE_DIVISION]).first()
    if row is None:
        raise Http404
    places = {Place(unit_id, person) for person, home in found.homes.of_person.items() if home == unit_id}
    places |= {place for place in found.by_place if place.unit_id == unit_id}
    ordered = sorted(
        places, key=lambda p: (p.person_id == NOBODY, found.names.get(p.person_id, ""), p.person_id)
    )
    whole = Whose(unit_id)
    return _answer(
        request,
        found,
        title=row.name,
        first=_("Cán bộ"),
        lines=[found.of_person(place) for place in ordered],
        outside=[],
        whole=found.line(row.name, "", whole, balance_of(whole, found.by_place)),
        up=True,
        followed_url=page_of_scope("office_division", unit_id),
    )


@needs(Right.READ_TASKS)
@excel.page_or_excel
def person(request: OfficeRequest, person_id: int) -> HttpResponse:
    found = _find(request)
    row = Person.objects.filter(pk=person_id).first()
    mine = [place for place in found.by_place if place.person_id == person_id]
    of_office = Post.objects.filter(person=person_id, role__in=sorted(OFFICE_ROLES), stands_in_for=None)
    if row is None or (not mine and not of_office.exists()):
        raise Http404
    home = found.homes.of(person_id) or Place(None, person_id)
    names = found.names | {person_id: row.full_name}
    counts = found.by_place.get(home, Balance()).followed
    one = Found(found.asked, found.homes, found.by_place, names, found.submissions).of_person(home)
    extra = {
        "figures": Figures(counts, found.asked, rows_of_scope("specialist", person_id)),
        "home": Unit.objects.filter(pk=home.unit_id or 0).first(),
    }
    return _answer(
        request,
        found,
        title=row.full_name,
        first=_("Cán bộ"),
        lines=[one],
        outside=[],
        whole=None,
        up=True,
        followed_url=page_of_scope("specialist", person_id),
        extra=extra,
    )


def _find(request: OfficeRequest) -> Found:
    if request.actor.role not in SEES_ALL:
        raise Http404
    asked = asked_of(request)
    homes = homes_on(asked.as_of.day)
    submissions = is_on(Module.SUBMISSIONS, request.office.policy)
    found = balances(
        request.actor,
        homes,
        asked.as_of,
        asked.rules,
        asked.policy,
        window=asked.window,
        submissions=submissions,
    )
    people = set(homes.of_person) | {place.person_id for place in found}
    return Found(asked, homes, found, names_of("officer", people), submissions)


def _answer(
    request: OfficeRequest,
    found: Found,
    *,
    title: str,
    first: str,
    lines: Sequence[Line],
    outside: Sequence[Line],
    whole: Line | None,
    up: bool = False,
    followed_url: str = "",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    if excel.is_wanted(request):
        return _excel(request, found, title, first, [*lines, *outside], whole)
    context = {
        "title": title,
        "first": first,
        "groups": groups(submissions=found.submissions),
        "lines": lines,
        "outside": outside,
        "whole": whole,
        "up_url": reverse("statistics.office") + found.query if up else "",
        "followed_url": followed_url and followed_url + found.query,
        "bar": {**bar(request, found.asked), "excel": True},
        "submissions_on": found.submissions,
        **(extra or {}),
    }
    return render(request, "statistics/office.html", context)


def _excel(
    request: OfficeRequest, found: Found, title: str, first: str, lines: Sequence[Line], whole: Line | None
) -> HttpResponse:
    asked = found.asked
    if asked.problems:
        wrong = _("Kỳ hoặc ngày tính số liệu không đúng nên chưa xuất tệp. Hãy sửa rồi xuất lại.")
        messages.error(request, wrong)
        return redirect(request.get_full_path())
    day = asked.as_of.day
    words: list[tuple[str, object]] = [(_("Số liệu của"), title), (_("Tính đến hết ngày"), day)]
    if asked.window:
        words.append((_("Kỳ (văn bản ban hành, việc giao)"), days_words(asked.window)))
    site = request.build_absolute_uri("/").rstrip("/")
    heads = [
        str(f"{group}: {word}") for group, names in groups(submissions=found.submissions) for word in names
    ]
    full_title = _("%(title)s: số liệu của Văn phòng, tính đến hết ngày %(day)s") % {
        "title": title,
        "day": f"{day:%d/%m/%Y}",
    }
    return send_tables(
        request,
        kind="so-lieu-van-phong",
        title=full_title,
        file_name=f"van-phong-{day:%Y-%m-%d}",
        tables=[
            balance_table(
                first,
                heads,
                [
                    (one.name, site + one.url if one.url else "", [c.value for c in one.cells])
                    for one in lines
                ],
                [c.value for c in whole.cells] if whole else None,
                title=full_title,
            )
        ],
        words=words,
    )
