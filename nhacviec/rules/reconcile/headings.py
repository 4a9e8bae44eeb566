"""Where the table of a foreign list begins and which column is which, by how alike the headers are. Pure.

Lists come with title rows above, other names, other orders, more columns, headers over two rows of which the
upper is merged. Spelling is compared with that of words_reconcile; a number stands in no header.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nhacviec.rules.reconcile.likeness import grams, overlap
from nhacviec.rules.text import fold, visible
from nhacviec.rules.words_reconcile import REQUIRED, SPELLINGS, Heading

WITHIN = 20  # rows above the table may hold titles
MOST_COLUMNS = 60
LONGEST = 80  # characters of a header
ALIKE = 0.72
_INSIDE = 0.94  # all words of a known name, and others besides
_EACH_MORE = 0.05


class NoTable(ValueError):
    """`missing`: headings that the best row lacks; `twice`: a heading that two columns claim equally."""

    def __init__(self, missing: Sequence[Heading] = (), twice: Heading | None = None) -> None:
        super().__init__(twice or "missing")
        self.missing, self.twice = tuple(missing), twice


@dataclass(frozen=True)
class Place:
    """Rows from `first` on (counted from 0) are the list; columns by heading."""

    first: int
    columns: Mapping[Heading, int]


@dataclass(frozen=True)
class _Found:
    columns: Mapping[Heading, int]
    weight: float
    twice: Heading | None

    @property
    def rank(self) -> tuple[int, float]:
        return len(self.columns), self.weight


_KNOWN = {
    heading: [(frozenset(fold(name).split()), grams(name)) for name in names]
    for heading, names in SPELLINGS.items()
}


def find_table(rows: Sequence[Sequence[str]]) -> Place:
    """The row, or the two rows, among the first that name most columns. Raises NoTable."""
    best, first = _Found({}, 0.0, None), 0
    for at, row in enumerate(rows[:WITHIN]):
        head = [_clean(cell) for cell in row[:MOST_COLUMNS]]
        below = [_clean(cell) for cell in rows[at + 1][:MOST_COLUMNS]] if at + 1 < len(rows) else []
        found = _match([[cell] for cell in head])
        if found.rank > best.rank:
            best, first = found, at + 1
        if below and any(head) and not any(any(map(str.isdigit, cell)) for cell in below):
            found = _match(_over(head, below))
            if found.rank > best.rank:
                best, first = found, at + 2
    if best.twice is not None:
        raise NoTable(twice=best.twice)
    missing = [heading for heading in Heading if heading in REQUIRED and heading not in best.columns]
    if missing:
        raise NoTable(missing)
    return Place(first, best.columns)


def alike(header: str, heading: Heading) -> float:
    """How much a header looks like a name of this column, 0 to 1."""
    words, letters = frozenset(fold(header).split()), grams(header)
    found = 0.0
    for known_words, known_letters in _KNOWN[heading]:
        inside = _INSIDE - _EACH_MORE * len(words - known_words) if known_words <= words else 0.0
        found = max(found, overlap(letters, known_letters), inside)
    return found


def _clean(cell: str) -> str:
    text = visible(cell[: LONGEST * 4])
    return text if len(text) <= LONGEST else ""


def _over(head: Sequence[str], below: Sequence[str]) -> list[list[str]]:
    """Each column's possible names: its own cell, or with the merged one above it."""
    found, above = [], ""
    for at in range(max(len(head), len(below))):
        upper = head[at] if at < len(head) else ""
        lower = below[at] if at < len(below) else ""
        above = upper or above
        found.append([lower, f"{above} {lower}"] if lower else [upper])
    return found


def _match(names: Sequence[Sequence[str]]) -> _Found:
    """Each column one heading, each heading one column, the likest first."""
    scored = []
    for at, choices in enumerate(names):
        for heading in Heading:
            score = max((alike(name, heading) for name in choices if name), default=0.0)
            if score >= ALIKE:
                scored.append((score, heading, at))
    columns: dict[Heading, int] = {}
    scores: dict[Heading, float] = {}
    twice = None
    for score, heading, at in sorted(scored, key=lambda one: (-one[0], list(Heading).index(one[1]), one[2])):
        if at in columns.values():
            continue
        if heading in columns:
            twice = heading if scores[heading] == score else twice
            continue
        columns[heading], scores[heading] = at, score
    return _Found(columns, sum(scores.values()), twice)
