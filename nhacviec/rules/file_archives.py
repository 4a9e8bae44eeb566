"""Look into the zip that a .docx or .xlsx is, without unpacking it."""

import struct
import zipfile
import zlib
from typing import BinaryIO

from nhacviec.rules.file_types import FileKind, FileLimits, FileRefused, size_of

_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 0xFFFF
# A directory entry takes 46 bytes and a name; real Office files stay far below this much for each.
_BYTES_PER_ENTRY = 512
# Small XML packs very well: the ratio says something only about what grows big.
_RATIO_COUNTS_FROM = 20 * 1024 * 1024
_CONTENT_TYPES = "[Content_Types].xml"
_LONGEST_CONTENT_TYPES = 1 << 20
_MAIN_PART = {FileKind.DOCX: "word/document.xml", FileKind.XLSX: "xl/workbook.xml"}
# What the standard library raises for the many ways in which a zip can be broken.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError, ValueError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def check_zip(file: BinaryIO, limits: FileLimits, kind: FileKind = FileKind.DOCX) -> None:
    """Raises FileRefused.

    `damaged` no readable zip; `zip_bomb` too many entries, or far bigger unpacked; `bad_paths` entries that
    point outside; `encrypted`; `macro` programs inside; `archive` a zip that is not this kind of Office file.
    """
    _check_directory_size(file, limits)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries, limits)
            _check_parts({entry.filename for entry in entries}, kind)
            with archive.open(_CONTENT_TYPES) as part:
                content_types = part.read(_LONGEST_CONTENT_TYPES)
    except FileRefused:
        raise
    except _BROKEN as error:
        raise FileRefused("damaged") from error
    if b"macroenabled" in content_types.replace(b"\x00", b"").lower():
        raise FileRefused("macro")


def _check_directory_size(file: BinaryIO, limits: FileLimits) -> None:
    """Before the directory is read into memory: is its size sensible? (Zip64 is for more than we take.)"""
    size = size_of(file)
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_SIZE:
        raise FileRefused("damaged")
    entries, directory_size = struct.unpack_from("<HI", tail, place + 10)
    if entries > limits.entries or directory_size > limits.entries * _BYTES_PER_ENTRY:
        raise FileRefused("zip_bomb")


def _check_entries(entries: list[zipfile.ZipInfo], limits: FileLimits) -> None:
    if len({entry.filename for entry in entries}) != len(entries):
        raise FileRefused("damaged")
    if len(entries) > limits.entries:
        raise FileRefused("zip_bomb")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > limits.unpacked or (unpacked > _RATIO_COUNTS_FROM and unpacked > packed * limits.ratio):
        raise FileRefused("zip_bomb")
    for entry in entries:
        if _points_outside(entry.orig_filename):
            raise FileRefused("bad_paths")
        if entry.flag_bits & 0x1:
            raise FileRefused("encrypted")
        if entry.compress_type not in _METHODS:
            raise FileRefused("damaged")


def _points_outside(path: str) -> bool:
    return path.startswith("/") or any(c in path for c in "\\:\0") or ".." in path.split("/")


def _check_parts(names: set[str], kind: FileKind) -> None:
    lowered = {name.lower() for name in names}
    if any("vbaproject" in name or "/activex/" in name for name in lowered):
        raise FileRefused("macro")
    if not {_CONTENT_TYPES, _MAIN_PART[kind]} <= names:
        raise FileRefused("archive")
