"""Cổng tin nhắn của đơn vị: where a unit as a whole is told that something waits."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhacviec.actions.gateways import remove_gateway, set_gateway
from nhacviec.queries.gateways import gateway_of
from nhacviec.queries.organisation import unit_by_id
from nhacviec.rules.permissions import Right
from nhacviec.screens.notices.gateway_form import GatewayForm, send_trial, shown
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest


@needs(Right.MANAGE_ORGANISATION)
def edit(request: OfficeRequest, unit_id: int) -> HttpResponse:
    unit = unit_by_id(unit_id)
    form = GatewayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and settings.APPRISE_SCHEMAS and form.is_valid():
        address = form.cleaned_data["address"]
        set_gateway(address=address, unit=unit, actor=request.actor, now=request.now)
        messages.success(request, _("Đã lưu cổng tin nhắn. Hãy bấm “Gửi thử”."))
        return redirect("units.gateway", unit.pk)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "unit": unit, **shown(gateway_of(unit=unit))}
    return render(request, "units/gateway.html", context, status=status)


@needs(Right.MANAGE_ORGANISATION)
@require_POST
def try_out(request: OfficeRequest, unit_id: int) -> HttpResponse:
    unit = unit_by_id(unit_id)
    gateway = gateway_of(unit=unit)
    if gateway is not None and settings.APPRISE_SCHEMAS:
        send_trial(request, gateway)
    return redirect("units.gateway", unit.pk)


@needs(Right.MANAGE_ORGANISATION)
@require_POST
def remove(request: OfficeRequest, unit_id: int) -> HttpResponse:
    unit = unit_by_id(unit_id)
    if remove_gateway(unit=unit, actor=request.actor, now=request.now):
        messages.success(request, _("Đã bỏ cổng tin nhắn."))
    return redirect("units.gateway", unit.pk)
