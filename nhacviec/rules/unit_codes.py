"""Identifier codes of agencies (mã định danh) and their two spellings.

Root first, Quyết định 20/2020/QĐ-TTg: groups of A-Z and 0-9 joined by dots, at most 35 characters, the root
is a letter with digits ("H19.15"). Leaf first, QCVN 102:2016/BTTTT: always four groups of 3, 2, 2 and 3
characters ("000.00.15.H19"). Computing one from the other is a help for typing; where an official list of
both exists, the list is right.
"""

import re
from dataclasses import dataclass

from nhacviec.rules.text import visible

MAX_LENGTH = 35
_ROOT = re.compile(r"[A-Z][0-9]{1,4}")
_GROUP = re.compile(r"[A-Z0-9]+")
_ZEROS = re.compile(r"0+")
_WIDTHS_BELOW_ROOT = (2, 2, 3)


class BadUnitCode(ValueError):
    """`code`: empty, too_long, bad_character, empty_group, no_root, or no_2016_form (fits no four groups)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class UnitCode:
    """An identifier code as its groups from the root down: ("H19", "15")."""

    groups: tuple[str, ...]

    @property
    def root_first(self) -> str:
        return ".".join(self.groups)

    @property
    def leaf_first(self) -> str:
        """The four-group spelling. Raises BadUnitCode `no_2016_form` for codes it has no room for."""
        root, *below = self.groups
        if len(root) != 3 or len(below) > 3:
            raise BadUnitCode("no_2016_form")
        filled = below + ["0" * width for width in _WIDTHS_BELOW_ROOT[len(below) :]]
        if tuple(map(len, filled)) != _WIDTHS_BELOW_ROOT:
            raise BadUnitCode("no_2016_form")
        return ".".join([*reversed(filled), root])


def parse_code(raw: str) -> UnitCode:
    """Read a code in either spelling, any case, with blanks. Raises BadUnitCode.

    A code that can be read both ways ("A12.00.15.H19") is read root first, as the rule in force has it.
    """
    compact = re.sub(r"\s+", "", visible(raw)).upper()
    if not compact:
        raise BadUnitCode("empty")
    if len(compact) > MAX_LENGTH:
        raise BadUnitCode("too_long")
    groups = compact.split(".")
    if "" in groups:
        raise BadUnitCode("empty_group")
    if not all(_GROUP.fullmatch(group) for group in groups):
        raise BadUnitCode("bad_character")
    if not _ROOT.fullmatch(groups[0]):
        groups = _from_leaf_first(groups)
    return UnitCode(tuple(groups))


def to_root_first(raw: str) -> str:
    """ "000.00.15.H19" → "H19.15"; a root-first code comes back tidied. Raises BadUnitCode."""
    return parse_code(raw).root_first


def to_leaf_first(raw: str) -> str:
    """ "H19.15" → "000.00.15.H19". Raises BadUnitCode."""
    return parse_code(raw).leaf_first


def _from_leaf_first(groups: list[str]) -> list[str]:
    """Drop the leading groups of zeros and turn the rest around."""
    if not _ROOT.fullmatch(groups[-1]):
        raise BadUnitCode("no_root")
    while _ZEROS.fullmatch(groups[0]):
        groups = groups[1:]
    return groups[::-1]
