"""Which names of the framework's style sheet our sources use: classes, data-* attributes, custom properties.

A name is in use if it stands as a word anywhere under nhacviec/, or if it has a shape that assets/classes.txt
lists. As a program it prints those in use: `make setup` builds anew when that list changes.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import style_sheet

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "nhacviec"
SHAPES = ROOT / "assets" / "classes.txt"
STYLE_SHEET = "@tabler/core/dist/css/tabler.min.css"  # under node_modules
KINDS = (".html", ".py", ".js", ".css")
WORD = re.compile(r"[\w-]+")


@cache
def sources() -> dict[Path, str]:
    paths = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in KINDS]
    ours = [path for path in paths if "vendor" not in path.parts]
    return {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in ours}


@cache
def words() -> frozenset[str]:
    return frozenset(word for text in sources().values() for word in WORD.findall(text))


@cache
def shapes() -> tuple[tuple[str, str], ...]:
    """(before, after) the star of every listed shape; a name without a star is (name, "")."""
    lines = [line.partition("#")[0].strip() for line in SHAPES.read_text(encoding="utf-8").splitlines()]
    listed = [line for line in lines if line]
    if listed != sorted(set(listed)):
        raise SystemExit("assets/classes.txt: names must be sorted and unique")
    return tuple((before, after) for before, _, after in (line.partition("*") for line in listed))


def in_use(name: str) -> bool:
    return name in words() or any(_has_shape(name, before, after) for before, after in shapes())


def _has_shape(name: str, before: str, after: str) -> bool:
    """`bg-*-lt` is the shape of bg-red-lt if our sources say "red"."""
    if name == before + after:
        return True
    if not (name.startswith(before) and name.endswith(after) and before.endswith("-")):
        return False
    return name[len(before) : len(name) - len(after)] in words()


if __name__ == "__main__":
    upstream = (ROOT / "node_modules" / STYLE_SHEET).read_text(encoding="utf-8")
    print("\n".join(sorted(filter(in_use, style_sheet.names(upstream)))))
