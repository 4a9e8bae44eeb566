"""Every environment variable the program reads is explained to whoever installs it, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
READS = re.compile(
    r"""(?:environ(?:\.get|\.setdefault|\.pop)?|env\.\w+)\s*[\[(]\s*["']([A-Z][A-Z0-9_]*)["']"""
)
# Set by the machine or by Django, not by the operator.
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "XDG_DATA_HOME"}
DOCUMENTED = re.compile(r"^\| `([A-Z][A-Z0-9_]*)` \|", re.MULTILINE)


def _read_by_the_program() -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "nhacviec").rglob("*.py")]
    return {name for source in sources for name in READS.findall(source)} - NOT_OURS


def _documented() -> list[str]:
    return DOCUMENTED.findall((ROOT / "docs" / "run" / "settings.md").read_text(encoding="utf-8"))


def test_the_search_finds_the_settings_we_know() -> None:
    assert {"DATABASE_URL", "NHACVIEC_DATA", "PORT"} <= _read_by_the_program()


def test_every_setting_is_documented() -> None:
    assert _read_by_the_program() - set(_documented()) == set()


def test_no_setting_is_documented_that_nothing_reads() -> None:
    assert set(_documented()) - _read_by_the_program() == set()


def test_every_setting_is_documented_once() -> None:
    assert len(_documented()) == len(set(_documented()))
