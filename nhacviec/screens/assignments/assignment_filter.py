"""The filter above the list of assignments; its fields are the address's parameters."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhacviec.queries.task_lists import Filter
from nhacviec.records.models import Unit
from nhacviec.rules import words
from nhacviec.rules.lifecycle import ISSUED, State
from nhacviec.rules.permissions import AGENCY_ROLES, SEES_ALL, Actor
from nhacviec.rules.timeliness import Timeliness
from nhacviec.rules.units import ASSIGNABLE_KINDS
from nhacviec.rules.words_deadlines import TIMELINESS
from nhacviec.rules.words_inbox import HEADS

STATES = [
    ("", _("Mọi trạng thái")),
    ("open", _("Chưa xong")),
    ("closed", _("Đã kết thúc")),
    *((s.value, words.STATES[s]) for s in State if s in ISSUED),
]


class FilterForm(forms.Form):
    """Wrong values do not filter, and say so beside the field: a pasted link never breaks the page."""

    q = forms.CharField(label=_("Nội dung, mã, số văn bản"), required=False, max_length=200)
    trang_thai = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=STATES)
    thoi_han = forms.ChoiceField(
        label=_("Thời hạn"),
        required=False,
        choices=[("", _("Mọi thời hạn")), *((t.value, TIMELINESS[t]) for t in Timeliness)],
    )
    don_vi = forms.ModelChoiceField(
        label=_("Đơn vị thực hiện"), required=False, queryset=Unit.objects.none(), empty_label=_("Mọi đơn vị")
    )
    so = forms.CharField(label=_("Số, ký hiệu văn bản"), required=False, max_length=100)
    nhom = forms.ChoiceField(required=False, choices=[("", ""), *HEADS.items()], widget=forms.HiddenInput)
    ca_don_vi_khac = forms.BooleanField(label=_("Cả đơn vị cùng nhiệm vụ"), required=False)

    def __init__(self, data: Mapping[str, Any], *, actor: Actor) -> None:
        super().__init__(data or {"trang_thai": "open"})  # bare address: what is still to be done
        self.fields["don_vi"].queryset = units_to_choose(actor)  # type: ignore[attr-defined]
        if actor.role not in AGENCY_ROLES:
            del self.fields["ca_don_vi_khac"]
        for name, field in self.fields.items():
            css = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            if name != "nhom":
                field.widget.attrs["class"] = "form-check-input" if name == "ca_don_vi_khac" else css

    def wanted(self) -> Filter:
        """The filter of the valid fields."""
        self.is_valid()
        value = getattr(self, "cleaned_data", {})
        unit, timely = value.get("don_vi"), value.get("thoi_han")
        return Filter(
            state=value.get("trang_thai") or "",
            timeliness=Timeliness(timely) if timely else None,
            unit_id=unit.pk if unit else None,
            document=value.get("so") or "",
            text=value.get("q") or "",
            head=value.get("nhom") or "",
            parties=bool(value.get("ca_don_vi_khac")),
        )

    @property
    def head_label(self) -> str:
        return HEADS.get(self.data.get("nhom", ""), "")


def units_to_choose(actor: Actor) -> QuerySet[Unit]:
    units = Unit.objects.filter(kind__in=sorted(ASSIGNABLE_KINDS))
    return units if actor.role in SEES_ALL else units.filter(pk__in=actor.own_unit_ids)
