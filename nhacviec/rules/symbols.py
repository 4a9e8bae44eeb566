"""Read the "số, ký hiệu" of a document, however it is typed.

Forms (Nghị định 30/2020/NĐ-CP and older practice): 1130/KH-VP, 51/2015/QĐ-UBND, 6088/UBND-TH (công văn),
08-QC/TW (Party), and the oddities of real life: 2531A/UBND-VP, 342/VP.UBND-TH, 73/2005/QĐ.UBT,
1298/QĐ-UBND-HC. Nothing is ever rejected: what cannot be read stays in `raw` and is compared as it stands.
"""

import re
from dataclasses import dataclass

from nhacviec.rules.document_kinds import OFFICIAL_LETTER, DocumentKind, kind_from_abbreviation, kind_of
from nhacviec.rules.text import fold_code, visible


@dataclass(frozen=True, slots=True)
class Symbol:
    """A number and symbol, taken apart.

    raw: as typed. number: 1130, or None when there is none. suffix: "A" of 2531A, else "". year: only where
    the symbol itself has one. kind_code: a code of DOCUMENT_KINDS, or None when the symbol does not tell.
    body: what follows the kind, in capitals ("UBND-TH"). number_key: equal for the same number in one series;
    with issuer, year of issue and kind it tells a duplicate. folded_key: equal for the same whole symbol
    typed differently.
    """

    raw: str
    number: int | None
    suffix: str
    year: int | None
    kind_code: str | None
    body: str
    number_key: str
    folded_key: str


_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("⁄∕／\\", "/")
    | dict.fromkeys("ÐƉ", "Đ")
    | dict.fromkeys("ðɖ", "đ")
)
_LEAD = re.compile(r"^\D*?\bs[ốo](?:\s*,?\s*k[ýy]\s*hi[ệe]u)?\s*[:.]?\s*(?=[0-9])", re.IGNORECASE)
_DATE = re.compile(r"[\s,;(]+ng[àa]y\b.*$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[/.-]+")
_PARTS = re.compile(
    r"(?P<number>[0-9]{1,9})(?![0-9])"  # a longer run of digits is no document number
    r"(?P<suffix>(?:[A-ZĐ](?=[/.-]|$))?)"
    r"(?:/(?P<year>(?:19|20)[0-9]{2})(?=[/.-]|$))?"
)


def parse_symbol(raw: str) -> Symbol:
    """Take a number and symbol apart; never raises."""
    text = _DATE.sub("", _LEAD.sub("", visible(raw).translate(_SIGNS)))
    compact = re.sub(r"\s+", "", text).upper()
    parts = _PARTS.match(compact)
    rest = (compact[parts.end() :] if parts else compact).strip("/.-")
    year = int(parts["year"]) if parts and parts["year"] else None
    kind, body = _kind_and_body(rest, has_year=year is not None)
    if parts is None:
        key = fold_code(compact)
        return Symbol(raw, None, "", None, kind.code if kind else None, body, key, key)
    number_key = f"{int(parts['number'])}{parts['suffix'].lower()}"
    if kind is None and body:
        kind = OFFICIAL_LETTER
    folded_key = f"{number_key}/{year or ''}/{fold_code(rest)}"
    return Symbol(
        raw,
        int(parts["number"]),
        parts["suffix"],
        year,
        kind.code if kind else None,
        body,
        number_key,
        folded_key,
    )


def kind_from_symbol(raw: str) -> DocumentKind | None:
    """The kind a symbol tells: a Quyết định for 847/QĐ-UBND, a Công văn for 6088/UBND-TH, None for 6088."""
    code = parse_symbol(raw).kind_code
    return kind_of(code) if code else None


def same_symbol(a: str, b: str) -> bool:
    """Whether two people mean one document number; spacing, case, accents and leading zeros do not count.

    An agency that checks its paper copy may leave out the year or type the number alone; what both wrote
    must agree.
    """
    one, other = parse_symbol(a), parse_symbol(b)
    if one.number is None or other.number is None:
        return one.folded_key == other.folded_key != ""
    if one.number_key != other.number_key or (one.year and other.year and one.year != other.year):
        return False
    mine, theirs = one.folded_key.rpartition("/")[2], other.folded_key.rpartition("/")[2]
    return not mine or not theirs or mine == theirs


def _kind_and_body(rest: str, *, has_year: bool) -> tuple[DocumentKind | None, str]:
    first, _, body = _SEPARATORS.sub("/", rest, count=1).partition("/")
    kind = kind_from_abbreviation(first, has_year=has_year)
    return (kind, body) if kind else (None, rest)
