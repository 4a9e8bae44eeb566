"""A list of the Government Office for tests: an .xlsx as such lists come, with titles above the table."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from nhacviec.actions.reconciling import bring
from nhacviec.integrations.superior_list import read_file
from nhacviec.records.models import Assignment, Reconciliation
from nhacviec.rules.lifecycle import State
from tests.cast import Cast
from tests.from_above import from_above, superior
from tests.submitting import at, day

HEAD = (
    "TT", "Số/ký hiệu văn bản giao", "Ngày ban hành", "Nhiệm vụ được giao", "Cơ quan ban hành",
    "Thời hạn hoàn thành", "Tình trạng thực hiện", "Số văn bản báo cáo", "Ngày báo cáo", "Ghi chú",
)  # fmt: skip


def listed(*rows: Sequence[object], head: Sequence[str] = HEAD) -> bytes:
    """Days as real days of Excel, everything else as text, numbers as numbers."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, as_day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range(0, 0, 0, 9, "VĂN PHÒNG CHÍNH PHỦ")
        sheet.merge_range(1, 0, 1, 9, "DANH SÁCH NHIỆM VỤ GIAO UBND TỈNH ĐỒNG NAI")
        sheet.write_row(3, 0, head)
        for at_row, row in enumerate(rows, start=4):
            for at_column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at_row, at_column, cell, as_day)
                else:
                    sheet.write(at_row, at_column, cell)
    return out.getvalue()


def line(duty: Assignment, **cells: object) -> list[object]:
    """The row of a task as we have it, some cells otherwise."""
    document = duty.task.document
    assert document is not None
    said = {State.COMPLETED: "Đã hoàn thành", State.ANSWERED: "Đã báo cáo, chờ xác nhận"}
    values: dict[str, object] = {
        "symbol": document.symbol,
        "dated": document.issued_on,
        "content": duty.task.content,
        "assigner": duty.task.assigner.name,
        "due": duty.due_on,
        "state": said.get(State(duty.state), "Đang thực hiện"),
        "reply": "",
        "replied": "",
    }
    return [1, *(values | cells).values(), "ghi chú"]


class Scene:
    """Five tasks of the Government: in the list as they are, otherwise, or not at all."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.above = superior()
        self.same, self.done, self.later, self.reworded, self.unlisted = (
            from_above(cast, content=content)
            for content in (
                "Báo cáo kết quả giải ngân vốn đầu tư công",
                "Rà soát các dự án chậm tiến độ, báo cáo Thủ tướng Chính phủ",
                "Hoàn thành bồi thường, giải phóng mặt bằng sân bay Long Thành",
                "Tăng cường quản lý đất đai, khoáng sản trên địa bàn tỉnh",
                "Chuẩn bị nội dung làm việc với đoàn công tác của Chính phủ",
            )
        )

    def rows(self) -> list[list[object]]:
        stated = {"state": "Hoàn thành quá hạn", "reply": "88/BC-UBND", "replied": day(8)}
        reworded = self.reworded.task.content.replace("khoáng sản", "khoáng sản, môi trường")
        rest = ["Đang thực hiện", "", "", ""]
        return [
            line(self.same),
            line(self.done, **stated),
            line(self.later, due=date(2018, 8, 31)),
            line(self.reworded, content=reworded),
            [
                5,
                "77/NQ-CP",
                day(-5),
                "Lập kế hoạch cải cách hành chính",
                "Chính phủ",
                date(2018, 9, 30),
                *rest,
            ],
            [6, "78/NQ-CP", day(-5), "Dòng sai ngày", "Chính phủ", "31/02/2018", *rest],
        ]

    def brought(self) -> Reconciliation:
        return bring(
            actor=self.cast.acting("head"),
            now=at(day(10)),
            found=read_file(listed(*self.rows()), "vpcp.xlsx", None),
            file_name="vpcp.xlsx",
            sources=[self.above.pk],
        )
