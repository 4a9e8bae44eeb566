"""Forms of the letters of urging. Their fields are the arguments of actions/urging.py."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhacviec.exports.letters.urging import SIGNER_TITLE, place_of
from nhacviec.queries.urgings import Named
from nhacviec.rules.urging import Reply
from nhacviec.rules.words_delays import DELAY_CAUSES as WORDS_OF_CAUSES
from nhacviec.rules.words_delays import GROUPED
from nhacviec.screens.forms.fields import LineField, OfficeDateField, OfficeForm, SymbolField, TextField
from nhacviec.screens.page.refused import seen_now
from nhacviec.screens.page.request import OfficeRequest

NOTHING_SAID = Reply("", "", None)


class DraftForm(OfficeForm):
    """What the drafts of one choice share."""

    reply_due_on = OfficeDateField(label=_("Đề nghị trả lời trước ngày"))
    note = TextField(
        label=_("Ý kiến thêm trong văn bản"),
        required=False,
        rows=2,
        limit=2000,
        help_text=_("Thành một đoạn của văn bản, sau bảng nhiệm vụ; để trống nếu không cần."),
    )

    def __init__(self, *args: Any, request: OfficeRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_reply_due_on(self) -> Any:
        day = self.cleaned_data["reply_due_on"]
        if day <= self.request.today:
            raise ValidationError(_("Ngày đề nghị trả lời phải sau hôm nay."))
        return day


class SignForm(OfficeForm):
    narrow = ("symbol", "signed_on", "place", "signer_name")
    symbol = SymbolField(label=_("Số, ký hiệu"))
    signed_on = OfficeDateField(label=_("Ngày ký"))
    place = LineField(label=_("Địa danh"), limit=100)
    signer_name = LineField(label=_("Họ và tên người ký"), limit=120)
    signer_title = TextField(
        label=_("Quyền hạn, chức vụ người ký"),
        rows=2,
        limit=200,
        help_text=_("Mỗi dòng một dòng in, ví dụ: KT. CHÁNH VĂN PHÒNG, dòng dưới: PHÓ CHÁNH VĂN PHÒNG."),
    )

    def __init__(self, *args: Any, request: OfficeRequest, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "signed_on": request.today,
            "place": place_of(settings.PROVINCE),
            "signer_title": SIGNER_TITLE,
        }
        super().__init__(*args, **kwargs)


class WithdrawForm(OfficeForm):
    reason = TextField(label=_("Lý do thu hồi"), rows=2, limit=2000)

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason


class ReplyForm(OfficeForm):
    """One duty of the letter: why it is late, and until when it will be done; now, or later."""

    delay_cause = forms.ChoiceField(
        label=_("Nguyên nhân chậm"), choices=[("", _("Chọn nguyên nhân")), *GROUPED], required=False
    )
    new_due_on = OfficeDateField(label=_("Thời hạn mới"), required=False)
    explanation = TextField(label=_("Nói rõ nguyên nhân"), required=False, rows=2, limit=1000)
    asks_extension = forms.BooleanField(label=_("Đồng thời xin gia hạn đến ngày này"), required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)  # a mark of what was kept, when shown

    def __init__(self, *args: Any, named: Named, request: OfficeRequest, **kwargs: Any) -> None:
        assert named.line is not None
        kept = named.line.reply
        kwargs["initial"] = {
            name: getattr(kept, name) for name in ("delay_cause", "new_due_on", "explanation")
        }
        kwargs["initial"]["shown"] = mark_of(kept)
        super().__init__(*args, prefix=f"d{named.line.pk}", **kwargs)
        self.named, self.line_id, self.request = named, named.line.pk, request
        if named.is_done or named.assignment.has_open_extension:
            del self.fields["asks_extension"]

    def clean_new_due_on(self) -> Any:
        day = self.cleaned_data["new_due_on"]
        if day and day < self.request.today:
            raise ValidationError(_("Thời hạn mới phải từ hôm nay trở đi."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        half = bool(data.get("delay_cause")) != bool(data.get("new_due_on"))
        if self.named.is_done and half and not self.errors:
            self.add_error(
                "new_due_on" if data.get("delay_cause") else "delay_cause",
                _("Hãy nhập cả nguyên nhân và thời hạn mới, hoặc để trống cả hai."),
            )
        if not self.errors and self._said_over_another(data):
            seen_now(self, **{f"{self.prefix}-shown": mark_of(self._kept)})
            self.add_error(None, said_by_another(self._kept))
        return data

    @property
    def _kept(self) -> Reply:
        assert self.named.line is not None
        return self.named.line.reply

    def _said_over_another(self, data: Mapping[str, Any]) -> bool:
        """A colleague has written of this duty since the page was shown, and something else was typed now."""
        shown, said = data.get("shown", ""), _reply_in(data)
        if shown in ("", mark_of(self._kept)) or self._kept == NOTHING_SAID:
            return False
        return said != self._kept and mark_of(said) != shown

    @property
    def reply(self) -> Reply | None:
        """None: nothing else than what was kept before."""
        data = self.cleaned_data
        said = _reply_in(data)
        untouched = said == self._kept or mark_of(said) == data.get("shown")
        if untouched and not said.is_complete:
            return None
        return replace(said, asks_extension=bool(data.get("asks_extension")))


def _reply_in(data: Mapping[str, Any]) -> Reply:
    return Reply(data.get("delay_cause", ""), data.get("explanation", ""), data.get("new_due_on"))


def mark_of(reply: Reply) -> str:
    """Tells what one line says from what another says."""
    said = f"{reply.delay_cause}\n{reply.new_due_on}\n{reply.explanation}"
    return sha256(said.encode()).hexdigest()[:16]


def said_by_another(kept: Reply) -> str:
    words = [
        WORDS_OF_CAUSES.get(kept.delay_cause, ""),
        f"{kept.new_due_on:%d/%m/%Y}" if kept.new_due_on else "",
        kept.explanation,
    ]
    return gettext(
        "Trong lúc bạn nhập, đồng nghiệp đã ghi: “%s”. Gửi lại nếu muốn thay bằng nội dung của bạn."
    ) % "; ".join(word for word in words if word)


def reply_forms(request: OfficeRequest, rows: Iterable[Named], **given: Any) -> list[ReplyForm]:
    """Of what has not been answered for yet."""
    open_still = [row for row in rows if row.line is not None and not row.line.is_explained]
    return [ReplyForm(**given, named=row, request=request) for row in open_still]
