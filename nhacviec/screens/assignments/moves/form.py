"""What every move's form has: the version of the row it was shown with."""

from typing import Any

from django import forms

from nhacviec.records.models import Assignment
from nhacviec.screens.forms.fields import OfficeForm
from nhacviec.screens.forms.upload_field import FilesField
from nhacviec.screens.page.request import OfficeRequest

# The field that a refusal of the action speaks of: the first of these names that the form has.
_BESIDE: dict[str, tuple[str, ...]] = {
    "number_differs": ("symbol_on_copy",),
    "nobody_chosen": ("division",),
    "division_not_ours": ("division",),
    "officer_not_ours": ("officer",),
    "answer_date_ahead": ("document_date",),
    "answered_on_ahead": ("answered_on",),
    "answered_on_too_early": ("answered_on",),
    "answered_on_before_document": ("answered_on",),
    "answered_on_needs_document": ("document_symbol",),
    "extension_not_later": ("asked_due_on", "granted_due_on"),
    "extension_too_long": ("asked_due_on", "granted_due_on"),
    "deadline_same": ("due_on",),
    "deadline_before_document": ("due_on",),
    "deadline_too_far": ("due_on",),
    "unit_has_duty": ("unit",),
    "unit_closed": ("unit",),
    "unit_not_assignable": ("unit",),
    "same_unit": ("unit",),
    "coordinators_open": ("reason",),
    "children_open": ("children_reason", "text"),
    "report_needs_document": ("document_symbol",),
    "reason_required": ("reason", "decision"),
}


class MoveForm(OfficeForm):
    """Fields become arguments of the move's action, except `version` and those in `not_arguments`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    takes_files = False
    narrow: tuple[str, ...] = ()  # fields that share a line on a wide screen
    not_arguments: tuple[str, ...] = ()

    def __init__(self, *args: Any, assignment: Assignment, request: OfficeRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        self.request = request
        self.fields["version"].initial = assignment.version
        if self.takes_files:
            self.fields["files"] = FilesField()
            self.fields["files"].seen_by(request)  # type: ignore[attr-defined]
        self.prepare()

    def prepare(self) -> None:
        """Fill choices from the assignment and the day."""

    def arguments(self) -> dict[str, Any]:
        left_out = {"version", *self.not_arguments}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


def beside(form: MoveForm) -> dict[str, str]:
    """For screens/refused.show_refusal: the code of a refusal → the field of this form."""
    found = {
        code: next((name for name in names if name in form.fields), "") for code, names in _BESIDE.items()
    }
    return {code: name for code, name in found.items() if name}
