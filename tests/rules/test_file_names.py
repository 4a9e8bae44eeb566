import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.file_names import LONGEST_NAME, safe_name
from nhacviec.rules.file_types import FileKind


@pytest.mark.parametrize(
    ("name", "kind", "safe"),
    [
        ("Kế hoạch 1130.pdf", FileKind.PDF, "Kế hoạch 1130.pdf"),
        ("C:\\tmp\\Báo cáo.pdf.exe", FileKind.PDF, "Báo cáo.pdf"),
        ("../../etc/passwd", FileKind.PNG, "passwd.png"),
        ("ảnh.JPEG", FileKind.JPEG, "ảnh.jpg"),
        ("Báo cáo tháng 11.2026", FileKind.DOCX, "Báo cáo tháng 11.2026.docx"),
        ("gpj\u202eexe.pdf", FileKind.PDF, "gpjexe.pdf"),
        ('a\r\nSet-Cookie: "x"\0.pdf', FileKind.PDF, "a Set-Cookie x.pdf"),
        ("Ke\u0302\u0301 hoa\u0323ch.docx", FileKind.DOCX, "Kế hoạch.docx"),
        ("CON.pdf", FileKind.PDF, "_CON.pdf"),
        ("console.pdf", FileKind.PDF, "console.pdf"),
        ("", FileKind.PDF, "tep-dinh-kem.pdf"),
        (" .. ", FileKind.PDF, "tep-dinh-kem.pdf"),
        (".pdf", FileKind.PDF, "tep-dinh-kem.pdf"),
        ("x/", FileKind.PDF, "tep-dinh-kem.pdf"),
    ],
)
def test_names_are_made_safe(name: str, kind: FileKind, safe: str) -> None:
    assert safe_name(name, kind) == safe


def test_long_names_are_cut_before_the_ending() -> None:
    assert safe_name("a" * 500 + ".pdf", FileKind.PDF) == "a" * 146 + ".pdf"
    vietnamese = safe_name("ệ" * 500, FileKind.DOCX)
    assert vietnamese == "ệ" * 78 + ".docx"


@given(st.text(), st.sampled_from(FileKind))
def test_any_name_becomes_a_safe_one(name: str, kind: FileKind) -> None:
    safe = safe_name(name, kind)
    assert safe.endswith(f".{kind.extension}")
    assert 1 < len(safe) <= LONGEST_NAME
    assert len(safe.encode()) <= 255
    assert not set(safe) & set('/\\<>:"|?*\0\r\n')
    assert not safe.startswith((".", " "))
    assert safe_name(safe, kind) == safe
