"""Units by typing: "stc, sxd; tong hop", "các sở". static/js/units.js makes chips of the plain text box."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from nhacviec.queries.unit_book import UnitBook
from nhacviec.records.models import Unit
from nhacviec.rules.unit_names import Outcome, Token
from nhacviec.screens.forms.fields import LineField

_SHOWN_CANDIDATES = 5
_LONGEST = 20_000  # a chip is "#12345; ": room for every commune of a province, typed one by one


@dataclass(frozen=True)
class NamedUnits:
    """What was typed means these units; those that only a group phrase brought in are told apart."""

    units: list[Unit] = field(default_factory=list)
    by_group: frozenset[int] = frozenset()


class UnitChips(forms.TextInput):
    template_name = "entry/unit_chips.html"
    book: UnitBook
    many = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        shown = value if isinstance(value, str) else "; ".join(self.book.text_of(u) for u in value or [])
        context = super().get_context(name, shown, attrs)
        tokens = self.book.read(value) if isinstance(value, str) else []
        chips = [
            {"text": f"#{unit.pk}", "label": unit.label} for unit in (value or []) if isinstance(unit, Unit)
        ]
        chips += [chip for token in tokens if (chip := _chip(token))]
        rest = [token.typed for token in tokens if not _chip(token)]
        context |= {
            "chips": json.dumps(chips, ensure_ascii=False),
            "rest": "; ".join(rest),
            "many": "yes" if self.many else "",
            "url": reverse_lazy("units.suggest") + _which(self.book),
        }
        return context


def _which(book: UnitBook) -> str:
    if not book.assignable:
        return "?tat-ca=1"
    return "?cap-tren=1" if book.from_above else ""


def _chip(token: Token) -> dict[str, str] | None:
    if token.outcome is Outcome.ONE:
        return {"text": f"#{token.units[0].id}", "label": token.units[0].short_name or token.units[0].name}
    if token.outcome is Outcome.GROUP:
        return {"text": token.typed, "label": f"{token.typed} ({len(token.units)})"}
    return None


class UnitsField(LineField):
    """Several units; cleans to NamedUnits. The form gives it the book of units with `look_up_in`."""

    widget = UnitChips
    many = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=_LONGEST, **kwargs)

    def look_up_in(self, book: UnitBook) -> None:
        self.book = book
        self.widget.book = book
        self.widget.many = self.many

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, NamedUnits):
            return value.units
        return [value] if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Any:
        tokens = self.book.read(super().clean(value))
        wrong = [error for token in tokens for error in self._errors_of(token)]
        if wrong:
            raise ValidationError(wrong)
        named: dict[int, Unit] = {}
        alone: set[int] = set()
        for token in tokens:
            for name in token.units:
                unit = self.book.unit(name)
                named[unit.pk] = unit
                if token.outcome is Outcome.ONE:
                    alone.add(unit.pk)
        return NamedUnits(list(named.values()), frozenset(named.keys() - alone))

    def _errors_of(self, token: Token) -> Sequence[ValidationError]:
        if token.outcome is Outcome.ONE:
            unit = self.book.unit(token.units[0])
            return [] if unit.is_active_on(self.book.day) else [_closed(unit)]
        if token.outcome is Outcome.GROUP:
            return []
        if token.outcome is Outcome.AMBIGUOUS:
            names = [self.book.unit(name).name for name in token.units]
            more = "; …" if len(names) > _SHOWN_CANDIDATES else ""
            listed = "; ".join(names[:_SHOWN_CANDIDATES]) + more
            params = {"typed": token.typed, "names": listed}
            return [
                ValidationError(
                    _("“%(typed)s” có thể là: %(names)s. Hãy gõ rõ hơn.") % params, code="ambiguous"
                )
            ]
        closed = self.book.closed_like(token.typed)
        if closed is not None:
            return [_closed(closed)]
        return [ValidationError(_("Không tìm thấy đơn vị “%s”.") % token.typed[:100], code="unknown")]


def _closed(unit: Unit) -> ValidationError:
    if unit.valid_to is None:
        day = f"{unit.valid_from:%d/%m/%Y}" if unit.valid_from else ""
        return ValidationError(
            _("%(unit)s chưa hoạt động trước ngày %(day)s.") % {"unit": unit.name, "day": day}
        )
    return ValidationError(
        _("%(unit)s đã kết thúc hoạt động từ ngày %(day)s.")
        % {"unit": unit.name, "day": f"{unit.valid_to:%d/%m/%Y}"},
        code="closed",
    )


class OneUnitField(UnitsField):
    """Exactly one unit (or None when not required)."""

    many = False

    def clean(self, value: Any) -> Any:
        named: NamedUnits = super().clean(value)
        if len(named.units) > 1:
            raise ValidationError(_("Chỉ chọn một đơn vị."), code="too_many")
        return named.units[0] if named.units else None
