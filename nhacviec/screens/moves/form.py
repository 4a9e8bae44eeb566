"""What every move's form has: the version of the row it was shown with."""

from typing import Any

from django import forms

from nhacviec.records.models import Assignment
from nhacviec.screens.fields import OfficeForm
from nhacviec.screens.request import OfficeRequest
from nhacviec.screens.upload_field import FilesField


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
