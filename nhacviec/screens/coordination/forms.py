"""Forms of coordination. Their fields are the arguments of the actions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nhacviec.queries.choices import officers_of
from nhacviec.queries.unit_book import UnitBook
from nhacviec.records.models import Coordination, Person, Unit
from nhacviec.rules.coordination import ReplyKind
from nhacviec.rules.words_coordination import REPLIES
from nhacviec.rules.words_deadlines import weekday_words
from nhacviec.screens.entry.unit_chips import NamedUnits, UnitsField
from nhacviec.screens.forms.fields import OfficeDateField, OfficeForm, SymbolField, TextField
from nhacviec.screens.forms.upload_field import FilesField
from nhacviec.screens.page.request import OfficeRequest


class AskForm(OfficeForm):
    narrow = ("due_on", "symbol")
    units = UnitsField(
        label=_("Hỏi cơ quan, đơn vị"), help_text=_("Gõ tên, chữ viết tắt; hỏi nhiều nơi một lúc được.")
    )
    content = TextField(label=_("Nội dung đề nghị phối hợp"), rows=5)
    due_on = OfficeDateField(label=_("Trả lời trước khi hết ngày"), required=False)
    symbol = SymbolField(label=_("Số, ký hiệu văn bản gửi kèm"), required=False)
    is_tacit = forms.BooleanField(label=_("Quá hạn không trả lời thì coi như đồng ý"), required=False)

    def __init__(
        self, *args: Any, request: OfficeRequest, default_due: date, proposed: Iterable[Unit], **kwargs: Any
    ) -> None:
        policy = request.office.policy
        kwargs["initial"] = {"units": NamedUnits(list(proposed)), "is_tacit": False}
        super().__init__(*args, **kwargs)
        self.fields["units"].look_up_in(UnitBook(request.today))  # type: ignore[attr-defined]
        self.fields["files"] = FilesField()
        self.fields["files"].seen_by(request)  # type: ignore[attr-defined]
        self.fields["due_on"].help_text = _("Để trống: %(day)s, tức %(n)s ngày làm việc theo quy chế.") % {
            "day": weekday_words(default_due),
            "n": policy.consult_wd,
        }
        if policy.tacit_consent:
            self.fields["is_tacit"].help_text = _(
                "Ghi rõ trong yêu cầu; hết hạn mà không trả lời, hệ thống ghi là đồng ý do không trả lời."
            )
        else:
            del self.fields["is_tacit"]

    def clean_units(self) -> list[Unit]:
        units: list[Unit] = self.cleaned_data["units"].units
        if not units:
            raise ValidationError(_("Hãy chọn ít nhất một cơ quan, đơn vị."))
        return units


class StepForm(OfficeForm):
    """`version`: of the request as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    takes_files = False
    narrow: tuple[str, ...] = ()
    says = ""  # one sentence above the fields

    def __init__(self, *args: Any, about: Coordination, request: OfficeRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.request = about, request
        self.fields["version"].initial = about.version
        if self.takes_files:
            self.fields["files"] = FilesField()
            self.fields["files"].seen_by(request)  # type: ignore[attr-defined]
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the request."""

    def arguments(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ReplyForm(StepForm):
    takes_files = True
    narrow = ("symbol", "dated_on")
    reply_kind = forms.ChoiceField(
        label=_("Ý kiến"), choices=[("", _("Chọn ý kiến")), *((k.value, REPLIES[k]) for k in ReplyKind)]
    )
    text = TextField(
        label=_("Nội dung trả lời"),
        required=False,
        rows=5,
        help_text=_("Bắt buộc, trừ khi đồng ý hoàn toàn."),
    )
    symbol = SymbolField(label=_("Số, ký hiệu văn bản trả lời"), required=False)
    dated_on = OfficeDateField(label=_("Ngày văn bản"), required=False)

    def clean_reply_kind(self) -> ReplyKind:
        return ReplyKind(self.cleaned_data["reply_kind"])


class HandOnForm(StepForm):
    officer = forms.ModelChoiceField(
        label=_("Cán bộ trả lời"), queryset=Person.objects.none(), empty_label=_("Chưa chọn")
    )
    note = TextField(label=_("Yêu cầu, lưu ý"), required=False, rows=2, limit=2000)

    def prepare(self) -> None:
        people = officers_of(self.about.unit, self.request.today)
        self.fields["officer"].queryset = people  # type: ignore[attr-defined]
        self.initial = {"officer": self.about.officer_id}


class TakeBackForm(StepForm):
    reason = TextField(label=_("Lý do"), required=False, rows=2, limit=2000)


class ReasonForm(StepForm):
    reason = TextField(label=_("Lý do"), rows=3, limit=2000)


class AskTimeForm(StepForm):
    asked_due_on = OfficeDateField(label=_("Xin trả lời trước khi hết ngày"))
    reason = TextField(label=_("Lý do"), rows=3, limit=2000)


class GrantTimeForm(StepForm):
    granted_due_on = OfficeDateField(label=_("Trả lời trước khi hết ngày"))
    decision = TextField(label=_("Ý kiến"), required=False, rows=2, limit=2000)

    def prepare(self) -> None:
        asked = self.about.time_requests.filter(state="asked").first()
        self.initial = {"granted_due_on": asked.asked_due_on if asked else None}


class DecisionForm(StepForm):
    decision = TextField(label=_("Lý do"), rows=3, limit=2000)


class OpinionForm(StepForm):
    decision = TextField(label=_("Ý kiến"), required=False, rows=3, limit=2000)


class ReportForm(StepForm):
    reason = TextField(
        label=_("Ảnh hưởng đến nhiệm vụ"),
        required=False,
        rows=3,
        limit=2000,
        help_text=_("Bên được hỏi được nêu ý kiến trước khi phản ánh được tính."),
    )


class AcceptDelayForm(StepForm):
    explanation = TextField(label=_("Nguyên nhân"), required=False, rows=3, limit=2000)


class DisputeDelayForm(StepForm):
    explanation = TextField(
        label=_("Ý kiến của đơn vị"),
        rows=3,
        limit=2000,
        help_text=_("Văn phòng UBND tỉnh xem ý kiến hai bên và quyết định có tính chậm hay không."),
    )
