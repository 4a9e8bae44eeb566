"""The dimensions an image claims, read from its header: no small file may swell to gigabytes when opened."""

import struct
from typing import BinaryIO

from nhacviec.rules.file_types import FileKind, FileLimits, FileRefused

_STARTS_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MARKERS_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_MOST_SEGMENTS = 2_000
_TIFF_WIDTH, _TIFF_HEIGHT, _TIFF_SHORT = 256, 257, 3


def check_image(file: BinaryIO, kind: FileKind, limits: FileLimits) -> None:
    """Raises FileRefused: `damaged` (the header tells no size), `image_too_large` (too many pixels)."""
    file.seek(0)
    try:
        width, height = _READERS[kind](file)
    except struct.error as error:
        raise FileRefused("damaged") from error
    if not width or not height:
        raise FileRefused("damaged")
    if width * height > limits.pixels:
        raise FileRefused("image_too_large")


def _read(file: BinaryIO, form: str) -> tuple[int, ...]:
    numbers: tuple[int, ...] = struct.unpack(form, file.read(struct.calcsize(form)))
    return numbers


def _png(file: BinaryIO) -> tuple[int, int]:
    _, chunk, width, height = struct.unpack(">Q4x4sII", file.read(24))
    return (width, height) if chunk == b"IHDR" else (0, 0)


def _jpeg(file: BinaryIO) -> tuple[int, int]:
    """Walk the segments to the first start of frame; a picture has few before it, an attack thousands."""
    file.seek(2)
    for _ in range(_MOST_SEGMENTS):
        sign, marker = _read(file, "BB")
        if sign != 0xFF:
            break
        if marker in _STARTS_OF_FRAME:
            height, width = _read(file, ">3xHH")
            return width, height
        if marker == 0xFF:
            file.seek(-1, 1)
        elif marker not in _MARKERS_ALONE:
            (length,) = _read(file, ">H")
            file.seek(max(0, length - 2), 1)
    return 0, 0


def _tiff(file: BinaryIO) -> tuple[int, int]:
    order = "<" if file.read(2) == b"II" else ">"
    _, offset = _read(file, f"{order}HI")
    file.seek(offset)
    (count,) = _read(file, f"{order}H")
    sides = {_TIFF_WIDTH: 0, _TIFF_HEIGHT: 0}
    for _ in range(count):
        tag, form, _, value = struct.unpack(f"{order}HHI4s", file.read(12))
        if tag in sides:
            short = form == _TIFF_SHORT
            (sides[tag],) = struct.unpack(f"{order}{'H' if short else 'I'}", value[: 2 if short else 4])
    return sides[_TIFF_WIDTH], sides[_TIFF_HEIGHT]


def _webp(file: BinaryIO) -> tuple[int, int]:
    head = file.read(30)
    form, data = head[12:16], head[20:]
    if form == b"VP8X" and len(data) == 10:
        return int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1
    if form == b"VP8L" and data[:1] == b"\x2f" and len(data) > 4:
        bits = int.from_bytes(data[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


_READERS = {FileKind.PNG: _png, FileKind.JPEG: _jpeg, FileKind.TIFF: _tiff, FileKind.WEBP: _webp}
IMAGE_KINDS = frozenset(_READERS)
