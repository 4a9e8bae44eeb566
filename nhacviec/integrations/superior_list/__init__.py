"""The Government Office's list of the tasks given to the province (Excel), or that of anybody else above:
read as it comes, and the empty one to fill in."""

from io import BytesIO

import xlsxwriter

from nhacviec.integrations.sheets import BadSheet, sheets_of
from nhacviec.rules.reconcile.days import DayOrder
from nhacviec.rules.reconcile.headings import WITHIN, NoTable
from nhacviec.rules.reconcile.rows import MOST_ROWS, ForeignList, TooManyRows, read_list
from nhacviec.rules.words_reconcile import DAYS, HEADINGS, REQUIRED, Heading

_TITLE = "Danh sách nhiệm vụ"
_WIDTHS = {Heading.CONTENT: 60, Heading.ASSIGNER: 26, Heading.STATE: 22}


def read_file(data: bytes, name: str, order: DayOrder | None) -> ForeignList:
    """The list on the first sheet that has one. Raises BadSheet, DaysUnclear."""
    missing: tuple[Heading, ...] = ()
    for cells in sheets_of(data, name, most_rows=MOST_ROWS + WITHIN + 500):
        try:
            found = read_list(cells, order)
        except NoTable as refused:
            if refused.twice is not None:
                raise BadSheet("column_twice", column=HEADINGS[refused.twice]) from refused
            missing = missing or refused.missing
            continue
        except TooManyRows as refused:
            raise BadSheet("too_many_rows") from refused
        if not found.rows:
            raise BadSheet("no_rows")
        return found
    wanted = missing or tuple(h for h in Heading if h in REQUIRED)
    raise BadSheet("no_header", columns="”, “".join(HEADINGS[heading] for heading in wanted))


def template() -> bytes:
    """The empty list: every cell is plain text, days excepted."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
        text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(_TITLE)
        for at, heading in enumerate(HEADINGS):
            sheet.write_string(0, at, HEADINGS[heading], head)
            sheet.set_column(at, at, _WIDTHS.get(heading, 18), day if heading in DAYS else text)
        sheet.freeze_panes(1, 0)
    return out.getvalue()
