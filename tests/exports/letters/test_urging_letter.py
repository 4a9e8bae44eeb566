"""The letter as DOCX and PDF: what it says, in which layout, and that no typed character breaks it."""

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhacviec.exports.letters.urging import Letter, letter_of, place_of
from nhacviec.exports.letters.urging_docx import urging_docx
from nhacviec.exports.letters.urging_pdf import FONTS, urging_pdf
from nhacviec.queries.urgings import Named
from nhacviec.records.models import Assignment, Unit, Urging
from nhacviec.rules.text import visible

DAY = date(2018, 2, 5)
# Markup of typesetters and spreadsheets, hidden and two-way characters, other scripts.
HOSTILE = (
    '#set page(paper: "a5") #read("/etc/passwd") $ x^2 $ = *b* _i_ `c` @ref <l> \\ // /* "\'',
    "=cmd|' /C calc'!A0 <w:p/> <![CDATA[x]]> &amp; {{ x }} {% load y %} ]]>",
    "một\tdòng\u0000\u0008\u000b\u202e\u200b\ufffe cuối",
    "🙂 工作 עברית",
)


def named(content: str, *, number: int = 1, days: int = 12) -> Named:
    return Named(Assignment(), "1130/KH-VP ngày 29/06/2018", content, date(2018, 1, 24), days, number)


def letter(rows: list[Named], **fields: Any) -> Letter:
    urging = Urging(
        unit=Unit(name="Sở Xây dựng"),
        reply_due_on=date(2018, 2, 12),
        **({
            "state": "sent", "symbol": "09/VP-TH", "signed_on": DAY, "place": "Đồng Nai",
            "signer_title": "KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG", "signer_name": "Nguyễn Thị Ữ",
            "addressee": "Sở Xây dựng",
        } | fields),
    )  # fmt: skip
    return letter_of(urging, rows, province="UBND tỉnh Đồng Nai", today=DAY)


def text_of_pdf(content: bytes) -> tuple[str, int]:
    pages = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(text.split()), len(pages)


def text_of_docx(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(p.text for p in document.paragraphs), *cells]).split())


def test_both_files_say_what_the_letter_says() -> None:
    made = letter([named("Báo cáo dự án chậm tiến độ", number=3)])
    for text in (text_of_pdf(urging_pdf(made))[0], text_of_docx(urging_docx(made))):
        for part in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "UBND TỈNH ĐỒNG NAI",
            "Số: 09/VP-TH",
            "V/v đôn đốc thực hiện nhiệm vụ quá hạn",
            "Đồng Nai, ngày 05 tháng 02 năm 2018",
            "Kính gửi: Sở Xây dựng",
            "1130/KH-VP ngày 29/06/2018",
            "Báo cáo dự án chậm tiến độ",
            "24/01/2018",
            "2 lần",
            "trước ngày 12/02/2018",
            "./.",
            "Nơi nhận:",
            "PHÓ CHÁNH VĂN PHÒNG",
            "Nguyễn Thị Ữ",
        ):
            assert part in text, part
        assert "DỰ THẢO" not in text


def test_the_page_is_that_of_the_decree() -> None:
    made = letter([named("x")])
    section: Any = docx.Document(BytesIO(urging_docx(made))).sections[0]
    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    page = pypdfium2.PdfDocument(urging_pdf(made))[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [210, 297]


def test_the_font_of_the_pdf_is_ours_and_has_every_vietnamese_letter() -> None:
    assert len(list(FONTS.glob("*.ttf"))) == 4
    letters = "ẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴĐắằẳẵặđ"
    assert letters in text_of_pdf(urging_pdf(letter([named(letters)])))[0].replace(" ", "")


def test_a_draft_says_that_it_is_one_and_leaves_number_and_day_open() -> None:
    made = letter([named("x")], state="draft", symbol="", signed_on=None, place="", signer_name="")
    assert "DỰ THẢO" in text_of_pdf(urging_pdf(made))[0]
    assert made.number.endswith("/VP-") and "tháng      năm 2018" in made.place_and_day


@pytest.mark.parametrize("content", HOSTILE)
def test_typed_characters_stay_text(content: str) -> None:
    made = letter([named(content)], addressee=content, note=content, signer_name=content)
    shown = visible(content)
    assert shown in text_of_docx(urging_docx(made))
    pdf, pages = text_of_pdf(urging_pdf(made))
    assert pages == 1
    if shown.isascii():
        assert shown.replace(" ", "") in pdf.replace(" ", "")


def test_a_task_longer_than_a_page_runs_on() -> None:
    made = letter([named("Rà soát dự án. " * 700), named("Ngắn")])
    text, pages = text_of_pdf(urging_pdf(made))
    assert pages > 2 and text.count("Nội dung nhiệm vụ") > 1  # the head of the table on every page
    assert "Ngắn" in text


@settings(max_examples=15)
@given(st.text(max_size=80))
def test_whatever_is_typed_gives_a_word_file(content: str) -> None:
    text = content.encode("utf-8", "ignore").decode()
    docx.Document(BytesIO(urging_docx(letter([named(text)], note=text))))


def test_the_place_is_the_province_without_its_committee() -> None:
    assert place_of("UBND tỉnh Đồng Nai") == "Đồng Nai"
    assert place_of("Ủy ban nhân dân thành phố Huế") == "Huế"
    assert place_of("UBND tỉnh") == ""
