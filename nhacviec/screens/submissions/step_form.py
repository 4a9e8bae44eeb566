"""What the forms of all steps of submissions share, to the Committee and upward."""

from typing import Any, ClassVar

from django import forms

from nhacviec.records.models import Submission
from nhacviec.screens.forms.fields import OfficeForm
from nhacviec.screens.page.request import OfficeRequest


class StepForm(OfficeForm):
    """Its fields are the arguments of its action. `version`: what was shown; anything else is out of date."""

    narrow: ClassVar[tuple[str, ...]] = ()
    takes_files = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, submission: Submission, request: OfficeRequest, **kwargs: Any) -> None:
        initial = {"version": submission.version, **self.proposed(submission, request)}
        super().__init__(*args, initial=initial, **kwargs)
        self.submission, self.request = submission, request
        self.offer()

    def proposed(self, submission: Submission, request: OfficeRequest) -> dict[str, Any]:
        return {}

    def offer(self) -> None:
        """Fill the lists one chooses from."""

    def arguments(self) -> dict[str, Any]:
        return {name: v for name, v in self.cleaned_data.items() if name not in ("version", "attached")}
