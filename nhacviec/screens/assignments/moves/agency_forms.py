"""Forms of the moves that agencies make."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nhacviec.queries.cascade import needed_open
from nhacviec.queries.choices import divisions_of, officers_of
from nhacviec.records.models import Person, Unit
from nhacviec.rules.lifecycle import Duty, ReturnReason
from nhacviec.rules.words import RETURN_REASONS
from nhacviec.rules.words_delays import GROUPED
from nhacviec.screens.assignments.moves.form import MoveForm
from nhacviec.screens.assignments.moves.under_parent import UnderParentForm
from nhacviec.screens.forms.fields import LineField, OfficeDateField, SymbolField, TextField

DELAY_CHOICES = [("", _("Không chậm")), *GROUPED]


class AcceptForm(MoveForm):
    """The officer compares the number with his own copy: he types it, or says that it agrees."""

    symbol_on_copy = SymbolField(
        label=_("Số, ký hiệu trên bản của đơn vị"),
        required=False,
        help_text=_("Nhìn trên phần mềm quản lý văn bản hoặc bản giấy rồi nhập lại để đối chiếu."),
    )
    is_checked = forms.BooleanField(
        label=_("Đã đối chiếu với văn bản nhận được: số, ký hiệu và nội dung khớp"), required=False
    )
    not_arguments = ("is_checked",)

    def prepare(self) -> None:
        if self.assignment.task.document is None:
            del self.fields["symbol_on_copy"]
            self.fields["is_checked"].label = _("Đã đọc nội dung chỉ đạo")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            not data.get("is_checked")
            and not data.get("symbol_on_copy")
            and "symbol_on_copy" not in self.errors
        ):
            self.add_error("is_checked", _("Hãy đối chiếu văn bản rồi đánh dấu, hoặc nhập lại số, ký hiệu."))
        return data


class ReturnForm(MoveForm):
    return_reason = forms.ChoiceField(
        label=_("Trả lại vì"),
        choices=[("", _("Chọn lý do")), *((r.value, RETURN_REASONS[r]) for r in ReturnReason)],
    )
    reason = TextField(label=_("Nêu rõ lý do"), help_text=_("Ghi cơ quan, đơn vị đúng chức năng nếu biết."))

    def clean_return_reason(self) -> ReturnReason:
        return ReturnReason(self.cleaned_data["return_reason"])


class HandOnForm(MoveForm):
    narrow = ("division", "officer")
    division = forms.ModelChoiceField(
        label=_("Phòng, đơn vị"), queryset=Unit.objects.none(), required=False, empty_label=_("Chưa chọn")
    )
    officer = forms.ModelChoiceField(
        label=_("Cán bộ thực hiện"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Chưa chọn"),
    )
    note = TextField(label=_("Yêu cầu, lưu ý"), required=False, rows=2, limit=2000)

    def prepare(self) -> None:
        unit, today = self.assignment.unit, self.request.today
        self.fields["division"].queryset = divisions_of(unit, today)  # type: ignore[attr-defined]
        self.fields["officer"].queryset = officers_of(unit, today)  # type: ignore[attr-defined]
        self.initial = {"division": self.assignment.division_id, "officer": self.assignment.officer_id}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("division") and not data.get("officer"):
            self.add_error("division", _("Hãy chọn phòng, đơn vị hoặc cán bộ thực hiện."))
        return data


class TakeBackForm(MoveForm):
    reason = TextField(label=_("Lý do"), required=False, rows=2, limit=2000)


class ProgressForm(MoveForm):
    takes_files = True
    narrow = ("percent", "delay_cause")
    text = TextField(label=_("Tình hình thực hiện"))
    percent = forms.IntegerField(
        label=_("Mức độ hoàn thành (%)"),
        min_value=0,
        max_value=100,
        error_messages={
            "required": _("Hãy nhập số từ 0 đến 100."),
            "invalid": _("Hãy nhập số từ 0 đến 100."),
            "min_value": _("Không được nhỏ hơn 0."),
            "max_value": _("Không được lớn hơn 100."),
        },
    )
    obstacle = TextField(
        label=_("Khó khăn, vướng mắc"), required=False, rows=2, help_text=_("Để trống nếu không có.")
    )
    delay_cause = forms.ChoiceField(label=_("Nguyên nhân chậm"), choices=DELAY_CHOICES, required=False)

    def prepare(self) -> None:
        self.initial = {"percent": self.assignment.percent, "obstacle": self.assignment.obstacle}


class AnswerForm(MoveForm):
    takes_files = True
    narrow = ("document_symbol", "document_date", "delay_cause", "delay_note")
    text = TextField(label=_("Kết quả thực hiện"), rows=4)
    document_symbol = SymbolField(label=_("Số, ký hiệu văn bản trả lời"), required=False)
    document_date = OfficeDateField(label=_("Ngày văn bản"), required=False)
    answered_on = OfficeDateField(
        label=_("Ngày đã trả lời (nếu ghi nhận muộn)"),
        required=False,
        help_text=_("Chỉ nhập khi đã gửi trả lời từ trước, nay mới ghi vào phần mềm; để trống là hôm nay."),
    )
    delay_cause = forms.ChoiceField(label=_("Nguyên nhân chậm"), choices=DELAY_CHOICES, required=False)
    delay_note = LineField(label=_("Nói rõ nguyên nhân"), required=False, limit=1000)
    children_reason = TextField(
        label=_("Lý do báo cáo khi cơ quan chưa hoàn thành"), required=False, rows=2, limit=2000
    )

    def prepare(self) -> None:
        self._prepare_report()
        due = self.assignment.due_on
        if due is None or due >= self.request.today:
            del self.fields["delay_cause"], self.fields["delay_note"]
        else:
            self.fields["delay_cause"].choices = [("", _("Chọn nguyên nhân")), *GROUPED]  # type: ignore[attr-defined]

    def _prepare_report(self) -> None:
        """What the Committee reports upward is an outgoing document; agencies it waits for are told."""
        count = 0
        if self.assignment.duty == Duty.COMMITTEE:
            self.fields["text"].label = _("Nội dung báo cáo cấp trên")
            self.fields["document_symbol"].label = _("Số, ký hiệu văn bản gửi cấp trên")
            self.fields["answered_on"].label = _("Ngày đã báo cáo cấp trên (nếu ghi nhận muộn)")
            self.fields["answered_on"].help_text = _(
                "Chỉ nhập khi đã gửi báo cáo từ trước, nay mới ghi vào phần mềm; để trống là hôm nay."
            )
            for name in ("document_symbol", "document_date"):
                self.fields[name].required = True
            count = needed_open(self.assignment.task).count()
        if not count:
            del self.fields["children_reason"]
            return
        self.fields["children_reason"].help_text = (
            _("Còn %s cơ quan chưa hoàn thành phần việc được giao; báo cáo ngay thì phải nêu lý do.") % count
        )

    def clean_document_date(self) -> Any:
        day = self.cleaned_data["document_date"]
        given_on = self.assignment.task.given_on
        if day and day > self.request.today:
            raise ValidationError(_("Ngày văn bản không được sau ngày hôm nay."))
        if day and given_on and day < given_on:
            raise ValidationError(
                _("Ngày văn bản trả lời không được trước ngày giao việc (%s).") % f"{given_on:%d/%m/%Y}"
            )
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("document_date")
            and not data.get("document_symbol")
            and "document_symbol" not in self.errors
        ):
            self.add_error("document_symbol", _("Hãy nhập số, ký hiệu của văn bản này."))
        self._check_recorded_late(data)
        return data

    def _check_recorded_late(self, data: dict[str, Any]) -> None:
        """An answer of an earlier day names its document: the Office checks the day by it."""
        day = data.get("answered_on")
        if day is None or day >= self.request.today:
            return  # today is no earlier day; a day ahead is the action's to refuse
        for name in ("document_symbol", "document_date"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Trả lời ghi nhận muộn phải nêu văn bản đã gửi."))


class AskExtensionForm(UnderParentForm):
    due_field = "asked_due_on"
    takes_files = True
    asked_due_on = OfficeDateField(label=_("Xin gia hạn đến ngày"))
    reason = TextField(label=_("Lý do"), rows=3)


class WithdrawExtensionForm(MoveForm):
    reason = TextField(label=_("Lý do"), required=False, rows=2, limit=2000)


class ObjectForm(MoveForm):
    takes_files = True
    reason = TextField(
        label=_("Giải trình"), rows=4, help_text=_("Nêu căn cứ để Văn phòng xem xét lại ghi nhận trễ hạn.")
    )
