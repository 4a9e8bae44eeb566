"""The form in which the address of a gateway is typed, and its trial: for a person, and for a unit."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.actions.gateways import try_gateway
from nhacviec.queries.gateways import last_messages
from nhacviec.records.models import Gateway
from nhacviec.rules.gateways import LONGEST, BadGateway, schema_of
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.notices import DeliveryState
from nhacviec.rules.words_notices import DELIVERY_STATES
from nhacviec.rules.words_outward import BAD_GATEWAYS
from nhacviec.screens.forms.fields import LineField, OfficeForm
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest


class GatewayForm(OfficeForm):
    """Never filled with what is kept."""

    address = LineField(
        label=gettext_lazy("Địa chỉ cổng (theo Apprise)"),
        limit=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "Ví dụ: tgram://khóa-của-bot/mã-cuộc-trò-chuyện hoặc zalo://khóa-của-bot/mã-người-nhận."
        ),
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            schema_of(address, allowed=settings.APPRISE_SCHEMAS, named=settings.OUTWARD_HOSTS)
        except BadGateway as bad:
            raise ValidationError(BAD_GATEWAYS[bad.code], code=bad.code) from bad
        return address


def shown(gateway: Gateway | None) -> dict[str, Any]:
    """What the page says of it."""
    return {
        "gateway": gateway,
        "gateway_kinds": ", ".join(settings.APPRISE_SCHEMAS),
        "gateway_messages": list(_messages(gateway)) if gateway else [],
    }


def send_trial(request: OfficeRequest, gateway: Gateway) -> None:
    """And say so, or why not."""
    try:
        try_gateway(gateway, now=request.now)
    except MoveNotAllowed as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(request, _("Tin thử sẽ được gửi trong vòng một phút."))


def _messages(gateway: Gateway) -> Iterable[dict[str, Any]]:
    for delivery in last_messages(gateway):
        yield {"delivery": delivery, "state": DELIVERY_STATES[DeliveryState(delivery.state)]}
