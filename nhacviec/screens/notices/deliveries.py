"""For administrators: which messages went to whom, when, with which answer; what failed is sent again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhacviec.notify import sending
from nhacviec.queries.deliveries import ROWS, backlog, by_day, deliveries
from nhacviec.queries.gateways import units_told
from nhacviec.records.models import Delivery
from nhacviec.rules.notices import DeliveryState
from nhacviec.rules.permissions import Right
from nhacviec.rules.words_notices import CHANNELS, DELIVERY_STATES
from nhacviec.screens.page.addresses import back_to, row_id
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import show
from nhacviec.screens.page.request import OfficeRequest

_LOOKS = {
    DeliveryState.SENT: ("green", "check"),
    DeliveryState.GIVEN_UP: ("red", "alert-triangle"),
    DeliveryState.FAILED: ("orange", "repeat"),
    DeliveryState.UNCERTAIN: ("orange", "help"),
    DeliveryState.DROPPED: ("secondary", "minus"),
}
_AGAIN = {DeliveryState.GIVEN_UP, DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.SENT}


@needs(Right.MANAGE_ORGANISATION)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    state, text = request.GET.get("tinh-trang", ""), request.GET.get("q", "").strip()[:100]
    found = deliveries(state=state, text=text, below=row_id(request.GET.get("sau", "")))
    units = units_told(found)
    rows = [_row(delivery, units) for delivery in found[:ROWS]]
    context = {
        "rows": rows,
        "older": found[ROWS - 1].pk if len(found) > ROWS else None,
        "states": [(value.value, words) for value, words in DELIVERY_STATES.items()],
        "state": state,
        "text": text,
        "days": by_day(request.today),
        "backlog": backlog(request.now),
    }
    return show(request, "notices/deliveries.html", context)


def _row(delivery: Delivery, units: dict[str, str]) -> dict[str, object]:
    state = DeliveryState(delivery.state)
    colour, icon = _LOOKS.get(state, ("secondary", "hourglass"))
    delay = round((delivery.sent_at - delivery.due_at).total_seconds()) if delivery.sent_at else None
    return {
        "delivery": delivery,
        "whom": _whom(delivery, units),
        "events": len((delivery.payload or {}).get("events", ())),
        "state": DELIVERY_STATES[state],
        "channel": next(words for channel, words in CHANNELS.items() if channel == delivery.channel),
        "colour": colour,
        "icon": icon,
        "delay": max(0, delay) if delay is not None else None,
        "again": state in _AGAIN,
    }


def _whom(delivery: Delivery, units: dict[str, str]) -> str:
    if delivery.person:
        return delivery.person.full_name
    return str(delivery.webhook) if delivery.webhook else units.get(delivery.provider, "")


@needs(Right.MANAGE_ORGANISATION)
@require_POST
def send_again(request: OfficeRequest, delivery_id: int) -> HttpResponse:
    delivery = Delivery.objects.filter(pk=delivery_id).first()
    if delivery is None:
        raise Http404
    if sending.send_again(delivery, now=request.now):
        messages.success(
            request, _("Thư sẽ được gửi lại trong vòng một phút; ngoài giờ gửi thì đợi đến giờ.")
        )
    else:
        messages.info(request, _("Thư này đang chờ gửi hoặc đang được gửi."))
    return redirect(back_to(request, otherwise="/thong-bao/thu-da-gui/"))
