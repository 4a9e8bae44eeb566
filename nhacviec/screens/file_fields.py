"""Files chosen in a form: what each really is, is told from its content before anything is kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nhacviec.actions.files import limits
from nhacviec.rules.file_checks import check_file
from nhacviec.rules.file_types import FileRefused
from nhacviec.rules.text import visible
from nhacviec.rules.words_refusals import FILE_REFUSALS
from nhacviec.screens.upload_field import FilesInput

ACCEPT = ".pdf,.docx,.png,.jpg,.jpeg,.tif,.tiff,.webp"


class ManyFiles(FilesInput):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """Any number of files; cleans to a list of uploads that passed every check."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ManyFiles(attrs={"accept": ACCEPT}))
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Hãy chọn tệp.")

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [upload for upload in (data if isinstance(data, list | tuple) else [data]) if upload]
        if not uploads and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        wrong = [error for upload in uploads if (error := _wrong(upload))]
        if wrong:
            raise ValidationError(wrong)
        return uploads


def _wrong(upload: Any) -> ValidationError | None:
    try:
        check_file(upload.file, upload.name or "", limits=limits())
    except FileRefused as refused:
        return ValidationError(
            f"{visible(upload.name or '')[:100]}: {FILE_REFUSALS[refused.code]}", code=refused.code
        )
    return None


def add_too_large(request: HttpRequest, form: forms.Form, field: str) -> None:
    """Files that were cut off while they came in (screens/upload_limit.py) are named beside their field."""
    for name in getattr(request, "too_large", []):
        form.add_error(
            field,
            _("%(name)s: tệp lớn hơn %(limit)s MB. Hãy giảm dung lượng hoặc tách thành nhiều tệp.")
            % {"name": visible(str(name))[:100], "limit": settings.FILE_SIZE_LIMIT_MB},
        )
