"""Form fields whose choices were read once for the whole page, so that twenty cards cost no more than one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class RowField(forms.ChoiceField):
    """One row of a list that the form was given with `offer`; cleans to the row or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.rows: dict[str, Any] = {}

    def offer(self, rows: Iterable[tuple[Any, str]], *, keep: Any = None) -> None:
        """Rows with their labels. `keep`: the row chosen before, offered even if no longer among them."""
        listed = {str(row.pk): (row, label) for row, label in rows}
        if keep is not None and str(keep.pk) not in listed:
            listed[str(keep.pk)] = (keep, str(keep))
        self.rows = {key: row for key, (row, _label) in listed.items()}
        self.choices = [("", "—"), *((key, label) for key, (_row, label) in listed.items())]

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if hasattr(value, "pk") else value

    def clean(self, value: Any) -> Any:
        key = str(value or "")
        if not key and not self.required:
            return None
        if key not in self.rows:
            raise ValidationError(_("Hãy chọn trong danh sách."), code="invalid_choice")
        return self.rows[key]
