"""The empty lists to fill in: headers, drop-downs, and a sheet that explains each column."""

from io import BytesIO

import xlsxwriter

from nhacviec.integrations.organisation_import.columns import COLUMNS, Column
from nhacviec.integrations.organisation_import.reading import MOST_ROWS

_TITLES = {"units": "Đơn vị", "people": "Cán bộ"}
_GUIDE = "Hướng dẫn"
_LISTS = "Danh mục"
_RULES = (
    "Mỗi dòng một đơn vị; cán bộ giữ nhiều chức vụ thì mỗi chức vụ một dòng, cùng tên đăng nhập.",
    "Ô để trống khi nhập lại nghĩa là giữ nguyên nội dung đang có.",
    "Ngày ghi theo ngày/tháng/năm, ví dụ 05/07/2018 là ngày 05 tháng 7.",
    "Tối đa 5.000 dòng, 5 MB. Hệ thống kiểm tra thử và chỉ ghi khi mọi dòng đều đúng.",
)


def template(kind: str) -> bytes:
    """The .xlsx for `kind`: units or people. Every cell is plain text, dates excepted."""
    columns = COLUMNS[kind]
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
        text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet, guide, lists = (book.add_worksheet(name) for name in (_TITLES[kind], _GUIDE, _LISTS))
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.header + (" (*)" if column.required else ""), head)
            sheet.set_column(at, at, max(14, min(34, column.limit // 6)), day if column.is_date else text)
            _allow(sheet, lists, at, column)
        sheet.freeze_panes(1, 0)
        for line, sentence in enumerate(_RULES):
            guide.write_string(line, 0, sentence)
        for line, column in enumerate(columns, start=len(_RULES) + 1):
            guide.write_string(line, 0, column.header, head)
            guide.write_string(line, 1, column.note)
        guide.set_column(0, 0, 24)
        guide.set_column(1, 1, 90)
    return out.getvalue()


def _allow(sheet: xlsxwriter.worksheet.Worksheet, lists: object, at: int, column: Column) -> None:
    """A drop-down for a column of choices, a check for a column of days."""
    if column.choices:
        for line, choice in enumerate(column.choices):
            lists.write_string(line, at, choice)  # type: ignore[attr-defined]
        letter = xlsxwriter.utility.xl_col_to_name(at)
        source = f"='{_LISTS}'!${letter}$1:${letter}${len(column.choices)}"
        sheet.data_validation(1, at, MOST_ROWS, at, {"validate": "list", "source": source})
