"""The forms of the organisation tree."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nhacviec.actions.units import UnitValues, both_spellings
from nhacviec.queries.unit_directory import UnitDirectory
from nhacviec.records.models import Unit
from nhacviec.rules.unit_codes import MAX_LENGTH, BadUnitCode
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words import UNIT_KINDS
from nhacviec.rules.words_refusals import UNIT_CODE_REFUSALS
from nhacviec.screens.forms.fields import LineField, OfficeDateField, OfficeForm
from nhacviec.screens.organisation.unit_field import UnitField, UnitsField

KINDS = [(kind.value, label) for kind, label in UNIT_KINDS.items()]
# Where the sentence of a refusal belongs.
FIELD_OF = {
    "unit_name_taken": "name",
    "unit_code_taken": "code",
    "unit_under_itself": "parent",
    "unit_kind_misplaced": "kind",
    "parent_closed": "parent",
    "dates_not_in_order": "valid_to",
    "unit_not_closed": "valid_to",
    "unit_still_in_use": "despite_remaining",
    "successor_is_itself": "successors",
}


class UnitForm(OfficeForm):
    name = LineField(label=_("Tên đầy đủ"), limit=250)
    short_name = LineField(label=_("Tên gọi tắt"), limit=120, required=False)
    abbreviation = LineField(
        label=_("Chữ viết tắt"), limit=30, required=False, help_text=_("Ví dụ: STC, SXD.")
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=[("", "—"), *KINDS])
    parent = UnitField(label=_("Trực thuộc"), required=False)
    code = LineField(
        label=_("Mã định danh"),
        limit=60,
        required=False,
        help_text=_("Cách viết nào cũng được: H19.15 hoặc 000.00.15.H19."),
    )
    code_qcvn = LineField(
        label=_("Mã cũ (QCVN 102:2016)"),
        limit=MAX_LENGTH,
        required=False,
        help_text=_("Để trống thì tự tính từ mã định danh; chỉ ghi khi danh mục chính thức khác."),
    )
    position = forms.IntegerField(
        label=_("Thứ tự"), min_value=0, max_value=100_000, initial=100, help_text=_("Số nhỏ đứng trước.")
    )
    valid_from = OfficeDateField(label=_("Hoạt động từ ngày"), required=False)
    valid_to = OfficeDateField(label=_("Đến hết ngày"), required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, directory: UnitDirectory, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].suggest(directory)  # type: ignore[attr-defined]
        if unit is not None and unit.valid_to is None:
            del self.fields["valid_to"]  # closing has its own page
        elif unit is not None:
            self.fields["valid_to"].help_text = _("Xóa ngày này là cho đơn vị hoạt động trở lại.")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not code:
            return ""
        try:
            return both_spellings(code)[0]
        except BadUnitCode as bad:
            raise ValidationError(UNIT_CODE_REFUSALS[bad.code], code=bad.code) from bad

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        old = values.get("code_qcvn", "")
        if old and "code" in values:
            try:
                both_spellings(values["code"], old)
            except BadUnitCode as bad:
                self.add_error("code_qcvn", UNIT_CODE_REFUSALS[bad.code])
        return values

    def values(self) -> UnitValues:
        data = {key: value for key, value in self.cleaned_data.items() if key != "stamp"}
        return UnitValues(**data | {"kind": UnitKind(data["kind"])})


class CloseUnitForm(OfficeForm):
    last_day = OfficeDateField(label=_("Hoạt động đến hết ngày"))
    decision = LineField(
        label=_("Số, ký hiệu và ngày của quyết định"),
        limit=250,
        help_text=_("Ví dụ: Nghị quyết 202/2025/QH15."),
    )
    successors = UnitsField(label=_("Đơn vị kế thừa"), required=False)
    despite_remaining = forms.BooleanField(
        label=_("Vẫn kết thúc hoạt động dù còn việc dở dang"), required=False
    )

    def __init__(self, *args: Any, directory: UnitDirectory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successors"].suggest(directory)  # type: ignore[attr-defined]
