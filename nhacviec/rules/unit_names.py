"""Find the unit a clerk means: by abbreviation, name without accents, initials or beginnings of words.

"stc" → Sở Tài chính, "tong hop" → Phòng Tổng hợp, "nha be" → Huyện Nhà Bè. The order is the same every time.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from nhacviec.rules.text import fold, fold_code, initials, visible

# Words that say what a unit is, not which one: "Nhà Bè" is the bare name of "Huyện Nhà Bè".
_HEADS = (
    "so", "ban", "phong", "van phong", "trung tam", "chi cuc", "cuc", "huyen", "quan", "thi xa", "thanh pho",
    "xa", "phuong", "thi tran", "dac khu", "ubnd", "uy ban nhan dan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitName:
    """What a unit is called. `id` is any key of the caller's; `kind` is a kind of unit, used by groups."""

    id: Hashable
    name: str
    short_name: str = ""
    abbreviation: str = ""
    kind: str = ""


class Rank(IntEnum):
    """How a query met a unit, best first. Up to INITIALS a single meeting is certain enough to take."""

    SAME_ABBREVIATION = 1
    ABBREVIATION = 2
    NAME = 3
    BARE_NAME = 4
    INITIALS = 5
    PREFIX = 6
    WORDS = 7


@dataclass(frozen=True, slots=True)
class Match:
    unit: UnitName
    rank: Rank


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Words that mean all units of some kinds: "các sở", "tất cả các xã"."""

    key: str
    phrases: tuple[str, ...]
    kinds: frozenset[str]


# The kinds are those of the organisation tree. "tất cả" and "toàn bộ" before a phrase change nothing.
UNIT_GROUPS: tuple[UnitGroup, ...] = (
    UnitGroup(
        "departments",
        ("các sở", "các sở, ban, ngành", "sở, ban, ngành", "các sở, ngành"),
        frozenset({"department"}),
    ),
    UnitGroup(
        "communes",
        ("các xã", "các xã, phường", "các xã, phường, đặc khu", "cấp xã", "UBND các xã, phường"),
        frozenset({"commune"}),
    ),
    UnitGroup(
        "districts", ("các huyện", "các huyện, thị xã, thành phố", "cấp huyện"), frozenset({"district"})
    ),
    UnitGroup("verticals", ("các cơ quan ngành dọc", "các ngành dọc"), frozenset({"vertical"})),
    UnitGroup("divisions", ("các phòng", "các phòng của Văn phòng"), frozenset({"office_division"})),
    UnitGroup("enterprises", ("các doanh nghiệp", "các doanh nghiệp nhà nước"), frozenset({"enterprise"})),
)  # fmt: skip


class Outcome(StrEnum):
    ONE = "one"
    GROUP = "group"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a typed list: as typed, what became of it, and the units it means or could mean."""

    typed: str
    outcome: Outcome
    units: tuple[UnitName, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """The forms of a unit's names, worked out once."""

    abbreviation: str  # as written, but for its case
    codes: frozenset[str]
    names: frozenset[str]
    bare_names: frozenset[str]
    initials: frozenset[str]
    words: tuple[tuple[str, ...], ...]
    every_word: str  # each after a space


def resolve(query: str, candidates: Sequence[UnitName]) -> list[Match]:
    """The units a query can mean, best first; equals by length of name, then name, then order given."""
    typed, code, folded = visible(query).casefold(), fold_code(query), fold(query)
    if not code:
        return []
    words = folded.split()
    found: list[tuple[Rank, int, str, int, UnitName]] = []
    for place, unit in enumerate(candidates):
        rank = _rank(unit, typed, code, folded, words)
        if rank is not None:
            found.append((rank, len(unit.name), fold(unit.name), place, unit))
    found.sort(key=lambda item: item[:4])
    return [Match(unit, rank) for rank, _, _, _, unit in found]


def resolve_list(
    text: str, candidates: Sequence[UnitName], groups: Sequence[UnitGroup] = UNIT_GROUPS
) -> list[Token]:
    """Take a typed list apart at commas, semicolons and line ends, and say of each piece which unit it means.

    A piece is ONE when its best meeting is certain and alone, or when it can mean a single unit at all.
    Phrases of groups are found first, commas and all ("các sở, ban, ngành").
    """
    pieces = [piece for piece in map(visible, re.split(r"[,;\n\r]+", text)) if fold_code(piece)]
    tokens = []
    while pieces:
        group, taken = _group_at(pieces, groups)
        typed, pieces = ", ".join(pieces[:taken]), pieces[taken:]
        if group is not None:
            units = tuple(unit for unit in candidates if unit.kind in group.kinds)
            tokens.append(Token(typed, Outcome.GROUP if units else Outcome.UNKNOWN, units))
        else:
            tokens.append(_token(typed, resolve(typed, candidates)))
    return tokens


def _token(typed: str, matches: list[Match]) -> Token:
    if not matches:
        return Token(typed, Outcome.UNKNOWN, ())
    best = [match.unit for match in matches if match.rank == matches[0].rank]
    if len(matches) == 1 or (len(best) == 1 and matches[0].rank <= Rank.INITIALS):
        return Token(typed, Outcome.ONE, (best[0],))
    return Token(typed, Outcome.AMBIGUOUS, tuple(match.unit for match in matches))


def _group_at(pieces: list[str], groups: Iterable[UnitGroup]) -> tuple[UnitGroup | None, int]:
    """The group that the first pieces spell, the longest spelling first, and how many pieces it takes."""
    phrases = {fold(phrase): group for group in groups for phrase in group.phrases}
    for taken in range(min(4, len(pieces)), 0, -1):
        spelled = re.sub(r"^(tat ca|toan bo) ", "", fold(" ".join(pieces[:taken])))
        if spelled in phrases:
            return phrases[spelled], taken
    return None, 1


def _rank(unit: UnitName, typed: str, code: str, folded: str, words: list[str]) -> Rank | None:
    """The best way in which what was typed (in its several forms) means this unit."""
    known = _known(unit.name, unit.short_name, unit.abbreviation)
    if typed == known.abbreviation:
        return Rank.SAME_ABBREVIATION
    if code in known.codes:
        return Rank.ABBREVIATION
    if folded in known.names:
        return Rank.NAME
    if folded in known.bare_names:
        return Rank.BARE_NAME
    if code in known.initials:
        return Rank.INITIALS
    if not all(f" {word}" in known.every_word for word in words):
        return None  # of hundreds of units nearly all, found out in one look
    if any(_starts(of_name, words) for of_name in known.words):
        return Rank.PREFIX
    return Rank.WORDS if any(_contains(of_name, words) for of_name in known.words) else None


def _starts(words: Sequence[str], typed: Sequence[str]) -> bool:
    return len(typed) <= len(words) and all(map(str.startswith, words, typed))


def _contains(words: Sequence[str], typed: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in typed)


def _without_heads(names: Sequence[str]) -> list[str]:
    """The names without the words that say what the unit is, one by one: "ubnd xa a" → "xa a", "a"."""
    bare = [name.removeprefix(f"{head} ") for name in names for head in _HEADS if name.startswith(f"{head} ")]
    return bare + _without_heads(bare) if bare else bare


@lru_cache(maxsize=8192)
def _known(name: str, short_name: str, abbreviation: str) -> _Known:
    names = [fold(text) for text in (name, short_name) if fold(text)]
    bare = set(_without_heads(names))
    codes = {fold_code(abbreviation)} - {""}
    letters = {fold_code(guess) for text in (name, short_name) for guess in initials(text)}
    every = (*names, *sorted(bare))
    return _Known(
        visible(abbreviation).casefold(),
        frozenset(codes),
        frozenset(names),
        frozenset(bare),
        frozenset(letters),
        tuple(tuple(t.split()) for t in every),
        "".join(f" {word}" for word in {word for t in every for word in t.split()}),
    )
