"""The letter of urging as PDF, set by typst with a font of Times New Roman's measures."""

import json
from pathlib import Path

import typst

from nhacviec.exports.letters.urging import Letter

_HERE = Path(__file__).resolve().parent
_TEMPLATE = _HERE / "urging.typ"
FONTS = _HERE.parents[1] / "static" / "vendor" / "print"
MEDIA_TYPE = "application/pdf"


def urging_pdf(letter: Letter) -> bytes:
    """The texts go in as data, so that no character of theirs is read as markup."""
    pdf = typst.compile(
        _TEMPLATE,
        root=_HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"letter": json.dumps(letter.as_data(), ensure_ascii=False)},
        format="pdf",
    )
    assert isinstance(pdf, bytes)
    return pdf
