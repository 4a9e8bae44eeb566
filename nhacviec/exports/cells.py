"""One value as the XML of one cell: the inner loop of every Excel file, so written for speed.

Text is always text (`inlineStr`): whatever it begins with, Excel never takes it for a formula or a link. What
would become one when somebody edits the cell (= + - @ TAB CR) also carries Excel's own mark for "this is
text" (quotePrefix). The only formulas are the links back to our own pages, and the address in them is ours.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

from nhacviec.rules.timeliness import LOCAL_ZONE

MOST_CHARACTERS = 32_767  # of a cell, counted in UTF-16 as Excel does
CUT_SHORT = " … (còn nữa, xem trong phần mềm)"
_FORMULA_TEXT = 255  # characters of a text inside a formula
_ACTIVE = frozenset("=+-@\t\r")
# & < > and what XML 1.0 cannot hold. Nothing but a set of characters: twice as fast as with an alternative.
_SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # `_x0041_` would be read back as the letter A
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29/02/1900; days before it are written as text
_REMEMBERED = 4096  # values of a column whose XML is kept


class Kind(Enum):
    TEXT = "text"
    LONG_TEXT = "long_text"  # wrapped in its cell
    DAY = "day"  # a date, or an aware datetime, which then shows its hour too
    WHOLE = "whole"
    PERCENT = "percent"  # 12.5 is shown as 12,5%
    LINK = "link"  # a Link


class Link(NamedTuple):
    url: str
    text: str


@dataclass(frozen=True)
class Styles:
    """The style numbers of one column in the workbook."""

    plain: int
    marked: int  # text that must stay text when edited
    moment: int  # a day with its hour


Writer = Callable[[Any], str]


def writer_of(kind: Kind, styles: Styles, *, repeats: bool) -> Writer:
    """The function that turns a value of such a column into what follows `<c r="B7`.

    `repeats`: the column has few different values, which are remembered."""
    write = _WRITERS[kind](styles)
    return _Remembered(write).__getitem__ if repeats else write


class _Remembered(dict[Any, str]):
    def __init__(self, write: Writer) -> None:
        super().__init__()
        self.write = write

    def __missing__(self, value: Any) -> str:
        xml = self.write(value)
        if len(self) < _REMEMBERED:
            self[value] = xml
        return xml


def clean(text: str) -> str:
    """What XML and Excel can hold: no control characters, at most MOST_CHARACTERS; still to be escaped."""
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > MOST_CHARACTERS // 2:
        raw = text.encode("utf-16-le")
        if len(raw) > MOST_CHARACTERS * 2:
            kept = raw[: (MOST_CHARACTERS - len(CUT_SHORT)) * 2]
            text = kept.decode("utf-16-le", "ignore") + CUT_SHORT
    return text


def escaped(text: str) -> str:
    return _ESCAPED.sub("_x005F_", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _text(styles: Styles) -> Writer:
    empty = f'" s="{styles.plain}"/>'
    start = f'" s="{styles.plain}" t="inlineStr"><is><t>'
    careful = _careful_text(styles)

    def write(value: str | None) -> str:
        if not value:
            return empty
        if (
            value[0] in _ACTIVE
            or value[0] <= " "
            or value[-1] <= " "
            or len(value) > MOST_CHARACTERS // 2
            or _SPECIAL.search(value)
            or "_x" in value
        ):
            return careful(value)
        return f"{start}{value}</t></is></c>"

    return write


def _careful_text(styles: Styles) -> Writer:
    def write(value: str) -> str:
        style = styles.marked if value[0] in _ACTIVE else styles.plain
        text = escaped(clean(value))
        return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

    return write


def _day(styles: Styles) -> Writer:
    empty = f'" s="{styles.plain}"/>'
    as_text = _text(styles)

    def write(value: date | datetime | None) -> str:
        if value is None:
            return empty
        if isinstance(value, datetime):
            return f'" s="{styles.moment}"><v>{serial(value):.15g}</v></c>'
        if value < _FIRST_DAY:
            return as_text(f"{value:%d/%m}/{value.year:04}")
        return f'" s="{styles.plain}"><v>{value.toordinal() - _DAY_ZERO}</v></c>'

    return write


def serial(moment: datetime) -> float:
    """Days since Excel's day zero, on a Vietnamese clock; a naive moment is on that clock already."""
    local = moment.astimezone(LOCAL_ZONE) if moment.tzinfo else moment
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return local.toordinal() - _DAY_ZERO + seconds / 86400


def _number(styles: Styles) -> Writer:
    empty = f'" s="{styles.plain}"/>'
    start = f'" s="{styles.plain}"><v>'

    def write(value: int | float | None) -> str:
        return empty if value is None else f"{start}{value}</v></c>"

    return write


def _percent(styles: Styles) -> Writer:
    empty = f'" s="{styles.plain}"/>'

    def write(value: float | None) -> str:
        return empty if value is None else f'" s="{styles.plain}"><v>{value / 100:.15g}</v></c>'

    return write


def _link(styles: Styles) -> Writer:
    """HYPERLINK(): a sheet holds at most 65,530 links of the other sort, all of them in memory."""
    as_text = _text(styles)
    start = f'" s="{styles.plain}" t="str"><f>HYPERLINK("'

    def write(value: Link | None) -> str:
        if value is None:
            return as_text(None)
        url, text = value
        if not url or not text or len(url) > _FORMULA_TEXT or len(text) > _FORMULA_TEXT or '"' in url:
            return as_text(text)
        if _SPECIAL.search(url + text) or '"' in text or "_x" in text or "_x" in url:
            text = escaped(clean(text))
            quoted = text.replace('"', '""')
            return f'{start}{escaped(url)}","{quoted}")</f><v>{text}</v></c>'
        return f'{start}{url}","{text}")</f><v>{text}</v></c>'

    return write


_WRITERS: dict[Kind, Callable[[Styles], Writer]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.DAY: _day,
    Kind.WHOLE: _number,
    Kind.PERCENT: _percent,
    Kind.LINK: _link,
}
