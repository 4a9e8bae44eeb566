"""Cơ quan, đơn vị: the tree and its changes."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from nhacviec.actions.units import change_unit, close_unit, create_unit
from nhacviec.queries.gateways import gateway_of
from nhacviec.queries.organisation import (
    ancestors,
    remaining,
    tree,
    unit_by_id,
    unit_events,
    unit_stamp,
    units_matching,
)
from nhacviec.queries.people import posts_of_unit
from nhacviec.queries.unit_directory import directory_of_all_units, directory_of_open_units
from nhacviec.records.models import Unit
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Right
from nhacviec.rules.text import visible
from nhacviec.screens.forms.fields import typed
from nhacviec.screens.organisation.history_lines import history_lines
from nhacviec.screens.organisation.unit_forms import FIELD_OF, CloseUnitForm, UnitForm
from nhacviec.screens.organisation.unit_hours import hours_in_force
from nhacviec.screens.page.addresses import row_id
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import go_to, show
from nhacviec.screens.page.paging import page_of
from nhacviec.screens.page.refused import seen_now, show_refusal
from nhacviec.screens.page.request import OfficeRequest

OPENNESS = {"": "open", "da-dong": "closed", "tat-ca": "all"}


@needs(Right.MANAGE_ORGANISATION)
def index(request: OfficeRequest) -> HttpResponse:
    """The tree; a search or the closed ones are a list with paths."""
    text, chosen = visible(request.GET.get("tim", ""))[:200], request.GET.get("loc", "")
    openness = OPENNESS.get(chosen, "open")
    units = units_matching(text=text, openness=openness, today=request.today)
    as_list = bool(text) or openness == "closed"
    context = {
        "text": text,
        "chosen": chosen if chosen in OPENNESS else "",
        "all_open": request.GET.get("mo") == "het",
        "page": page_of(request, units) if as_list else None,
        "rows": [] if as_list else tree(units),
    }
    return show(request, "units/index.html", context, part="list")


@needs(Right.MANAGE_ORGANISATION)
def detail(request: OfficeRequest, unit_id: int) -> HttpResponse:
    unit = unit_by_id(unit_id)
    events = page_of(request, unit_events(unit))
    context = {
        "unit": unit,
        "above": ancestors(unit),
        "children": list(unit.children.all()[:200]),
        "successors": list(unit.successors.all()),
        "predecessors": list(unit.predecessors.all()),
        "posts": posts_of_unit(unit, request.today)[:50],
        "is_open": unit.is_active_on(request.today),
        "left": remaining(unit, request.today),
        "hours": hours_in_force(unit, request.office.policy),
        "gateways_allowed": bool(settings.APPRISE_SCHEMAS),
        "gateway": gateway_of(unit=unit),
        "events": events,
        "history": history_lines(events),
    }
    return render(request, "units/show.html", context)


@needs(Right.MANAGE_ORGANISATION)
def create(request: OfficeRequest) -> HttpResponse:
    directory = directory_of_open_units(request.today)
    above = row_id(request.GET.get("thuoc", ""))
    parent = directory.units.get(above) if above else None
    form = UnitForm(**typed(request), directory=directory, initial={"parent": parent})
    if request.method == "POST" and form.is_valid():
        try:
            unit = create_unit(actor=request.actor, values=form.values(), now=request.now)
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
        else:
            _say(request, _("Đã thêm {}."), unit)
            return go_to(request, "units.show", unit.pk)
    return _form_page(request, form, None)


@needs(Right.MANAGE_ORGANISATION)
def edit(request: OfficeRequest, unit_id: int) -> HttpResponse:
    unit = unit_by_id(unit_id)
    names = ("name", "short_name", "abbreviation", "kind", "parent", "code", "code_qcvn", "position")
    initial = {name: getattr(unit, name) for name in (*names, "valid_from", "valid_to")}
    initial["stamp"] = unit_stamp(unit)
    past = unit.valid_to is not None or (unit.parent is not None and unit.parent.valid_to is not None)
    directory = directory_of_all_units() if past else directory_of_open_units(request.today)
    form = UnitForm(**typed(request), directory=directory, unit=unit, initial=initial)
    if request.method == "POST" and form.is_valid():
        stamp = form.cleaned_data["stamp"]
        try:
            changed = change_unit(
                actor=request.actor, unit=unit, values=form.values(), stamp=stamp, now=request.now
            )
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF)
            if refused.code == "changed_meanwhile":
                seen_now(form, stamp=initial["stamp"])
        else:
            _say(request, _("Đã sửa {}.") if changed else _("{} không có gì thay đổi."), unit)
            return go_to(request, "units.show", unit.pk)
    return _form_page(request, form, unit)


@needs(Right.MANAGE_ORGANISATION)
def close(request: OfficeRequest, unit_id: int) -> HttpResponse:
    unit = unit_by_id(unit_id)
    form = CloseUnitForm(
        **typed(request),
        directory=directory_of_open_units(request.today),
        initial={"last_day": request.today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            close_unit(actor=request.actor, unit=unit, now=request.now, **form.cleaned_data)
        except MoveNotAllowed as refused:
            show_refusal(form, refused, FIELD_OF | {"dates_not_in_order": "last_day"})
        else:
            _say(request, _("Đã ghi nhận {} kết thúc hoạt động."), unit)
            return go_to(request, "units.show", unit.pk)
    context = {"form": form, "unit": unit, "left": remaining(unit, request.today)}
    return render(request, "units/close.html", context, status=_status(form))


def _form_page(request: HttpRequest, form: UnitForm, unit: Unit | None) -> HttpResponse:
    return render(request, "units/form.html", {"form": form, "unit": unit}, status=_status(form))


def _status(form: UnitForm | CloseUnitForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _say(request: HttpRequest, text: str, unit: Unit) -> None:
    unit.refresh_from_db(fields=["name"])
    link = format_html(
        '<a href="{}" class="alert-link">{}</a>', reverse("units.show", args=[unit.pk]), unit.name
    )
    messages.success(request, format_html(text, link))
