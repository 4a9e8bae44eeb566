"""What to do with the chosen differences."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.actions.reconciling_deeds import Settling
from nhacviec.queries.monitors import MONITORS, monitor_choices
from nhacviec.queries.reconciling import superior_units
from nhacviec.queries.upward_choices import committees
from nhacviec.rules.reconcile.differences import Difference
from nhacviec.rules.typed_numbers import typed_number
from nhacviec.screens.forms.choice_fields import RowField
from nhacviec.screens.forms.fields import OfficeForm, TextField
from nhacviec.screens.page.request import OfficeRequest

_MOST = 200
FOLLOW, KEEP = "theo", "giu"


class SettleForm(OfficeForm):
    """`lam`: the button that was pressed, "theo" or "giu" for all that are chosen, "theo-17" for one."""

    committee = RowField(label=gettext_lazy("Giao cho"))
    assigner = RowField(
        label=gettext_lazy("Cơ quan giao"), help_text=gettext_lazy("Để trống: theo cột của danh sách.")
    )
    specialist = RowField(label=gettext_lazy("Chuyên viên theo dõi"))
    office_leader = RowField(label=gettext_lazy("Lãnh đạo Văn phòng theo dõi"))
    committee_leader = RowField(label=gettext_lazy("Lãnh đạo UBND tỉnh theo dõi"))
    reason = TextField(label=gettext_lazy("Lý do"), required=False, limit=1000, rows=2)

    def __init__(self, *args: Any, kind: Difference | None, request: OfficeRequest, **kwargs: Any) -> None:
        units = list(committees(request.today)) if kind is Difference.ONLY_THERE else []
        first = units[0] if len(units) == 1 else None
        super().__init__(*args, initial={"committee": first}, **kwargs)
        self.kind = kind
        if kind is not Difference.ONLY_THERE:
            for name in ("committee", "assigner", *MONITORS):
                del self.fields[name]
            return
        self.fields["committee"].offer([(unit, unit.name) for unit in units])  # type: ignore[attr-defined]
        above = [(unit, unit.name) for unit in superior_units(request.today)]
        self.fields["assigner"].offer(above)  # type: ignore[attr-defined]
        choices = monitor_choices(request.today)
        for name in MONITORS:
            people = [(person, f"{person.full_name} – {unit.label}") for person, unit in choices.people[name]]
            self.fields[name].offer(people)  # type: ignore[attr-defined]

    @property
    def pressed(self) -> tuple[str, str]:
        deed, _dash, one = str(self.data.get("lam", "")).partition("-")
        return deed, one

    @property
    def follows(self) -> bool:
        return self.pressed[0] == FOLLOW

    @property
    def ids(self) -> list[int]:
        one = self.pressed[1]
        chosen = self.data.getlist("chon") if isinstance(self.data, QueryDict) else []
        given = [one] if one else chosen
        return [pk for typed in given if (pk := typed_number(typed)) is not None][:_MOST]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.pressed[0] not in (FOLLOW, KEEP):
            raise ValidationError(_("Hãy bấm “Theo danh sách” hoặc “Giữ như phần mềm”."))
        if not self.ids:
            raise ValidationError(_("Hãy chọn ít nhất một khác biệt."))
        needs_reason = not self.follows or self.kind is Difference.ONLY_HERE
        if needs_reason and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Hãy ghi lý do."))
        if self.follows and self.kind is Difference.ONLY_THERE and not data.get("committee"):
            self.add_error("committee", _("Hãy chọn nơi được giao."))
        return data

    def settling(self) -> Settling:
        names = ("committee", "assigner", *MONITORS)
        return Settling(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})
