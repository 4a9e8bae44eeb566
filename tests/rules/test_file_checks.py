from io import BytesIO

import pytest

from nhacviec.rules.file_checks import check_file
from nhacviec.rules.file_types import FileKind, FileLimits, FileRefused
from tests.rules import files


@pytest.mark.parametrize(
    ("file", "name", "kind"),
    [
        (files.pdf(), "a.pdf", FileKind.PDF),
        (files.docx(), "a.docx", FileKind.DOCX),
        (files.png(20, 20), "a.png", FileKind.PNG),
        (files.pdf(), "virus.exe", FileKind.PDF),
    ],
)
def test_good_files_are_taken_and_left_at_their_beginning(file: BytesIO, name: str, kind: FileKind) -> None:
    assert check_file(file, name) is kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("file", "name", "code"),
    [
        (BytesIO(b""), "a.pdf", "empty"),
        (BytesIO(b"MZ" + bytes(100)), "a.pdf", "program"),
        (BytesIO(b"%PDF-1.4"), "a.pdf", "damaged"),
        (BytesIO(b"PK\x03\x04"), "a.docx", "damaged"),
        (BytesIO(b"\xff\xd8\xff\xe0"), "a.jpg", "damaged"),
        (files.zip_of(files.SHEET_PARTS), "a.docx", "archive"),
        (files.zip_of(files.SHEET_PARTS), "a.xlsx", "unsupported"),
    ],
)
def test_bad_files_are_refused_with_their_reason(file: BytesIO, name: str, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        check_file(file, name)
    assert refused.value.code == code


def test_size_is_looked_at_first() -> None:
    with pytest.raises(FileRefused) as refused:
        check_file(BytesIO(b"MZ" + bytes(100)), "a.exe", limits=FileLimits(size=100))
    assert refused.value.code == "too_large"
    assert (
        check_file(files.pdf(), "a.pdf", limits=FileLimits(size=len(files.pdf().getvalue()))) is FileKind.PDF
    )


def test_spreadsheets_are_taken_where_they_are_asked_for() -> None:
    assert check_file(files.zip_of(files.SHEET_PARTS), "a.xlsx", allowed={FileKind.XLSX}) is FileKind.XLSX
