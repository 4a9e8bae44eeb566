"""What one wants to be told, by which channel. The mandatory kinds are shown, and cannot be turned off."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhacviec.actions.notices import choose
from nhacviec.notify.choices import Choices
from nhacviec.notify.vapid import public_key
from nhacviec.queries.calendar_feeds import feed_of
from nhacviec.queries.gateways import gateway_of
from nhacviec.queries.push_devices import devices_of
from nhacviec.rules.notices import MANDATORY, PERSONAL, Channel, NoticeKind, is_on
from nhacviec.rules.words_notices import CHANNELS, KIND_HINTS, KINDS
from nhacviec.screens.page.browser import browser_of
from nhacviec.screens.page.guard import signed_in_with_post
from nhacviec.screens.page.htmx import show
from nhacviec.screens.page.request import OfficeRequest


@dataclass(frozen=True)
class Box:
    name: str
    label: str
    channel: str
    is_on: bool


@dataclass(frozen=True)
class Line:
    label: str
    hint: str
    mandatory: bool
    boxes: list[Box]


@signed_in_with_post
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: OfficeRequest) -> HttpResponse:
    role = request.actor.role
    gateway = gateway_of(person=request.user)
    channels = _offered(with_gateway=gateway is not None)
    default = {(kind, channel): is_on(kind, channel, role) for kind in NoticeKind for channel in channels}
    if request.method == "POST":
        wanted = default
        if "mac-dinh" not in request.POST:
            wanted = {(kind, channel): _name(kind, channel) in request.POST for kind, channel in default}
        choose(person=request.user, wanted=wanted, default=default, now=request.now)
        messages.success(request, _("Đã lưu thiết lập thông báo."))
        return redirect("notices.settings")
    choices = Choices([request.actor.person_id])
    lines = [
        Line(
            label=KINDS[kind],
            hint=KIND_HINTS[kind],
            mandatory=kind in MANDATORY,
            boxes=[
                Box(
                    name=_name(kind, channel),
                    label=f"{KINDS[kind]}: {CHANNELS[channel]}",
                    channel=CHANNELS[channel],
                    is_on=choices.chosen(request.actor.person_id, kind, channel, role),
                )
                for channel in channels
            ],
        )
        for kind in NoticeKind
    ]
    context: dict[str, Any] = {
        "lines": lines,
        "channels": [CHANNELS[channel] for channel in channels],
        "email": request.user.email,
        "letters": settings.LETTERS,
        "feed": feed_of(request.user),
        "gateways_allowed": bool(settings.APPRISE_SCHEMAS),
        "gateway": gateway,
        "push": settings.PUSH,
    }
    if settings.PUSH:
        devices, browser = devices_of(request.actor.person_id), browser_of(request)
        context |= {
            "push_key": public_key(),
            "devices": devices,
            "here": next((device.pk for device in devices if device.browser == browser), None),
        }
    return show(request, "notices/settings.html", context)


def _offered(*, with_gateway: bool) -> list[Channel]:
    """What he can choose among here; a gateway once he has entered one."""
    channels = [channel for channel in PERSONAL if settings.PUSH or channel is not Channel.WEB_PUSH]
    return [*channels, Channel.APPRISE] if with_gateway and settings.APPRISE_SCHEMAS else channels


def _name(kind: NoticeKind, channel: Channel) -> str:
    return f"{kind}.{channel}"
