"""Forms of submissions. The fields of a move are the arguments of its action."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.queries.submission_access import visible_submissions
from nhacviec.queries.submission_choices import division_officers, leaders, office_divisions
from nhacviec.queries.unit_book import UnitBook
from nhacviec.records.models import Submission, Unit
from nhacviec.rules.document_kinds import SECRECIES, URGENCIES, classified_words
from nhacviec.rules.permissions import SEES_ALL
from nhacviec.rules.submissions import OPEN_STOPS, SubmissionKind
from nhacviec.rules.units import AGENCY_KINDS
from nhacviec.rules.words import REFUSALS
from nhacviec.rules.words_refusals import CLASSIFIED_WARNING
from nhacviec.rules.words_submissions import KINDS
from nhacviec.screens.entry.unit_chips import OneUnitField, UnitsField
from nhacviec.screens.forms.choice_fields import RowField
from nhacviec.screens.forms.fields import OfficeDateField, OfficeForm, SymbolField, TextField
from nhacviec.screens.forms.upload_field import FilesField
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions.step_form import StepForm

_SECRECY_NAMES = {level.code: level.name for level in SECRECIES}
_MOST_TO_MERGE = 100


class RegisterForm(OfficeForm):
    """The clerk says whose it is, when it came and what is missing; an agency submits for itself, today."""

    unit = OneUnitField(
        label=gettext_lazy("Cơ quan trình"), help_text=gettext_lazy("Gõ tên hoặc chữ viết tắt.")
    )
    symbol = SymbolField(label=gettext_lazy("Số, ký hiệu"), help_text=gettext_lazy("Ví dụ 125/TTr-SXD."))
    dated_on = OfficeDateField(label=gettext_lazy("Ngày văn bản"))
    arrived_on = OfficeDateField(
        label=gettext_lazy("Ngày đến Văn phòng"),
        help_text=gettext_lazy("Thời hạn tính từ ngày này, hoặc từ ngày đủ hồ sơ nếu muộn hơn."),
    )
    abstract = TextField(label=gettext_lazy("Trích yếu"), limit=2000, rows=2)
    asked = TextField(
        label=gettext_lazy("Nội dung đề nghị UBND tỉnh quyết định"),
        limit=5000,
        rows=2,
        help_text=gettext_lazy("Nói rõ đề nghị ban hành, phê duyệt hay cho ý kiến về việc gì."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại hồ sơ"), choices=[(k.value, KINDS[k]) for k in SubmissionKind]
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Độ khẩn"),
        choices=[(level.code, level.name) for level in URGENCIES],
        initial="normal",
    )
    secrecy = forms.ChoiceField(
        label=gettext_lazy("Độ mật"),
        choices=[(level.code, level.name) for level in SECRECIES],
        initial="none",
    )
    missing = TextField(
        label=gettext_lazy("Hồ sơ còn thiếu"),
        required=False,
        limit=2000,
        rows=2,
        help_text=gettext_lazy(
            "Để trống nếu đã đủ. Khi còn thiếu, thời hạn chưa tính; cơ quan trình thấy mục này."
        ),
    )
    attached = FilesField(label=gettext_lazy("Tệp hồ sơ"), most=20)
    confirmed = forms.BooleanField(label=gettext_lazy("Đã kiểm tra, vẫn lưu hồ sơ này"), required=False)
    narrow: ClassVar[tuple[str, ...]] = ("symbol", "dated_on", "arrived_on", "kind", "urgency", "secrecy")

    def __init__(self, *args: Any, request: OfficeRequest, own_unit: Unit | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"arrived_on": request.today, "dated_on": request.today})
        super().__init__(*args, **kwargs)
        self.own_unit, self.today, self.doubts = own_unit, request.today, list[Any]()
        self.fields["attached"].seen_by(request)  # type: ignore[attr-defined]
        if own_unit is not None:
            for name in ("unit", "arrived_on", "missing"):
                del self.fields[name]
        else:
            self.fields["unit"].look_up_in(UnitBook(request.today))  # type: ignore[attr-defined]

    def clean_unit(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        if unit.kind not in AGENCY_KINDS:
            raise ValidationError(REFUSALS["submission_unit_not_fit"].format(unit=unit.name))
        return unit

    def clean_secrecy(self) -> str:
        if self.cleaned_data["secrecy"] != "none":
            raise ValidationError(REFUSALS["classified"], code="classified")
        return "none"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        names = " ".join(upload.name for upload in data.get("attached") or [])
        levels = classified_words(f"{data.get('abstract', '')}\n{data.get('asked', '')}\n{names}")
        if levels:
            said = ", ".join(_SECRECY_NAMES[level] for level in levels)
            self.doubts = [CLASSIFIED_WARNING.format(levels=said)]
        if self.doubts and not data.get("confirmed"):
            for doubt in self.doubts:
                self.add_error(None, doubt)
        return data

    def head(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("symbol", "dated_on", "abstract", "asked", "urgency", "secrecy")
        return {
            **{name: data[name] for name in names},
            "kind": SubmissionKind(data["kind"]),
            "unit": self.own_unit or data["unit"],
            "arrived_on": data.get("arrived_on") or self.today,
            "missing": data.get("missing", ""),
        }


def _note(**kwargs: Any) -> TextField:
    help_text = gettext_lazy("Chỉ trong Văn phòng và lãnh đạo; cơ quan trình không thấy.")
    defaults: dict[str, Any] = {"label": gettext_lazy("Ghi chú nội bộ"), "required": False, "rows": 2}
    return TextField(limit=2000, help_text=help_text, **(defaults | kwargs))


class ForwardForm(StepForm):
    narrow = ("division", "officer")
    division = RowField(label=gettext_lazy("Phòng xử lý"), required=False)
    officer = RowField(label=gettext_lazy("Cán bộ xử lý"))
    note = _note(label=gettext_lazy("Ý kiến khi chuyển"))

    def proposed(self, submission: Submission, request: OfficeRequest) -> dict[str, Any]:
        return {"division": submission.division, "officer": submission.officer}

    def offer(self) -> None:
        today = self.request.today
        self.works_in = {person.pk: unit for person, unit in division_officers(today)}
        officers = [(p, f"{p.full_name} – {unit.label}") for p, unit in division_officers(today)]
        self.fields["division"].offer([(unit, unit.name) for unit in office_divisions(today)])  # type: ignore[attr-defined]
        self.fields["officer"].offer(officers)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("officer") is not None and not data.get("division"):
            data["division"] = self.works_in[data["officer"].pk]
        if not data.get("division") and "division" not in self.errors:
            self.add_error("division", _("Hãy chọn phòng hoặc cán bộ xử lý."))
        return data


class ConsultForm(StepForm):
    units = UnitsField(
        label=gettext_lazy("Cơ quan được lấy ý kiến"),
        help_text=gettext_lazy("Gõ tên hoặc chữ viết tắt, cách nhau bằng dấu phẩy."),
    )
    note = _note()

    def offer(self) -> None:
        self.fields["units"].look_up_in(UnitBook(self.request.today))  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        found = super().arguments()
        return {**found, "units": found["units"].units}


class DecisionForm(StepForm):
    leader = RowField(label=gettext_lazy("Lãnh đạo được trình"), required=True)
    note = _note(label=gettext_lazy("Đề xuất của người trình"))

    def proposed(self, submission: Submission, request: OfficeRequest) -> dict[str, Any]:
        return {"leader": submission.leader}

    def offer(self) -> None:
        people = [(person, person.full_name) for person in leaders(self.request.today)]
        self.fields["leader"].offer(people)  # type: ignore[attr-defined]


class AskSupplementForm(StepForm):
    missing = TextField(
        label=gettext_lazy("Hồ sơ còn thiếu"),
        limit=2000,
        help_text=gettext_lazy("Gửi cơ quan trình. Thời hạn dừng đếm từ hết hôm nay đến khi bổ sung xong."),
    )
    note = _note()


class SupplementForm(StepForm):
    takes_files = True
    text = TextField(label=gettext_lazy("Nội dung bổ sung"), limit=2000)
    handed_in_on = OfficeDateField(label=gettext_lazy("Ngày nhận bổ sung"))
    attached = FilesField()

    def proposed(self, submission: Submission, request: OfficeRequest) -> dict[str, Any]:
        return {"handed_in_on": request.today}

    def offer(self) -> None:
        self.fields["attached"].seen_by(self.request)  # type: ignore[attr-defined]
        if self.request.actor.role not in SEES_ALL:
            del self.fields["handed_in_on"]  # an agency hands in now


class AnswerForm(StepForm):
    takes_files = True
    narrow = ("symbol", "dated_on", "answered_on")
    symbol = SymbolField(label=gettext_lazy("Số, ký hiệu văn bản trả lời"))
    dated_on = OfficeDateField(label=gettext_lazy("Ngày văn bản"))
    answered_on = OfficeDateField(
        label=gettext_lazy("Ngày trả lời"), help_text=gettext_lazy("Thời hạn tính đến ngày này.")
    )
    told = TextField(label=gettext_lazy("Nội dung trả lời"), required=False, limit=2000, rows=2)
    note = _note()
    attached = FilesField(label=gettext_lazy("Tệp văn bản trả lời"))

    def proposed(self, submission: Submission, request: OfficeRequest) -> dict[str, Any]:
        return {"dated_on": request.today, "answered_on": request.today}

    def offer(self) -> None:
        self.fields["attached"].seen_by(self.request)  # type: ignore[attr-defined]


class EndForm(StepForm):
    reason = TextField(
        label=gettext_lazy("Lý do"), limit=2000, help_text=gettext_lazy("Cơ quan trình thấy lý do này.")
    )


class ReturnForm(EndForm):
    note = _note()


class MergeForm(EndForm):
    into = RowField(label=gettext_lazy("Ghép vào hồ sơ"), required=True)
    note = _note()

    def offer(self) -> None:
        open_ones = visible_submissions(self.request.actor).filter(
            unit=self.submission.unit_id, stop__in=sorted(OPEN_STOPS)
        )
        found = open_ones.exclude(pk=self.submission.pk).order_by("-arrived_on", "-id")[:_MOST_TO_MERGE]
        rows = [(row, f"{row.symbol}: {row.abstract[:80]}") for row in found]
        self.fields["into"].offer(rows)  # type: ignore[attr-defined]
        if not rows:
            self.fields["into"].help_text = _("Cơ quan này không còn hồ sơ nào khác đang xử lý.")


class ReopenForm(StepForm):
    reason = TextField(label=gettext_lazy("Lý do mở lại"), limit=2000, help_text=_note().help_text)


class NoteForm(StepForm):
    text = _note(required=True)
