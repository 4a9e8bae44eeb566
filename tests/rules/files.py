"""Tiny real files, built byte by byte."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

Maker = Callable[[int, int], BytesIO]

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD_PARTS: dict[str, str | bytes] = {
    "[Content_Types].xml": CONTENT_TYPES,
    "word/document.xml": "<w:document/>",
}
SHEET_PARTS: dict[str, str | bytes] = {"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": "<workbook/>"}


def zip_of(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def docx(**extra: str | bytes) -> BytesIO:
    return zip_of(WORD_PARTS | extra)


def pdf(body: bytes = b"", trailer: bytes = b"trailer << /Size 1 >>") -> BytesIO:
    return BytesIO(b"%PDF-1.7\n" + body + b"\n" + trailer + b"\nstartxref\n9\n%%EOF\n")


def png(width: int, height: int) -> BytesIO:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


def jpeg(width: int, height: int, before: bytes = b"\xff\xe0\x00\x04JF") -> BytesIO:
    frame = b"\xff\xc0" + struct.pack(">HBHH", 8, 8, height, width) + b"\x01"
    return BytesIO(b"\xff\xd8" + before + frame + b"\xff\xd9")


def tiff(width: int, height: int, order: str = "<", form: int = 4) -> BytesIO:
    def entry(tag: int, value: int) -> bytes:
        packed = struct.pack(f"{order}{'H' if form == 3 else 'I'}", value)
        return struct.pack(f"{order}HHI", tag, form, 1) + packed.ljust(4, b"\0")

    mark = b"II" if order == "<" else b"MM"
    entries = entry(256, width) + entry(257, height) + entry(259, 1)
    return BytesIO(mark + struct.pack(f"{order}HIH", 42, 8, 3) + entries + bytes(4))


def webp(data: bytes) -> BytesIO:
    chunk = data[:4] + struct.pack("<I", len(data) - 4) + data[4:]
    return BytesIO(b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk)


def webp_extended(width: int, height: int) -> BytesIO:
    return webp(b"VP8X" + bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))


def webp_lossless(width: int, height: int) -> BytesIO:
    return webp(b"VP8L\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little") + bytes(5))


def webp_lossy(width: int, height: int) -> BytesIO:
    return webp(b"VP8 \0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height))
