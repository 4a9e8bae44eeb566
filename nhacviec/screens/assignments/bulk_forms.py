"""Forms of the deeds on many assignments. Their fields are the arguments of actions/bulk.py."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhacviec.rules.permissions import MONITOR_ROLES
from nhacviec.screens.forms.fields import OfficeDateField, OfficeForm, TextField, TimeField
from nhacviec.screens.forms.monitor_fields import MonitorFields
from nhacviec.screens.page.request import OfficeRequest


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


class MonitorsManyForm(MonitorFields, BulkForm):
    """An empty choice leaves that monitor as he is."""

    reason = TextField(label=_("Lý do"), required=False, rows=2, limit=2000)

    def prepare(self) -> None:
        self.offer_monitors(self.request.today, empty=gettext("Giữ nguyên"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(place) for place in MONITOR_ROLES) and not self.errors:
            self.add_error("specialist", _("Hãy chọn ít nhất một người theo dõi mới."))
        return data
