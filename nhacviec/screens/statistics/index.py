"""The province at a glance with all its agencies in one table, and the same cut by people and fields."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.queries import statistics
from nhacviec.queries.as_of import PROVINCE, Scope
from nhacviec.queries.organisation import tree
from nhacviec.queries.statistics_asked import Asked
from nhacviec.queries.statistics_subjects import divisions_below, names_of, officers_below, units_counted
from nhacviec.rules.permissions import SEES_ALL, Right
from nhacviec.rules.statistics import Counts, total
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics import excel, table
from nhacviec.screens.statistics.addresses import CUTS, INSIDE, page_of_scope, rows_of_scope
from nhacviec.screens.statistics.asking import asked_of, bar, province_name, wanted
from nhacviec.screens.statistics.figures import Figures
from nhacviec.screens.statistics.page import late_records
from nhacviec.screens.statistics.table import Line, Sorting

TREE = "cay"
CUT_WORDS = {
    "specialist": gettext_lazy("Chuyên viên theo dõi"),
    "office_leader": gettext_lazy("Lãnh đạo Văn phòng"),
    "committee_leader": gettext_lazy("Lãnh đạo UBND tỉnh"),
    "field": gettext_lazy("Lĩnh vực"),
    "division": gettext_lazy("Phòng, đơn vị trực thuộc"),
    "officer": gettext_lazy("Cán bộ thực hiện"),
}


@needs(Right.READ_TASKS)
@excel.page_or_excel
def index(request: OfficeRequest) -> HttpResponse:
    """The province for those who see all of it; everybody else is led to what is his own."""
    asked = asked_of(request)
    if request.actor.role not in SEES_ALL:
        own = statistics.own_scope(request.actor)
        return redirect(page_of_scope(own.kind, own.id) + asked.query())
    as_tree = request.GET.get("dang") == TREE
    lines, whole_province = _units(asked, as_tree=as_tree)
    if excel.is_wanted(request):
        return _excel(request, asked, province_name(), _("Cơ quan, đơn vị"), lines, whole_province)
    rows = rows_of_scope(PROVINCE, None)
    context = {
        "figures": Figures(whole_province, asked, rows),
        "rates": Figures(whole_province, asked, rows).rates(),
        "late_records": late_records(Scope(), asked, whole_province, rows),
        "as_tree": as_tree,
        "flat_url": request.path + asked.query(),
        "tree_url": request.path + asked.query(dang=TREE),
        "province_url": page_of_scope(PROVINCE, None) + asked.query(),
        "cuts": _cuts(asked, ""),
        **_table(request, asked, lines, whole_province, _("Cơ quan, đơn vị"), as_tree=as_tree),
    }
    return render(request, "statistics/index.html", context)


@needs(Right.READ_TASKS)
@excel.page_or_excel
def by(request: OfficeRequest, cut: str) -> HttpResponse:
    """By specialist, leader or field: those who are named in no duty are left out."""
    asked, _scope, _subject = wanted(request, PROVINCE, None)
    kind = CUTS[cut]
    found = statistics.counts_by(kind, asked.as_of, asked.rules, window=asked.window)
    names = names_of(kind, found)
    lines = _lines(kind, sorted(names.items(), key=lambda item: item[1]), found, asked)
    whole_province = statistics.counts(Scope(), asked.as_of, asked.rules, window=asked.window)
    if excel.is_wanted(request):
        return _excel(request, asked, province_name(), str(CUT_WORDS[kind]), lines, whole_province)
    context = {
        "heading": CUT_WORDS[kind],
        "missing": (whole_province - total(found.values())).assigned(asked.rules),
        "cuts": _cuts(asked, cut),
        "up_url": page_of_scope(PROVINCE, None) + asked.query(),
        "up_name": province_name(),
        **_table(request, asked, lines, whole_province, CUT_WORDS[kind]),
    }
    return render(request, "statistics/by.html", context)


@needs(Right.READ_TASKS)
@excel.page_or_excel
def inside(request: OfficeRequest, unit_id: int, cut: str) -> HttpResponse:
    """An agency by its divisions or officers: what was handed on to them."""
    asked, scope, subject = wanted(request, "unit", unit_id)
    kind = INSIDE[cut]
    on = asked.as_of.past_day
    names = divisions_below(unit_id, on) if kind == "division" else officers_below(unit_id, on)
    # As on an officer's own page: what he did in another agency is not this reader's to know.
    within = statistics.own_units(request.actor, on) if kind == "officer" else ()
    found = statistics.counts_by(
        kind, asked.as_of, asked.rules, window=asked.window, ids=list(names), within=within
    )
    lines = _lines(kind, names.items(), found, asked)
    whole_agency = statistics.counts(scope, asked.as_of, asked.rules, window=asked.window)
    if excel.is_wanted(request):
        return _excel(request, asked, subject.name, str(CUT_WORDS[kind]), lines, whole_agency)
    # What a person or division did elsewhere is in its line and not in the agency's.
    own = found
    if set(within) != set(scope.ids):
        own = statistics.counts_by(
            kind, asked.as_of, asked.rules, window=asked.window, ids=list(names), within=scope.ids
        )
    context = {
        "heading": CUT_WORDS[kind],
        "missing": (whole_agency - total(own.values())).assigned(asked.rules),
        "cuts": [(CUT_WORDS[k], f"../{slug}/{asked.query()}", slug == cut) for slug, k in INSIDE.items()],
        "up_url": page_of_scope("unit", unit_id) + asked.query(),
        "up_name": subject.name,
        **_table(request, asked, lines, whole_agency, CUT_WORDS[kind], scope=scope, total_words=subject.name),
    }
    return render(request, "statistics/by.html", context)


def _excel(
    request: OfficeRequest, asked: Asked, name: str, first: str, lines: list[Line], whole: Counts
) -> HttpResponse:
    ordered = _sorting(request, asked).apply(lines, asked.rules)
    return excel.send(request, asked, name=name, first=first, lines=ordered, whole=whole)


def _sorting(request: OfficeRequest, asked: Asked) -> Sorting:
    """In the tree everybody stays below who is above him."""
    if request.GET.get("dang") == TREE:
        return Sorting(table.BY_NAME, down=False)
    return Sorting.read(request.GET.get("xep", ""), request.GET.get("chieu", ""), table.shown_rates(asked))


def _lines(kind: str, names: Any, found: dict[int, Counts], asked: Asked) -> list[Line]:
    return [
        Line(pk, name, page_of_scope(kind, pk) + asked.query(), rows_of_scope(kind, pk), found[pk])
        for pk, name in names
        if pk in found
    ]


def _cuts(asked: Asked, here: str) -> list[tuple[Any, str, bool]]:
    return [
        (CUT_WORDS[kind], reverse("statistics.by", args=[slug]) + asked.query(), slug == here)
        for slug, kind in CUTS.items()
    ]


def _units(asked: Asked, *, as_tree: bool) -> tuple[list[Line], Counts]:
    """Every unit that has or can have duties. In the tree a unit's line holds what is below it too, so only
    its outermost lines add up to the province; in the flat table every duty is in exactly one line."""
    own = statistics.counts_by_unit(asked.as_of, asked.rules, window=asked.window)
    units = units_counted(own, asked.as_of)
    below: dict[int, Counts] = {}
    if as_tree:
        for unit in units:
            for above in unit.lineage if unit.pk in own else ():
                below[above] = below.get(above, Counts()) + own[unit.pk]
    lying_above = {above for unit in units if unit.pk in own for above in unit.lineage[:-1]}
    page, rows, query = page_of_scope("unit", 0), rows_of_scope("unit", 0), asked.query()
    narrow = asked.query(pham_vi="rieng")
    found = []
    for row in tree(units):
        unit, pk = row.unit, str(row.unit.pk)
        counts = below.get(unit.pk, Counts()) if as_tree else own.get(unit.pk, Counts())
        alone = not as_tree and unit.pk in lying_above  # its page would also count what is below it
        found.append(
            Line(
                unit.pk,
                unit.label,
                page.replace("/0/", f"/{pk}/") + (narrow if alone else query),
                rows.replace("/0/", f"/{pk}/"),
                counts,
                note=unit.abbreviation,
                depth=row.depth if as_tree else 0,
                own_only=alone,
            )
        )
    return found, total(own.values())


def _table(
    request: OfficeRequest,
    asked: Asked,
    lines: list[Line],
    whole: Counts,
    words: Any,
    *,
    scope: Scope | None = None,
    total_words: str = "",
    as_tree: bool = False,
) -> dict[str, Any]:
    scope = scope or Scope()
    extra = {"dang": TREE} if as_tree else {}
    sorting = _sorting(request, asked)
    line = Line(
        0, "", page_of_scope(scope.kind, scope.id) + asked.query(), rows_of_scope(scope.kind, scope.id), whole
    )
    return {
        "name_head": table.name_head(str(words), asked, sorting, extra),
        "heads": table.heads(asked, sorting, extra),
        "body": table.body(sorting.apply(lines, asked.rules), asked),
        "total": table.total_row(total_words or province_name(), line, asked),
        "line_count": len(lines),
        "sortable": not as_tree,
        "bar": {**bar(request, asked, extra), "excel": True},
    }
