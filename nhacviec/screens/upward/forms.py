"""Forms of what is submitted upward. The fields of a step are the arguments of its action."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.queries.submission_choices import leaders
from nhacviec.queries.upward_choices import committees, followers, superiors, task_from_above
from nhacviec.records.models import Submission, Task
from nhacviec.rules.document_kinds import SECRECIES, URGENCIES, classified_words
from nhacviec.rules.submissions import SubmissionKind
from nhacviec.rules.words import REFUSALS
from nhacviec.rules.words_refusals import CLASSIFIED_WARNING
from nhacviec.rules.words_submissions import KINDS
from nhacviec.screens.forms.choice_fields import RowField
from nhacviec.screens.forms.fields import LineField, OfficeDateField, OfficeForm, SymbolField, TextField
from nhacviec.screens.forms.upload_field import FilesField
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions.step_form import StepForm as BaseStepForm

_SECRECY_NAMES = {level.code: level.name for level in SECRECIES}


class SendForm(OfficeForm):
    """What was sent to those above."""

    unit = RowField(label=gettext_lazy("Cơ quan trình"), required=True)
    addressee = RowField(label=gettext_lazy("Trình cơ quan"), required=True)
    symbol = SymbolField(label=gettext_lazy("Số, ký hiệu"), help_text=gettext_lazy("Ví dụ 125/TTr-UBND."))
    dated_on = OfficeDateField(label=gettext_lazy("Ngày văn bản"))
    sent_on = OfficeDateField(
        label=gettext_lazy("Ngày gửi"), help_text=gettext_lazy("Thời hạn chờ ý kiến tính từ ngày này.")
    )
    abstract = TextField(label=gettext_lazy("Trích yếu"), limit=2000, rows=2)
    asked = TextField(label=gettext_lazy("Nội dung xin ý kiến, quyết định"), limit=5000, rows=2)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại văn bản trình"), choices=[(k.value, KINDS[k]) for k in SubmissionKind]
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
    officer = RowField(label=gettext_lazy("Người theo dõi"), required=True)
    leader = RowField(label=gettext_lazy("Lãnh đạo phụ trách"))
    task = LineField(
        label=gettext_lazy("Thực hiện nhiệm vụ cấp trên giao"),
        required=False,
        limit=20,
        help_text=gettext_lazy("Mã nhiệm vụ, ví dụ NV-2018-000123; để trống nếu không có."),
    )
    attached = FilesField(label=gettext_lazy("Tệp văn bản trình"), most=20)
    confirmed = forms.BooleanField(label=gettext_lazy("Đã kiểm tra, vẫn lưu văn bản này"), required=False)
    narrow: ClassVar[tuple[str, ...]] = (
        "unit", "addressee", "symbol", "dated_on", "sent_on", "kind", "urgency", "secrecy", "officer",
        "leader", "task",
    )  # fmt: skip

    def __init__(self, *args: Any, request: OfficeRequest, **kwargs: Any) -> None:
        today = request.today
        people = followers(today)
        me = next((person for person, _unit in people if person.pk == request.actor.self_id), None)
        first: dict[str, Any] = {"dated_on": today, "sent_on": today, "officer": me}
        first["task"] = request.GET.get("nhiem-vu", "")
        units = list(committees(today))
        if len(units) == 1:
            first["unit"] = units[0]
        kwargs.setdefault("initial", first)
        super().__init__(*args, **kwargs)
        self.doubts = list[str]()
        self.fields["attached"].seen_by(request)  # type: ignore[attr-defined]
        self.fields["unit"].offer([(unit, unit.name) for unit in units])  # type: ignore[attr-defined]
        above = [(unit, unit.name) for unit in superiors(today)]
        self.fields["addressee"].offer(above)  # type: ignore[attr-defined]
        self.fields["officer"].offer(_named(people))  # type: ignore[attr-defined]
        heads = [(person, person.full_name) for person in leaders(today)]
        self.fields["leader"].offer(heads)  # type: ignore[attr-defined]

    def clean_secrecy(self) -> str:
        if self.cleaned_data["secrecy"] != "none":
            raise ValidationError(REFUSALS["classified"], code="classified")
        return "none"

    def clean_task(self) -> Task | None:
        code = self.cleaned_data["task"].upper()
        task = task_from_above(code) if code else None
        if code and task is None:
            raise ValidationError(_("Không có nhiệm vụ cấp trên giao mang mã này."))
        return task

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
        data = {name: v for name, v in self.cleaned_data.items() if name not in ("attached", "confirmed")}
        return data | {"kind": SubmissionKind(data["kind"])}


def _named(people: Any) -> list[tuple[Any, str]]:
    return [(person, f"{person.full_name} – {unit.label}") for person, unit in people]


class StepForm(BaseStepForm):
    """Days are proposed as today; who follows it is among those who may."""

    def proposed(self, submission: Submission, request: OfficeRequest) -> dict[str, Any]:
        days = [name for name, field in self.base_fields.items() if isinstance(field, OfficeDateField)]
        return {"officer": submission.officer, **dict.fromkeys(days, request.today)}

    def offer(self) -> None:
        if self.takes_files:
            self.fields["attached"].seen_by(self.request)  # type: ignore[attr-defined]
        if "officer" in self.fields:
            people = followers(self.request.today)
            self.fields["officer"].offer(_named(people))  # type: ignore[attr-defined]


class AskAgainForm(StepForm):
    takes_files = True
    narrow = ("asked_on",)
    asked_on = OfficeDateField(label=gettext_lazy("Ngày hỏi lại"))
    note = TextField(
        label=gettext_lazy("Hỏi bằng cách nào"),
        required=False,
        limit=2000,
        rows=2,
        help_text=gettext_lazy("Ví dụ: Công văn 2105/UBND-TH, điện thoại."),
    )
    attached = FilesField()


class OpinionForm(StepForm):
    takes_files = True
    narrow = ("opinion_on", "symbol")
    opinion_on = OfficeDateField(label=gettext_lazy("Ngày có ý kiến"))
    symbol = SymbolField(
        label=gettext_lazy("Số, ký hiệu văn bản ý kiến"),
        required=False,
        help_text=gettext_lazy("Ví dụ 512-TB/TU; để trống nếu không có."),
    )
    opinion = TextField(label=gettext_lazy("Ý kiến của cấp trên"), limit=5000)
    is_last = forms.BooleanField(
        label=gettext_lazy("Không chờ văn bản nào nữa, kết thúc theo dõi"), required=False
    )
    attached = FilesField()


class DecisionForm(StepForm):
    takes_files = True
    narrow = ("symbol", "dated_on", "received_on")
    symbol = SymbolField(label=gettext_lazy("Số, ký hiệu văn bản quyết định"))
    dated_on = OfficeDateField(label=gettext_lazy("Ngày văn bản"))
    received_on = OfficeDateField(label=gettext_lazy("Ngày nhận"))
    note = TextField(label=gettext_lazy("Nội dung chính"), required=False, limit=2000, rows=2)
    attached = FilesField(label=gettext_lazy("Tệp văn bản"))


class GiveBackForm(StepForm):
    narrow = ("returned_on",)
    returned_on = OfficeDateField(label=gettext_lazy("Ngày trả lại"))
    reason = TextField(label=gettext_lazy("Lý do"), limit=2000)


class ReasonForm(StepForm):
    reason = TextField(label=gettext_lazy("Lý do"), limit=2000)


class HandOnForm(StepForm):
    officer = RowField(label=gettext_lazy("Người theo dõi"), required=True)


class NoteForm(StepForm):
    text = TextField(label=gettext_lazy("Ghi chú"), limit=2000)
