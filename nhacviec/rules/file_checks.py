"""The one entrance for an uploaded file: everything that is checked before it is kept."""

from collections.abc import Set
from typing import BinaryIO

from nhacviec.rules.file_archives import check_zip
from nhacviec.rules.file_images import IMAGE_KINDS, check_image
from nhacviec.rules.file_types import (
    DOCUMENT_KINDS_ALLOWED,
    HEAD_BYTES,
    FileKind,
    FileLimits,
    FileRefused,
    check_pdf,
    size_of,
    sniff,
)


def check_file(
    file: BinaryIO,
    name: str,
    *,
    allowed: Set[FileKind] = DOCUMENT_KINDS_ALLOWED,
    limits: FileLimits | None = None,
) -> FileKind:
    """What the file is, after all checks; the file is left at its beginning. Raises FileRefused."""
    limits = limits or FileLimits()
    if size_of(file) > limits.size:
        raise FileRefused("too_large")
    file.seek(0)
    kind = sniff(file.read(HEAD_BYTES), name)
    if kind not in allowed:
        raise FileRefused("unsupported")
    if kind in IMAGE_KINDS:
        check_image(file, kind, limits)
    elif kind is FileKind.PDF:
        check_pdf(file)
    else:
        check_zip(file, limits, kind)
    file.seek(0)
    return kind
