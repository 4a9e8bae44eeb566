"""Cổng tin nhắn: one's own address of Zalo, Telegram, SMS …, told only that something waits."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhacviec.actions.gateways import remove_gateway, set_gateway
from nhacviec.queries.gateways import gateway_of
from nhacviec.screens.notices.gateway_form import GatewayForm, send_trial, shown
from nhacviec.screens.page.guard import signed_in_with_post
from nhacviec.screens.page.request import OfficeRequest


@signed_in_with_post
def edit(request: OfficeRequest) -> HttpResponse:
    """Secrets are not kept for after an expired session, so the form is not built with `typed`."""
    form = GatewayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and settings.APPRISE_SCHEMAS and form.is_valid():
        set_gateway(
            address=form.cleaned_data["address"], person=request.user, actor=request.actor, now=request.now
        )
        messages.success(request, _("Đã lưu cổng tin nhắn. Hãy bấm “Gửi thử”."))
        return redirect("gateways.own")
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, **shown(gateway_of(person=request.user))}
    return render(request, "notices/own_gateway.html", context, status=status)


@signed_in_with_post
@require_POST
def try_out(request: OfficeRequest) -> HttpResponse:
    gateway = gateway_of(person=request.user)
    if gateway is not None and settings.APPRISE_SCHEMAS:
        send_trial(request, gateway)
    return redirect("gateways.own")


@signed_in_with_post
@require_POST
def remove(request: OfficeRequest) -> HttpResponse:
    if remove_gateway(person=request.user, actor=request.actor, now=request.now):
        messages.success(request, _("Đã bỏ cổng tin nhắn."))
    return redirect("gateways.own")
