"""Stops reading a request as soon as a file in it is too large, so that 200 MB never reach the disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class UploadLimit(FileUploadHandler):
    """Skips the rest of an over-long file and remembers its name in `request.too_large`."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen = start + len(raw_data)
        if self.seen > settings.FILE_SIZE_LIMIT_MB * 1024 * 1024:
            request = self.request
            assert request is not None
            request.too_large = [*getattr(request, "too_large", []), self.file_name]  # type: ignore[attr-defined]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
