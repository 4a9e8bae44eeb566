"""A form field for several files, each checked by its content; what is wrong is said beside the field."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from nhacviec.actions.files import limits
from nhacviec.rules.file_checks import check_file
from nhacviec.rules.file_types import FileRefused
from nhacviec.rules.text import visible
from nhacviec.rules.words_refusals import FILE_REFUSALS

MOST_FILES = 10
ACCEPT = ".pdf,.docx,.png,.jpg,.jpeg,.tif,.tiff,.webp"


class FilesInput(forms.ClearableFileInput):
    """A button in our own words: a browser says "Choose files" in the language it was installed in."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attrs = {**(attrs or {}), "class": "file-native", "data-files": ""}
        return format_html(
            '<div class="file-picker">{}<label class="btn" for="{}">{}</label> '
            '<span class="text-secondary">{}</span></div>',
            super().render(name, value, attrs, renderer),
            attrs.get("id", name),
            _("Chọn tệp…"),
            _("Chưa chọn tệp nào"),
        )


class FilesField(forms.FileField):
    """Cleans to a list of uploads. Give the form's request to `seen_by` so that over-long files are named."""

    widget = FilesInput

    def __init__(self, *, most: int = MOST_FILES, **kwargs: Any) -> None:
        self.most = most
        help_text = _("PDF, DOCX hoặc ảnh; mỗi tệp tối đa %s MB.") % settings.FILE_SIZE_LIMIT_MB
        defaults: dict[str, Any] = {"required": False, "help_text": help_text, "label": _("Tệp kèm theo")}
        super().__init__(**defaults | kwargs)
        self.widget.attrs.setdefault("accept", ACCEPT)
        self.too_large: list[str] = []

    def seen_by(self, request: Any) -> None:
        """Files that the upload handler stopped reading never reach the form; the request knows them."""
        self.too_large = getattr(request, "too_large", [])

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        uploads = [upload for upload in (data if isinstance(data, list | tuple) else [data]) if upload]
        problems = [_too_large(name) for name in self.too_large]
        if len(uploads) > self.most:
            problems.append(str(_("Mỗi lần gửi tối đa %s tệp.") % self.most))
        problems += [sentence for upload in uploads if (sentence := _refused(upload))]
        if problems:
            raise ValidationError(problems)
        if self.required and not uploads:
            raise ValidationError(_("Hãy chọn tệp."))
        return uploads


def _too_large(name: str) -> str:
    sentence = _("%(name)s: tệp lớn hơn %(limit)s MB. Hãy giảm dung lượng hoặc tách thành nhiều tệp.")
    return str(sentence % {"name": visible(name)[:100], "limit": settings.FILE_SIZE_LIMIT_MB})


def _refused(upload: UploadedFile) -> str:
    try:
        check_file(upload.file, upload.name or "", limits=limits())  # type: ignore[arg-type]
    except FileRefused as refused:
        return f"{visible(upload.name or '')[:100]}: {FILE_REFUSALS[refused.code]}"
    finally:
        upload.seek(0)
    return ""
