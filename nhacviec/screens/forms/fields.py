"""The form fields of the office: cleaned text, days as dd/mm/yyyy, hours as 14h30, symbols of documents.

Every form of a page derives from OfficeForm, which gives the fields their look and ties errors to them for
screen readers.
"""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.text import UnusableText, clean_line, clean_text
from nhacviec.rules.words_refusals import TEXT_REFUSALS
from nhacviec.screens.page.rescue import rescued

LINE_LIMIT = 250
TEXT_LIMIT = 10_000
EARLIEST, LATEST = date(1945, 9, 2), date(2100, 12, 31)

REQUIRED = _("Hãy nhập mục này.")
_DAY = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{2}|[0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_HOUR = re.compile(
    r"([0-9]{1,2})\s*(?:h|:|giờ|g)\s*([0-9]{1,2})?\s*(?:phút|ph|p)?|([0-9]{1,2})", re.IGNORECASE
)


class LineField(forms.Field):
    """One line of text, NFC and without hidden characters. `limit` counts characters after cleaning."""

    widget: type[forms.Widget] = forms.TextInput
    default_error_messages = {"required": REQUIRED}
    clean_with = staticmethod(clean_line)

    def __init__(self, *, limit: int = LINE_LIMIT, **kwargs: Any) -> None:
        self.limit = limit
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        try:
            return self.clean_with(str(value or ""), limit=self.limit)
        except UnusableText as refused:
            raise ValidationError(self._sentence(refused.code, str(value)), code=refused.code) from refused

    def _sentence(self, code: str, value: str) -> Any:
        if code != "too_long":
            return TEXT_REFUSALS[code]
        return _("Nội dung dài %(size)s ký tự; tối đa %(limit)s ký tự. Hãy rút gọn.") % {
            "size": f"{len(value):,}".replace(",", "."),
            "limit": f"{self.limit:,}".replace(",", "."),
        }


class TextField(LineField):
    """Text of several lines."""

    widget: type[forms.Widget] = forms.Textarea
    clean_with = staticmethod(clean_text)

    def __init__(self, *, limit: int = TEXT_LIMIT, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(limit=limit, **kwargs)


class SymbolField(LineField):
    """The "số, ký hiệu" of a document, kept as typed (1130/KH-VP); not only signs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"limit": 100} | kwargs))

    def clean(self, value: Any) -> str:
        symbol: str = super().clean(value)
        if symbol and not parse_symbol(symbol).folded_key:
            raise ValidationError(_("Số, ký hiệu phải có chữ hoặc số, ví dụ 1130/KH-VP."), code="no_symbol")
        return symbol


class OfficeDateField(forms.Field):
    """A day typed as dd/mm/yyyy (also d-m-yy, yyyy-mm-dd and 8 bare digits)."""

    default_error_messages = {
        "required": _("Hãy nhập ngày, ví dụ 15/07/2018."),
        "invalid": _("Ngày không đúng. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 15/07/2018."),
        "range": _("Năm không hợp lệ. Hãy kiểm tra lại."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": _("ngày/tháng/năm"), "autocomplete": "off"}
        kwargs.setdefault("widget", forms.DateInput(format="%d/%m/%Y", attrs=attrs))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        if value in (None, ""):
            return None
        day = read_day(str(value))
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not EARLIEST <= day <= LATEST:
            raise ValidationError(self.error_messages["range"], code="range")
        return day


class TimeField(forms.Field):
    """An hour of a day typed as an office writes it: 14h30, 14h, 14:30, 14 giờ 30."""

    default_error_messages = {
        "required": _("Hãy nhập giờ, ví dụ 14h30."),
        "invalid": _("Giờ không đúng. Hãy nhập như 14h30 hoặc 14h."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"placeholder": _("14h30"), "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}h{value.minute:02d}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time):
            return value
        if value in (None, ""):
            return None
        hour = read_hour(str(value))
        if hour is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return hour


def read_day(typed: str) -> date | None:
    """15/7/2018, 15-07-18, 2018-07-15, 15072018 → the day; None when it is none."""
    typed = typed.strip()
    if re.fullmatch(r"[0-9]{8}", typed):
        typed = f"{typed[:2]}/{typed[2:4]}/{typed[4:]}"
    if iso := _ISO_DAY.fullmatch(typed):
        year, month, day = map(int, iso.groups())
    elif usual := _DAY.fullmatch(typed):
        day, month, year = map(int, usual.groups())
        year += 2000 if len(usual[3]) == 2 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_office_day(typed: str) -> date | None:
    """`read_day` within the years of an office: terms are counted from it without leaving the calendar."""
    day = read_day(typed)
    return day if day is not None and EARLIEST <= day <= LATEST else None


def read_hour(typed: str) -> time | None:
    found = _HOUR.fullmatch(typed.strip())
    if found is None:
        return None
    try:
        return time(int(found[1] or found[3]), int(found[2] or 0))
    except ValueError:
        return None


class OfficeBoundField(forms.BoundField):
    """A field in the look of the office; wrong ones look wrong. (Django ties label, help and error to it.)"""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        classes = [_css_class(widget), str(widget.attrs.get("class", ""))]
        if self.errors:
            classes.append("is-invalid")
        attrs["class"] = " ".join(name for name in classes if name)
        return attrs


class OfficeForm(forms.Form):
    """A form in the look of the office; build it with `**typed(request)`.

    `given_back`: the text comes from before an expired session. It is shown as typed, without complaints and
    never valid: nobody has sent it yet.
    """

    bound_field_class = OfficeBoundField

    def __init__(self, *args: Any, given_back: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.given_back = given_back
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["required"] = _("Hãy chọn mục này.")
                field.error_messages["invalid_choice"] = _("Hãy chọn trong danh sách.")

    @property
    def errors(self) -> forms.utils.ErrorDict:
        return forms.utils.ErrorDict() if self.given_back else super().errors

    def is_valid(self) -> bool:
        return not self.given_back and super().is_valid()


def typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed, as arguments of an OfficeForm: sent now, or given back after an expired session."""
    if request.method == "POST":
        return {"data": request.POST, "files": request.FILES}
    kept = rescued(request)
    return {} if kept is None else {"data": kept, "given_back": True}


def _css_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
