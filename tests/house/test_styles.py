"""The framework's style sheet is built without what our pages do not use; what they use must be there."""

import re
from functools import cache
from pathlib import Path

import style_names
import style_sheet

from nhacviec.config.settings import PACKAGE

VENDOR = (PACKAGE / "static" / "vendor").resolve()  # may be those of another checkout
WHOLE = VENDOR.parents[2] / "assets" / "build" / "tabler.min.css"
AGAIN = "run `make setup`"

CLASSES = re.compile(r"""class=\\?"([^"]*)"|class='([^']*)'""")
COMPOSED = re.compile(r"([A-Za-z][\w-]*-)(?:\{\{|\{%|\$?\{\w*)")
ENDING_ONLY = re.compile(r"(?:^|\s)(?:\{\{[^}]*\}\}|\{\w*\})-\w")
IN_SCRIPT = re.compile(r"`(?:[^`]*\s)?([a-z][\w-]*-)\$\{")


@cache
def whole() -> str:
    assert WHOLE.exists(), AGAIN
    return WHOLE.read_text(encoding="utf-8")


def test_every_rule_that_a_page_may_use_has_been_built() -> None:
    built = style_sheet.selectors((VENDOR / "tabler.min.css").read_text(encoding="utf-8"))
    wanted = style_sheet.selectors(style_sheet.trim(whole(), style_names.in_use, style_names.words()))
    known = {name for selector in built for name in style_sheet.asked_for(selector)}
    new = {name for selector in wanted - built for name in style_sheet.asked_for(selector)} - known
    assert sorted(f"{name} ({_where(name)})" for name in new) == [], AGAIN
    assert wanted - built == set(), AGAIN


def _where(name: str) -> str:
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    places = (str(path) for path, text in style_names.sources().items() if word.search(text))
    return next(places, "assets/classes.txt")


def test_a_small_part_of_the_style_sheet_is_sent() -> None:
    assert (VENDOR / "tabler.min.css").stat().st_size < len(whole()) / 4


def test_every_class_that_is_put_together_has_its_shape_in_the_list() -> None:
    upstream = style_sheet.names(whole())
    listed = [before for before, _after in style_names.shapes()]
    missing = [
        f"{path}: {start}…"
        for path, text in style_names.sources().items()
        for start in _composed(path, text)
        if any(name.startswith(start) for name in upstream) and not any(s.startswith(start) for s in listed)
    ]
    assert missing == [], "name it in assets/classes.txt"


def test_no_class_begins_with_what_is_put_in() -> None:
    """Nobody could tell which rules it needs."""
    assert [str(path) for path, text in style_names.sources().items() if _endings(text)] == []


def _class_attributes(text: str) -> list[str]:
    return [double or single for double, single in CLASSES.findall(text)]


def _composed(path: Path, text: str) -> list[str]:
    if path.suffix == ".js":
        return IN_SCRIPT.findall(text)
    return [start for value in _class_attributes(text) for start in COMPOSED.findall(value)]


def _endings(text: str) -> list[str]:
    return [found for value in _class_attributes(text) for found in ENDING_ONLY.findall(value)]
