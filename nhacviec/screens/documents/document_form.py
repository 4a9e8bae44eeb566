"""The head of a document as a form: what is asked, what is doubted, what is refused."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.queries.documents import find_same
from nhacviec.queries.unit_book import UnitBook
from nhacviec.records.models import Document
from nhacviec.rules.document_kinds import DOCUMENT_KINDS, SECRECIES, URGENCIES, classified_words
from nhacviec.rules.symbols import kind_from_symbol
from nhacviec.rules.words import REFUSALS
from nhacviec.rules.words_refusals import CLASSIFIED_WARNING
from nhacviec.screens.entry.unit_chips import OneUnitField
from nhacviec.screens.forms.fields import LineField, OfficeDateField, OfficeForm, SymbolField, TextField
from nhacviec.screens.forms.upload_field import FilesField

HEAD = (
    "symbol", "kind", "issued_on", "issuer", "abstract", "signer_name", "signer_title", "drafting_unit",
    "urgency", "secrecy",
)  # fmt: skip
MOST_FILES = 20  # a decision comes with its annexes
_SECRECY_NAMES = {level.code: level.name for level in SECRECIES}


class DocumentForm(OfficeForm):
    symbol = SymbolField(label=gettext_lazy("Số, ký hiệu"), help_text=gettext_lazy("Ví dụ 1130/KH-VP."))
    issued_on = OfficeDateField(label=gettext_lazy("Ngày ban hành"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại văn bản"),
        required=False,
        choices=[("", gettext_lazy("Tự nhận theo ký hiệu")), *((k.code, k.name) for k in DOCUMENT_KINDS)],
    )
    abstract = TextField(label=gettext_lazy("Trích yếu"), limit=2000, rows=2)
    issuer = OneUnitField(
        label=gettext_lazy("Cơ quan ban hành"), help_text=gettext_lazy("Gõ tên hoặc chữ viết tắt.")
    )
    drafting_unit = OneUnitField(
        label=gettext_lazy("Đơn vị tham mưu"),
        required=False,
        help_text=gettext_lazy("Đơn vị này có trách nhiệm nhập nhiệm vụ của văn bản."),
    )
    signer_name = LineField(label=gettext_lazy("Người ký"), limit=150, required=False)
    signer_title = LineField(label=gettext_lazy("Chức vụ người ký"), limit=150, required=False)
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
    attached = FilesField(
        label=gettext_lazy("Tệp văn bản"),
        most=MOST_FILES,
        help_text=gettext_lazy("PDF, DOCX hoặc ảnh; chọn được nhiều tệp."),
    )
    confirmed = forms.BooleanField(label=gettext_lazy("Đã kiểm tra, vẫn lưu văn bản này"), required=False)

    def __init__(
        self, *args: Any, book: UnitBook, today: date, document: Document | None = None, **kwargs: Any
    ) -> None:
        if document is not None:
            kwargs.setdefault("initial", {name: getattr(document, name) for name in HEAD})
        super().__init__(*args, **kwargs)
        self.document, self.today = document, today
        self.doubts: list[Any] = []
        for name in ("issuer", "drafting_unit"):
            self.fields[name].look_up_in(book)  # type: ignore[attr-defined]
        if document is not None:
            del self.fields["attached"]

    def clean_issued_on(self) -> date:
        day: date = self.cleaned_data["issued_on"]
        if day > self.today:
            raise forms.ValidationError(
                _("Ngày ban hành không được sau hôm nay (%s).") % f"{self.today:%d/%m/%Y}"
            )
        return day

    def clean_secrecy(self) -> str:
        if self.cleaned_data["secrecy"] != "none":
            raise forms.ValidationError(REFUSALS["classified"], code="classified")
        return "none"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("kind") and data.get("symbol"):
            found = kind_from_symbol(data["symbol"])
            if found is None:
                self.add_error("kind", _("Chưa nhận ra loại văn bản từ ký hiệu. Hãy chọn."))
            else:
                data["kind"] = found.code
        self.doubts = [*self._same(data), *self._stamps(data)]
        if self.doubts and not data.get("confirmed"):
            for doubt in self.doubts:
                self.add_error(None, doubt)
        return data

    def head(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in HEAD}

    def _same(self, data: dict[str, Any]) -> list[Any]:
        if not all(data.get(name) for name in ("symbol", "kind", "issued_on", "issuer")):
            return []
        same = find_same(
            issuer=data["issuer"],
            issued_on=data["issued_on"],
            symbol=data["symbol"],
            kind=data["kind"],
            but=self.document,
        )
        if same is None:
            return []
        link = format_html(
            '<a href="{}">{}</a>',
            reverse("documents.show", args=[same.pk]),
            _("%(symbol)s ngày %(day)s") % {"symbol": same.symbol, "day": f"{same.issued_on:%d/%m/%Y}"},
        )
        sentence = _(
            "Đã có văn bản cùng cơ quan ban hành, cùng năm, cùng số và loại: {}. "
            "Nếu không trùng, đánh dấu ô bên dưới rồi lưu lại."
        )
        return [format_html(sentence, link)]

    def _stamps(self, data: dict[str, Any]) -> list[Any]:
        names = " ".join(upload.name for upload in data.get("attached") or [])
        levels = classified_words(f"{data.get('abstract', '')}\n{names}")
        if not levels:
            return []
        return [CLASSIFIED_WARNING.format(levels=", ".join(_SECRECY_NAMES[level] for level in levels))]
