"""What an uploaded file really is, told from its bytes; a name or a declared type is never believed.

Refused with a code are programs, web pages, macros, old or encrypted Office files, archives, and files that
unpack to far more than they seem. Sentences for the codes: words_refusals.
"""

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

HEAD_BYTES = 8192
_TAIL_BYTES = 2048
_CHUNK = 1 << 20


class FileKind(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    WEBP = "webp"

    @property
    def extension(self) -> str:
        return "jpg" if self is FileKind.JPEG else str(self)

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{_OPEN_XML}.wordprocessingml.document",
    FileKind.XLSX: f"{_OPEN_XML}.spreadsheetml.sheet",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.TIFF: "image/tiff",
    FileKind.WEBP: "image/webp",
}
# What hangs on documents and answers; spreadsheets are allowed where a caller says so.
DOCUMENT_KINDS_ALLOWED = frozenset(FileKind) - {FileKind.XLSX}


@dataclass(frozen=True, slots=True)
class FileLimits:
    """How much a file may hold. Sizes in bytes, `pixels` in an image, `ratio` unpacked to packed."""

    size: int = 50 * 1024 * 1024
    entries: int = 2_000
    unpacked: int = 300 * 1024 * 1024
    ratio: int = 200
    pixels: int = 120_000_000


class FileRefused(ValueError):
    """A file that is not taken. `code` has its Vietnamese sentence in words_refusals.FILE_REFUSALS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
_MAC_PROGRAMS = (b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
_ARCHIVES = (
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
)
_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OLD_STREAMS = ("WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le"))
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PROGRAM_NAMES = frozenset(
    {
        "bat",
        "cmd",
        "com",
        "exe",
        "hta",
        "jar",
        "js",
        "lnk",
        "msi",
        "pif",
        "ps1",
        "py",
        "scr",
        "sh",
        "vbs",
        "wsf",
    }
)
_MACRO_NAMES = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "pptm"})
_ENCRYPT_ENTRY = re.compile(rb"/Encrypt\s*(?:[0-9]+\s+[0-9]+\s+R|<<)")


def sniff(head: bytes, name: str = "") -> FileKind:
    """The kind that the first bytes (HEAD_BYTES of them) tell. Raises FileRefused.

    The name only tells apart what looks alike from outside: .docx from .xlsx, .docm and other zips.
    """
    if not head:
        raise FileRefused("empty")
    ending = name.rpartition(".")[2].strip().lower()
    if head.startswith(_PROGRAMS + _MAC_PROGRAMS):
        raise FileRefused("program")
    if head.startswith(b"PK\x03\x04"):
        return _office_by_name(ending)
    if head.startswith(_ARCHIVES):
        raise FileRefused("archive")
    if head.startswith(_OLE):
        raise FileRefused(_why_not_ole(head, ending))
    if head.startswith(b"{\\rtf"):
        raise FileRefused("old_office")
    for magic, kind in _IMAGES:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if _is_markup(head):
        raise FileRefused("web_page")
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    raise FileRefused("program" if ending in _PROGRAM_NAMES else "unsupported")


def check_pdf(file: BinaryIO) -> None:
    """A PDF must begin and end as one and be free of a password. Raises FileRefused: damaged, encrypted."""
    size = size_of(file)
    file.seek(0)
    starts = b"%PDF-" in file.read(1024)
    file.seek(max(0, size - _TAIL_BYTES))
    if not starts or b"%%EOF" not in file.read():
        raise FileRefused("damaged")
    file.seek(0)
    kept = b""
    while chunk := file.read(_CHUNK):
        if _ENCRYPT_ENTRY.search(kept + chunk):
            raise FileRefused("encrypted")
        kept = chunk[-64:]


def size_of(file: BinaryIO) -> int:
    """The size in bytes of an open file."""
    return file.seek(0, os.SEEK_END)


def _office_by_name(ending: str) -> FileKind:
    if ending in _MACRO_NAMES:
        raise FileRefused("macro")
    if ending not in ("docx", "xlsx"):
        raise FileRefused("archive")
    return FileKind(ending)


def _why_not_ole(head: bytes, ending: str) -> str:
    """Old Word files and password-protected new ones look alike outside; the names of their streams tell."""
    if _ENCRYPTED_PACKAGE in head:
        return "encrypted"
    if any(stream in head for stream in _OLD_STREAMS):
        return "old_office"
    return "encrypted" if ending in ("docx", "xlsx") else "old_office"


def _is_markup(head: bytes) -> bool:
    """HTML, SVG and any XML begin with "<", after marks and blanks; UTF-16 pads letters with zeros."""
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return head.lstrip(b"\x00\t\n\x0c\r ").startswith(b"<")
