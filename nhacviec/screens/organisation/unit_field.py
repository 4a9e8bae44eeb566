"""Choose a unit by typing: name, name without accents, abbreviation or code. Works without JavaScript."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nhacviec.queries.unit_directory import UnitDirectory
from nhacviec.records.models import Unit
from nhacviec.screens.forms.fields import LineField

SHOWN_CANDIDATES = 4


class UnitInput(forms.TextInput):
    """A text box with the names of all units as suggestions."""

    template_name = "units/unit_input.html"
    labels: list[str] = []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["labels"] = self.labels
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        context["widget"]["attrs"]["autocomplete"] = "off"
        return context


class UnitField(LineField):
    """One unit. The form gives it the units to choose from with `suggest`."""

    widget = UnitInput
    directory: UnitDirectory

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Gõ tên (không cần dấu), chữ viết tắt hoặc mã định danh."))
        super().__init__(limit=600, **kwargs)

    def suggest(self, directory: UnitDirectory) -> None:
        """Take the units to choose from, and show them as suggestions."""
        self.directory = directory
        self.widget.labels = [directory.label(unit) for unit in directory.units.values()]

    def prepare_value(self, value: Any) -> Any:
        return self.directory.label(value) if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        return self.unit_named(written) if written else None

    def unit_named(self, written: str) -> Unit:
        found = self.directory.guess(written)
        if not found:
            raise ValidationError(
                _("Không tìm thấy đơn vị “%(written)s”."), code="unknown", params={"written": written}
            )
        if len(found) > 1:
            labels = [self.directory.label(unit) for unit in found[:SHOWN_CANDIDATES]]
            more = "; …" if len(found) > SHOWN_CANDIDATES else ""
            raise ValidationError(
                _("“%(written)s” có thể là: %(labels)s. Hãy ghi rõ hơn."),
                code="ambiguous",
                params={"written": written, "labels": "; ".join(labels) + more},
            )
        return found[0]


class UnitsField(UnitField):
    """Several units, separated by semicolons or line ends."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "; ".join(self.directory.label(unit) for unit in value)
        return value

    def clean(self, value: Any) -> Any:
        written = LineField.clean(self, value)
        named = [self.unit_named(part) for part in re.split(r"\s*;\s*", written) if part]
        return list({unit.pk: unit for unit in named}.values())
