"""The form that puts right what was registered wrongly."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nhacviec.records.models import Submission
from nhacviec.rules.document_kinds import SECRECIES, URGENCIES, classified_words
from nhacviec.rules.submissions import SubmissionKind
from nhacviec.rules.words_refusals import CLASSIFIED_WARNING
from nhacviec.rules.words_submissions import KINDS
from nhacviec.screens.forms.fields import OfficeDateField, SymbolField, TextField
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions.forms import StepForm

_FACTS = ("symbol", "dated_on", "arrived_on", "kind", "urgency", "abstract", "asked")


class CorrectForm(StepForm):
    narrow = ("symbol", "dated_on", "arrived_on", "kind", "urgency")
    symbol = SymbolField(label=gettext_lazy("Số, ký hiệu"))
    dated_on = OfficeDateField(label=gettext_lazy("Ngày văn bản"))
    arrived_on = OfficeDateField(
        label=gettext_lazy("Ngày đến Văn phòng"),
        help_text=gettext_lazy("Đổi ngày này thì hạn trả lời được tính lại."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại hồ sơ"), choices=[(k.value, KINDS[k]) for k in SubmissionKind]
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Độ khẩn"), choices=[(level.code, level.name) for level in URGENCIES]
    )
    abstract = TextField(label=gettext_lazy("Trích yếu"), limit=2000, rows=2)
    asked = TextField(label=gettext_lazy("Nội dung đề nghị UBND tỉnh quyết định"), limit=5000, rows=2)
    reason = TextField(
        label=gettext_lazy("Lý do đính chính"),
        limit=2000,
        rows=2,
        help_text=gettext_lazy("Cơ quan trình thấy lý do này cùng nội dung trước và sau khi sửa."),
    )

    def proposed(self, submission: Submission, request: OfficeRequest) -> dict[str, Any]:
        return {name: getattr(submission, name) for name in _FACTS}

    def clean(self) -> dict[str, Any]:
        """What is new in it must not be classified."""
        data = super().clean() or self.cleaned_data
        before = set(classified_words(f"{self.submission.abstract}\n{self.submission.asked}"))
        levels = set(classified_words(f"{data.get('abstract', '')}\n{data.get('asked', '')}")) - before
        if levels:
            said = ", ".join(level.name for level in SECRECIES if level.code in levels)
            self.add_error("abstract", CLASSIFIED_WARNING.format(levels=said))
        return data

    def arguments(self) -> dict[str, Any]:
        found = super().arguments()
        return {**found, "kind": SubmissionKind(found["kind"])}
