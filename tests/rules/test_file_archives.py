import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.file_archives import check_zip
from nhacviec.rules.file_types import FileKind, FileLimits, FileRefused
from tests.rules import files

LIMITS = FileLimits()


def refusal(file: BytesIO, limits: FileLimits = LIMITS, kind: FileKind = FileKind.DOCX) -> str:
    with pytest.raises(FileRefused) as refused:
        check_zip(file, limits, kind)
    return refused.value.code


def test_real_office_files_are_taken() -> None:
    check_zip(files.docx(), LIMITS)
    check_zip(files.zip_of(files.WORD_PARTS, zipfile.ZIP_STORED), LIMITS)
    check_zip(files.zip_of(files.SHEET_PARTS), LIMITS, FileKind.XLSX)


def test_a_zip_bomb_of_zeros_is_refused_unopened() -> None:
    bomb = files.docx(**{"word/media/a.bin": bytes(64 << 20)})
    assert len(bomb.getvalue()) < 100_000
    assert refusal(bomb) == "zip_bomb"


def test_too_much_inside_is_refused_even_at_a_modest_ratio() -> None:
    assert refusal(files.docx(**{"word/a.bin": bytes(2000)}), FileLimits(unpacked=1000)) == "zip_bomb"


def test_too_many_entries_are_refused() -> None:
    parts = {f"word/{n}.xml": "" for n in range(30)}
    assert refusal(files.docx(**parts), FileLimits(entries=20)) == "zip_bomb"


def test_a_directory_that_lies_about_its_entries_is_refused() -> None:
    data = bytearray(files.docx(**{f"word/{n}.xml": "" for n in range(30)}).getvalue())
    struct.pack_into("<HH", data, len(data) - 14, 2, 2)
    assert refusal(BytesIO(data), FileLimits(entries=20)) == "zip_bomb"


@pytest.mark.parametrize("path", ["../evil.txt", "/etc/passwd", "word/../../x", "C:/x", "word\\x"])
def test_paths_that_point_outside_are_refused(path: str) -> None:
    assert refusal(files.docx(**{path: "x"})) == "bad_paths"


@pytest.mark.parametrize("path", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/activeX/activeX1.bin"])
def test_programs_inside_are_refused(path: str) -> None:
    assert refusal(files.docx(**{path: b"x"})) == "macro"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_declares_macros_is_refused(encoding: str) -> None:
    declared = '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    assert refusal(files.docx(**{"[Content_Types].xml": declared.encode(encoding)})) == "macro"


@pytest.mark.parametrize(
    "parts",
    [{}, {"a.txt": "x"}, {"word/document.xml": "x"}, files.SHEET_PARTS],
    ids=["empty", "text", "part", "sheet"],
)
def test_other_zips_are_no_documents(parts: dict[str, str | bytes]) -> None:
    assert refusal(files.zip_of(parts)) == "archive"


def test_encrypted_entries_are_refused() -> None:
    data = bytearray(files.docx().getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(BytesIO(data)) == "encrypted"


def test_unknown_packing_is_refused() -> None:
    assert refusal(files.zip_of(files.WORD_PARTS, zipfile.ZIP_BZIP2)) == "damaged"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_refused() -> None:
    file = files.docx()
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/document.xml", "another")
    assert refusal(file) == "damaged"


def test_broken_zips_are_refused() -> None:
    whole = files.docx().getvalue()
    assert refusal(BytesIO(b"")) == "damaged"
    assert refusal(BytesIO(whole[:-30])) == "damaged"
    assert refusal(BytesIO(whole[:-5])) == "damaged"
    assert refusal(BytesIO(b"PK\x03\x04" + whole[60:])) == "damaged"
    spoiled = bytearray(whole)
    spoiled[50:60] = bytes(10)
    assert refusal(BytesIO(spoiled)) == "damaged"


@given(st.data())
def test_spoiled_bytes_never_cause_another_error(data: st.DataObject) -> None:
    content = bytearray(files.docx().getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        check_zip(BytesIO(content), LIMITS)
    except FileRefused as refused:
        assert refused.code
