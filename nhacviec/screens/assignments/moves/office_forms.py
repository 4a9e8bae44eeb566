"""Forms of the moves that the Office and the leaders make."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhacviec.queries.choices import assignable_units, coordinators_open
from nhacviec.records.models import Unit
from nhacviec.rules.lifecycle import Closing, Duty
from nhacviec.rules.permissions import MONITOR_ROLES, Role
from nhacviec.rules.words import CLOSINGS, DUTIES
from nhacviec.screens.assignments.moves.form import MoveForm
from nhacviec.screens.assignments.moves.under_parent import UnderParentForm
from nhacviec.screens.forms.fields import LineField, OfficeDateField, SymbolField, TextField, TimeField
from nhacviec.screens.forms.monitor_fields import MonitorFields

REASON = _("Lý do")


class ConfirmForm(MoveForm):
    reason = TextField(label=_("Ý kiến"), required=False, rows=2, limit=2000)

    def prepare(self) -> None:
        if self.assignment.duty == Duty.LEAD and (count := coordinators_open(self.assignment)):
            self.fields["reason"].label = _("Lý do vẫn xác nhận")
            self.fields["reason"].help_text = _("Còn %s đơn vị phối hợp chưa xong.") % count
        if self.assignment.duty == Duty.COMMITTEE:
            self.fields["reason"].label = _("Nội dung cấp trên ghi nhận")
            self.fields["reason"].required = True
            self.fields["reason"].help_text = _(
                "Số, ngày văn bản ghi nhận của cấp trên; nếu không có văn bản thì ghi căn cứ để Văn phòng "
                "xác định đã hoàn thành."
            )


class ReasonForm(MoveForm):
    """Only a reason, which is due."""

    reason = TextField(label=REASON, rows=3)


class SendBackForm(ReasonForm):
    def prepare(self) -> None:
        self.fields["reason"].label = _("Nội dung phải làm lại, bổ sung")
        if self.assignment.duty == Duty.COMMITTEE:
            self.fields["reason"].label = _("Cấp trên yêu cầu bổ sung, làm lại")


class GrantExtensionForm(UnderParentForm):
    due_field = "granted_due_on"
    granted_due_on = OfficeDateField(label=_("Gia hạn đến ngày"))
    decision = TextField(label=_("Ý kiến"), required=False, rows=2, limit=2000)

    def prepare(self) -> None:
        asked = self.assignment.extensions.filter(state="asked").first()
        self.initial = {"granted_due_on": asked.asked_due_on if asked else None}


class DecisionForm(MoveForm):
    """A refusal says why."""

    decision = TextField(label=REASON, rows=3)


class UpholdForm(MoveForm):
    decision = TextField(label=_("Ý kiến"), required=False, rows=2, limit=2000)


class UnitMoveForm(MoveForm):
    unit = forms.ModelChoiceField(
        label=_("Giao cho"),
        queryset=Unit.objects.none(),
        empty_label=_("Chọn đơn vị"),
        error_messages={
            "required": _("Hãy chọn đơn vị."),
            "invalid_choice": _("Đơn vị này không được chọn."),
        },
    )

    def prepare(self) -> None:
        taken = self.assignment.task.assignments.exclude(state="cancelled").values("unit_id")
        choices = assignable_units(self.request.today).exclude(pk__in=taken)
        self.fields["unit"].queryset = choices  # type: ignore[attr-defined]


class ReassignForm(UnitMoveForm, UnderParentForm):
    narrow = ("unit", "due_on")
    due_on = OfficeDateField(
        label=_("Thời hạn của đơn vị mới"),
        required=False,
        help_text=_("Đơn vị mới có thời hạn riêng; để trống nếu không có thời hạn."),
    )
    reason = TextField(label=REASON, required=False, rows=2, limit=2000)

    def prepare(self) -> None:
        super().prepare()
        self.initial = {"due_on": self.assignment.due_on}


class AddUnitForm(UnitMoveForm, UnderParentForm):
    narrow = ("duty", "due_on")
    duty = forms.ChoiceField(
        label=_("Vai trò"), choices=[(d.value, DUTIES[d]) for d in (Duty.COORDINATE, Duty.LEAD)]
    )
    due_on = OfficeDateField(label=_("Thời hạn"), required=False)
    reason = TextField(label=REASON, required=False, rows=2, limit=2000)

    def prepare(self) -> None:
        super().prepare()
        self.initial = {"due_on": self.assignment.due_on}

    def clean_duty(self) -> Duty:
        return Duty(self.cleaned_data["duty"])


class ReissueForm(UnderParentForm):
    empty_keeps = True
    reason = TextField(label=_("Lý do giao lại"), rows=3)
    due_on = OfficeDateField(
        label=_("Thời hạn mới"), required=False, help_text=_("Để trống: giữ thời hạn cũ.")
    )


class ChangeDeadlineForm(UnderParentForm):
    narrow = ("due_on", "due_hour")
    due_on = OfficeDateField(
        label=_("Thời hạn mới"), required=False, help_text=_("Để trống: không thời hạn.")
    )
    due_hour = TimeField(label=_("Giờ"), required=False)
    reason = TextField(label=REASON, rows=3)

    def prepare(self) -> None:
        self.initial = {"due_on": self.assignment.due_on, "due_hour": self.assignment.due_hour}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("due_hour") and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Có giờ thì phải có ngày."))
        return data


class ChangeContentForm(MoveForm):
    content = TextField(label=_("Nội dung"), rows=5)
    deliverable = LineField(label=_("Sản phẩm, kết quả"), required=False, limit=500)
    reason = TextField(label=REASON, rows=2, limit=2000)

    def prepare(self) -> None:
        task = self.assignment.task
        self.initial = {"content": task.content, "deliverable": task.deliverable}


class ChangeMonitorsForm(MonitorFields, MoveForm):
    reason = TextField(label=REASON, required=False, rows=2, limit=2000)

    def prepare(self) -> None:
        task = self.assignment.task
        self.offer_monitors(self.request.today, empty=str(_("Chưa có")), named=task)
        self.initial = {place: getattr(task, f"{place}_id") for place in MONITOR_ROLES}


class SuspendForm(MoveForm):
    decision_symbol = SymbolField(label=_("Số, ký hiệu văn bản quyết định"))
    reason = TextField(label=REASON, rows=3)


class ResumeForm(MoveForm):
    decision_symbol = SymbolField(label=_("Số, ký hiệu văn bản quyết định"), required=False)
    reason = TextField(label=REASON, required=False, rows=2, limit=2000)


class CancelForm(MoveForm):
    closing = forms.ChoiceField(
        label=_("Hủy vì"),
        choices=[
            ("", _("Chọn lý do")),
            *((c.value, CLOSINGS[c]) for c in (Closing.RECALLED, Closing.REPLACED, Closing.OTHER)),
        ],
    )
    reason = TextField(label=_("Nêu rõ lý do (số, ký hiệu văn bản thu hồi, thay thế)"), rows=3)

    def clean_closing(self) -> Closing:
        return Closing(self.cleaned_data["closing"])


class ReopenForm(UnderParentForm):
    empty_keeps = True
    reason = TextField(label=REASON, rows=3)
    due_on = OfficeDateField(
        label=_("Thời hạn mới"), required=False, help_text=_("Để trống: giữ thời hạn cũ.")
    )


class RemindForm(MoveForm):
    note = TextField(label=_("Nội dung nhắc"), required=False, rows=2, limit=2000)


class InstructForm(MoveForm):
    text = TextField(label=_("Ý kiến chỉ đạo"), rows=4)
    leader_name = LineField(label=_("Người chỉ đạo"), required=False, limit=150)

    def prepare(self) -> None:
        if self.request.actor.role in (Role.COMMITTEE_LEADER, Role.OFFICE_LEADER):
            del self.fields["leader_name"]
        else:
            self.fields["leader_name"].required = True
