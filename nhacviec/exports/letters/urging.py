"""What a letter of urging says, part by part; urging_docx and urging_pdf only set it."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from nhacviec.queries.urgings import Named
from nhacviec.records.models import Urging
from nhacviec.rules.text import visible
from nhacviec.rules.written_numbers import whole

_COMMITTEE = re.compile(r"^(UBND|Ủy ban nhân dân)\s+(tỉnh|thành phố)\s+", re.IGNORECASE)
OFFICE = "VĂN PHÒNG"
HEADS = ("TT", "Văn bản giao", "Nội dung nhiệm vụ", "Thời hạn", "Số ngày quá hạn", "Đã đôn đốc")
SIGNER_TITLE = "CHÁNH VĂN PHÒNG"


@dataclass(frozen=True)
class Letter:
    """Every text as it is printed. `rows` are the cells of the table under HEADS."""

    above: str
    issuer: str
    number: str
    subject: str
    place_and_day: str
    to: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    closing: tuple[str, ...]
    receivers: tuple[str, ...]
    signer_title: tuple[str, ...]
    signer_name: str
    is_draft: bool
    heads: tuple[str, ...] = HEADS

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def place_of(province: str) -> str:
    """Where letters are signed: "UBND tỉnh Đồng Nai" → "Đồng Nai"."""
    return _COMMITTEE.sub("", province).strip() if _COMMITTEE.match(province) else ""


def letter_of(urging: Urging, rows: Sequence[Named], *, province: str, today: date) -> Letter:
    """`province`: whose Office signs. `today`: the day of a draft, whose own day is not known yet."""
    day, to = urging.signed_on or today, visible(urging.addressee or urging.unit.name)
    place = visible(urging.place) or place_of(province) or "…………"
    total = whole(len(rows))
    opening = (
        f"Qua theo dõi việc thực hiện nhiệm vụ do {province}, Chủ tịch {province} giao, đến ngày "
        f"{day:%d/%m/%Y} {to} còn {total} nhiệm vụ quá hạn chưa báo cáo kết quả (danh sách kèm dưới đây)."
    )
    demand = (
        f"Văn phòng {province} đề nghị {to} khẩn trương chỉ đạo hoàn thành "
        "các nhiệm vụ nêu trên; báo cáo rõ nguyên nhân chậm và thời hạn hoàn thành của từng nhiệm vụ trước "
        f"ngày {urging.reply_due_on:%d/%m/%Y}, đồng thời cập nhật vào phần mềm theo dõi nhiệm vụ./."
    )
    note = tuple(_plain(urging.note).splitlines())
    return Letter(
        above=province.upper(),
        issuer=OFFICE,
        number=f"Số: {visible(urging.symbol) or '       /VP-'}",
        subject="V/v đôn đốc thực hiện\nnhiệm vụ quá hạn",
        place_and_day=f"{place}, {_day_in_words(urging.signed_on, today)}",
        to=f"Kính gửi: {to}",
        paragraphs=(opening,),
        rows=tuple(_cells(index, row) for index, row in enumerate(rows, start=1)),
        closing=(*note, demand),
        receivers=("- Như trên;", f"- Chủ tịch {province} (để b/c);", "- Lưu: VT."),
        signer_title=tuple(_plain(urging.signer_title or SIGNER_TITLE).splitlines()),
        signer_name=visible(urging.signer_name),
        is_draft=urging.is_draft,
    )


def _cells(index: int, row: Named) -> tuple[str, ...]:
    before = f"{row.before} lần" if row.before else "chưa"
    due = f"{row.due_on:%d/%m/%Y}" if row.due_on else ""
    return (str(index), visible(row.document), _plain(row.content), due, whole(row.days), before)


def _plain(text: str) -> str:
    """Lines kept, what nobody sees left out: a typesetter or Word would stumble over control characters."""
    return "\n".join(line for line in (visible(part) for part in text.splitlines()) if line)


def _day_in_words(signed_on: date | None, today: date) -> str:
    """Days below 10 and January and February with a leading zero (NĐ 30/2020, Phụ lục I). A draft leaves
    the day open."""
    if signed_on is None:
        return f"ngày      tháng      năm {today.year}"
    month = f"{signed_on.month:02d}" if signed_on.month < 3 else str(signed_on.month)
    return f"ngày {signed_on.day:02d} tháng {month} năm {signed_on.year}"
