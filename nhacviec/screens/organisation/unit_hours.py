"""Giờ gửi thông báo: a unit's own hours, or those of the unit above."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhacviec.actions.send_hours import set_hours
from nhacviec.queries.organisation import unit_by_id
from nhacviec.queries.send_hours import giver_of_hours, hours_words
from nhacviec.records.models import Unit
from nhacviec.rules.permissions import Right
from nhacviec.rules.policies import POLICIES, PolicySet, describe_value
from nhacviec.rules.policy import Value
from nhacviec.rules.text import visible
from nhacviec.screens.forms.fields import OfficeForm, typed
from nhacviec.screens.office_rules.policies import ValueField
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest


class HoursField(ValueField):
    """Typed as the policy's hours are, within its bounds; nothing typed is None."""

    def __init__(self) -> None:
        super().__init__(POLICIES["send_hours"])
        self.label = _("Giờ gửi riêng của đơn vị")

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else super().prepare_value(value)

    def clean(self, value: Any) -> Value:
        return super().clean(value) if visible(str(value or "")) else None


class HoursForm(OfficeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"] = HoursField()


def hours_in_force(unit: Unit, policy: PolicySet) -> dict[str, str]:
    """The hours, and whose they are."""
    giver = giver_of_hours(unit)
    if giver is None:
        return {"words": describe_value("send_hours", policy.send_hours), "giver": _("theo quy chế chung")}
    own = giver.pk == unit.pk
    said = _("giờ riêng") if own else _("theo %(unit)s") % {"unit": giver.label}
    return {"words": hours_words(giver), "giver": said}


@needs(Right.MANAGE_ORGANISATION)
def edit(request: OfficeRequest, unit_id: int) -> HttpResponse:
    unit = unit_by_id(unit_id)
    form = HoursForm(**typed(request), initial={"hours": hours_words(unit)})
    if request.method == "POST" and form.is_valid():
        hours = form.cleaned_data["hours"]
        if set_hours(actor=request.actor, unit=unit, hours=hours, now=request.now):
            messages.success(request, _("Đã đổi giờ gửi thông báo. Mốc nhắc được tính lại trong vài phút."))
        else:
            messages.info(request, _("Giờ gửi thông báo không có gì thay đổi."))
        return redirect("units.show", unit.pk)
    context = {"form": form, "unit": unit, "hours": hours_in_force(unit, request.office.policy)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "units/hours.html", context, status=status)
