"""Draw the icons of the installed application from our own nhacviec/static/img/icon.svg.

Run by hand when the drawing changes; the pictures are kept, so that set-up needs nothing for them:

    .venv/bin/python assets/app_icons.py
"""

from __future__ import annotations

import re
from pathlib import Path

import typst

IMAGES = Path(__file__).resolve().parent.parent / "nhacviec" / "static" / "img"
BLUE = "#066fd1"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{}</svg>'


def bell() -> str:
    found = re.search(r'<path d="([^"]+)"', (IMAGES / "icon.svg").read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit("assets/app_icons.py: icon.svg has no bell")
    return f'<path d="{found.group(1)}" fill="#fff"/>'


def rounded() -> str:
    return _SVG.format(f'<rect width="24" height="24" rx="5" fill="{BLUE}"/>{bell()}')


def full() -> str:
    """To the edge: phones cut their own shape out of it, and leave the inner 80% whole."""
    small = f'<g transform="translate(12 12) scale(.8) translate(-12 -12)">{bell()}</g>'
    return _SVG.format(f'<rect width="24" height="24" fill="{BLUE}"/>{small}')


def badge() -> str:
    """White on nothing: phones take only its shape, for the bar at the top."""
    return _SVG.format(bell())


PICTURES = {
    "icon-192.png": (rounded, 192),
    "icon-512.png": (rounded, 512),
    "icon-maskable-512.png": (full, 512),
    "icon-180.png": (full, 180),
    "badge-96.png": (badge, 96),
}


def draw(svg: str, size: int) -> bytes:
    page = (
        f"#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: none)\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {size}pt, height: {size}pt)'
    )
    drawn = typst.compile(page.encode(), format="png", ppi=72.0, sys_inputs={"svg": svg})
    assert isinstance(drawn, bytes)
    return drawn


def main() -> None:
    for name, (drawing, size) in PICTURES.items():
        (IMAGES / name).write_bytes(draw(drawing(), size))


if __name__ == "__main__":
    main()
