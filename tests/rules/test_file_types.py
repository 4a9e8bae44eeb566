from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.file_types import FileKind, FileRefused, check_pdf, sniff
from tests.rules import files


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (files.pdf().getvalue(), "a.pdf", FileKind.PDF),
        (b"\n\n junk \n%PDF-1.4", "a.pdf", FileKind.PDF),
        (files.pdf().getvalue(), "a.png", FileKind.PDF),
        (files.docx().getvalue(), "Tờ trình.DOCX", FileKind.DOCX),
        (files.docx().getvalue(), "bang.xlsx", FileKind.XLSX),
        (files.png(1, 1).getvalue(), "", FileKind.PNG),
        (files.jpeg(1, 1).getvalue(), "a.exe", FileKind.JPEG),
        (files.tiff(1, 1).getvalue(), "a", FileKind.TIFF),
        (files.tiff(1, 1, ">").getvalue(), "a", FileKind.TIFF),
        (files.webp_lossy(1, 1).getvalue(), "a.webp", FileKind.WEBP),
    ],
)
def test_files_are_known_by_their_bytes(head: bytes, name: str, kind: FileKind) -> None:
    assert sniff(head, name) is kind


@pytest.mark.parametrize(
    ("head", "name", "code"),
    [
        (b"", "a.pdf", "empty"),
        (b"MZ\x90\0 %PDF-1.4", "ke hoach.pdf", "program"),
        (b"\x7fELF\x02\x01", "a.docx", "program"),
        (b"#!/bin/sh\n", "a.pdf", "program"),
        (b"\xca\xfe\xba\xbe", "a.pdf", "program"),
        (b"@echo off", "chay.BAT", "program"),
        (b"<!DOCTYPE html><html>%PDF-1.4", "a.pdf", "web_page"),
        (b"\xef\xbb\xbf  <svg xmlns=''>", "a.png", "web_page"),
        ("\ufeff<html>".encode("utf-16-le"), "a.pdf", "web_page"),
        (b"\xfe\xff" + "<html>".encode("utf-16-be"), "a.pdf", "web_page"),
        (b"PK\x03\x04", "a.docm", "macro"),
        (b"PK\x03\x04", "a.zip", "archive"),
        (b"PK\x03\x04", "a.pdf", "archive"),
        (b"PK\x05\x06", "a.docx", "archive"),
        (b"Rar!\x1a\x07\x00", "a.docx", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "old_office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a", "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.docx", "old_office"),
        (b"{\\rtf1 x}", "a.doc", "old_office"),
        (b"RIFF\0\0\0\0WAVE", "a.webp", "unsupported"),
        (b"GIF89a", "a.gif", "unsupported"),
        (b"xin chao", "a.txt", "unsupported"),
        (b" " * 1024 + b"%PDF-1.4", "a.pdf", "unsupported"),
    ],
)
def test_what_is_not_taken_says_why(head: bytes, name: str, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        sniff(head, name)
    assert refused.value.code == code


def test_every_kind_has_an_ending_and_a_media_type() -> None:
    assert {kind.extension for kind in FileKind} == {"pdf", "docx", "xlsx", "png", "jpg", "tiff", "webp"}
    assert all("/" in kind.media_type for kind in FileKind)
    assert max(len(kind) for kind in FileKind) <= 10


def test_a_whole_pdf_is_taken() -> None:
    check_pdf(files.pdf())
    check_pdf(files.pdf(body=b"(a page about /Encryption and /Encrypt in words)"))


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (BytesIO(b""), "damaged"),
        (BytesIO(b"%PDF-1.7\ncut off"), "damaged"),
        (BytesIO(b"no header\n%%EOF"), "damaged"),
        (files.pdf(trailer=b"trailer << /Encrypt 5 0 R >>"), "encrypted"),
        (files.pdf(trailer=b"trailer << /Encrypt<</Filter/Standard>> >>"), "encrypted"),
        (files.pdf(body=b" " * ((1 << 20) - 12) + b"/Encrypt 5 0 R"), "encrypted"),
    ],
)
def test_a_broken_or_locked_pdf_is_refused(file: BytesIO, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        check_pdf(file)
    assert refused.value.code == code


@given(st.binary(), st.text())
def test_any_bytes_are_known_or_refused(head: bytes, name: str) -> None:
    try:
        assert sniff(head, name) in FileKind
    except FileRefused as refused:
        assert refused.code
