"""Forms of the deeds on many assignments. Their fields are the arguments of actions/bulk.py."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhacviec.queries.choices import monitors
from nhacviec.records.models import Person
from nhacviec.rules.permissions import Role
from nhacviec.screens.fields import OfficeDateField, OfficeForm, TextField, TimeField
from nhacviec.screens.request import OfficeRequest


class BulkForm(OfficeForm):
    def __init__(self, *args: Any, request: OfficeRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.prepare()

    def prepare(self) -> None:
        """Fill choices from the day."""


class ConfirmManyForm(BulkForm):
    reason = TextField(label=_("Ý kiến"), required=False, rows=2, limit=2000)


class RemindManyForm(BulkForm):
    note = TextField(label=_("Nội dung nhắc"), required=False, rows=2, limit=2000)


class DeadlineManyForm(BulkForm):
    due_on = OfficeDateField(label=_("Thời hạn mới"))
    due_hour = TimeField(label=_("Giờ"), required=False)
    reason = TextField(label=_("Lý do"), rows=3)


class MonitorsManyForm(BulkForm):
    """An empty choice leaves that monitor as he is."""

    specialist = forms.ModelChoiceField(
        label=_("Chuyên viên theo dõi"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Giữ nguyên"),
    )
    office_leader = forms.ModelChoiceField(
        label=_("Lãnh đạo Văn phòng theo dõi"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Giữ nguyên"),
    )
    committee_leader = forms.ModelChoiceField(
        label=_("Lãnh đạo UBND tỉnh theo dõi"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Giữ nguyên"),
    )
    reason = TextField(label=_("Lý do"), required=False, rows=2, limit=2000)

    def prepare(self) -> None:
        today = self.request.today
        for name, role in (
            ("specialist", Role.OFFICE_SPECIALIST),
            ("office_leader", Role.OFFICE_LEADER),
            ("committee_leader", Role.COMMITTEE_LEADER),
        ):
            self.fields[name].queryset = monitors(role, today)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            not any(data.get(n) for n in ("specialist", "office_leader", "committee_leader"))
            and not self.errors
        ):
            self.add_error("specialist", _("Hãy chọn ít nhất một người theo dõi mới."))
        return data
