"""A letter as a PDF, set from its plain text with the fonts that the typesetter brings along."""

import typst

_HEAD = """#set page(paper: "a4", margin: (top: 2cm, bottom: 2cm, left: 3cm, right: 1.5cm))
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi")
#set par(justify: true, leading: 0.7em, spacing: 0.9em)
"""


def letter_pdf(text: str) -> bytes:
    """Every paragraph of `text` in its order; short lines in capitals are set as headings."""
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    body = "\n\n".join(_set(paragraph) for paragraph in paragraphs)
    pdf = typst.compile((_HEAD + body).encode(), format="pdf")
    assert isinstance(pdf, bytes)
    return pdf


def _set(paragraph: str) -> str:
    quoted = '#"' + paragraph.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if paragraph.isupper() and len(paragraph) < 80:
        return f"#align(center)[#strong[{quoted}]]"
    return quoted
