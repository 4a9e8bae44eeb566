"""The letter of urging as DOCX: the Office prints it from Word, or goes on writing in it."""

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from nhacviec.exports.letters.urging import Letter

FONT = "Times New Roman"
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WIDTHS = (Mm(9), Mm(31), Mm(65), Mm(23), Mm(19), Mm(18))  # together what the margins leave: 165 mm
_CENTRED = (0, 3, 4, 5)


def urging_docx(letter: Letter) -> bytes:
    document = Document()
    _page(document)
    _head(document, letter)
    _line(document, letter.to, align=ALIGN.CENTER, before=12, after=6)
    for paragraph in letter.paragraphs:
        _body(document, paragraph)
    _table(document, letter)
    for paragraph in letter.closing:
        _body(document, paragraph)
    _foot(document, letter)
    core = document.core_properties
    core.title, core.author, core.comments = letter.subject.replace("\n", " "), "", ""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True  # no number on the first page
    _page_number(section.header.paragraphs[0])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _head(document: Any, letter: Letter) -> None:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    _widths(table, (Mm(67), Mm(98)))
    _line(left, letter.above, size=12, align=ALIGN.CENTER, first=True)
    _line(left, letter.issuer, size=12, bold=True, align=ALIGN.CENTER)
    _rule(left, 20)
    _line(left, letter.number, size=13, align=ALIGN.CENTER, before=3)
    _line(left, letter.subject, size=12, align=ALIGN.CENTER, before=3)
    _line(right, COUNTRY, size=12, bold=True, align=ALIGN.CENTER, first=True)
    _line(right, MOTTO, size=13, bold=True, align=ALIGN.CENTER)
    _rule(right, 21)
    _line(right, letter.place_and_day, size=13, italic=True, align=ALIGN.CENTER, before=3)


def _rule(cell: Any, inset_mm: int) -> None:
    """The line under a name: the lower edge of an empty paragraph, drawn in from both sides."""
    paragraph = cell.add_paragraph()
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(inset_mm)
    shape.line_spacing = Pt(3)
    edges = OxmlElement("w:pBdr")
    edge = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        edge.set(qn(f"w:{name}"), value)
    edges.append(edge)
    # The schema wants the border before spacing, indents and alignment.
    paragraph._p.get_or_add_pPr().insert(0, edges)


def _line(
    holder: Any,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: Any = ALIGN.LEFT,
    before: float = 0,
    after: float = 0,
    first: bool = False,
) -> Any:
    """One paragraph; line ends in the text stay. `first`: the empty one a new cell comes with."""
    paragraph = holder.paragraphs[0] if first else holder.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return paragraph


def _body(document: Any, text: str) -> None:
    paragraph = _line(document, text, align=ALIGN.JUSTIFY, before=6)
    paragraph.paragraph_format.first_line_indent = Cm(1.27)


def _table(document: Any, letter: Letter) -> None:
    _line(document, "", size=4)
    table = document.add_table(rows=1, cols=len(letter.heads))
    table.style = "Table Grid"
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for index, head in enumerate(letter.heads):
        _cell(table.rows[0].cells[index], head, index, bold=True, align=ALIGN.CENTER)
    _widths(table, _WIDTHS)
    _narrow_margins(table)
    _repeat(table.rows[0])
    # One line set in full and copied for the others: two hundred of them take a fraction of a second.
    model = table.add_row()
    for index in range(len(letter.heads)):
        _cell(model.cells[index], "", index, align=ALIGN.CENTER if index in _CENTRED else ALIGN.LEFT)
    for row in letter.rows:
        line = deepcopy(model._tr)
        for cell, text in zip(line.tc_lst, row, strict=True):
            cell.p_lst[0].r_lst[0].text = text
        table._tbl.append(line)
    table._tbl.remove(model._tr)


def _widths(table: Any, widths: Sequence[Any]) -> None:
    """Of the columns and of their cells: Word reads these, others those."""
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = width


def _cell(cell: Any, text: str, index: int, *, bold: bool = False, align: Any) -> None:
    cell.width = _WIDTHS[index]
    _line(cell, text, size=11.5, bold=bold, align=align, before=2, after=2, first=True)


def _narrow_margins(table: Any) -> None:
    """Inside a cell, left and right: 1 mm instead of Word's 1.9, or a day breaks into two lines."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")  # twentieths of a point
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)  # the schema's order


def _repeat(row: Any) -> None:
    """The head of the table stands on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _foot(document: Any, letter: Letter) -> None:
    _line(document, "", size=6)
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    _widths(table, (Mm(78), Mm(87)))
    _line(left, "Nơi nhận:", size=12, bold=True, italic=True, first=True)
    for receiver in letter.receivers:
        _line(left, receiver, size=11)
    for index, title in enumerate(letter.signer_title):
        _line(right, title, bold=True, align=ALIGN.CENTER, first=index == 0)
    _line(right, letter.signer_name, bold=True, align=ALIGN.CENTER, before=64)
