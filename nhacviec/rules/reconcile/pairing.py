"""Which row of a foreign list is which task of ours: by the number of the document, then by how alike the
clauses are. Every row and every task is paired once at most. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from nhacviec.rules.reconcile.likeness import shingles
from nhacviec.rules.symbols import parse_symbol, same_symbol

ALIKE = 0.45
ALONE = 0.2  # where the document has one row there and one task here


@dataclass(frozen=True)
class Clause:
    """A row, or a task: `key` tells it from the others of its side. Days missing match every day."""

    key: int
    symbol: str
    content: str
    dated_on: date | None = None
    words: frozenset[str] = field(init=False, repr=False, compare=False)
    number: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", shingles(self.content))
        object.__setattr__(self, "number", parse_symbol(self.symbol).number_key)


@dataclass(frozen=True)
class Pair:
    theirs: int
    ours: int
    score: float


def pair_up(theirs: Iterable[Clause], ours: Iterable[Clause]) -> list[Pair]:
    """The likest first: no row and task left over are as alike as ALIKE."""
    here: dict[str, list[Clause]] = defaultdict(list)
    for clause in ours:
        here[clause.number].append(clause)
    there: dict[str, list[Clause]] = defaultdict(list)
    for clause in theirs:
        there[clause.number].append(clause)
    found: list[Pair] = []
    for number, rows in there.items():
        found += _of_number(rows, here.get(number, []))
    return found


def same_document(one: Clause, other: Clause) -> bool:
    """One number and symbol; a series begins anew every year."""
    if not one.number or not same_symbol(one.symbol, other.symbol):
        return False
    return one.dated_on is None or other.dated_on is None or one.dated_on.year == other.dated_on.year


def _of_number(rows: Sequence[Clause], tasks: Sequence[Clause]) -> list[Pair]:
    least = ALONE if len(rows) == len(tasks) == 1 else ALIKE
    with_word: dict[str, list[int]] = defaultdict(list)
    for at, task in enumerate(tasks):
        for word in task.words:
            with_word[word].append(at)
    scored: list[tuple[float, int, int]] = []
    same: dict[tuple[str, date | None, int], bool] = {}
    for row_at, row in enumerate(rows):
        shared = Counter(at for word in row.words for at in with_word.get(word, ()))
        for at, common in shared.items():
            score = 2 * common / (len(row.words) + len(tasks[at].words))
            if score < least:
                continue
            asked = (row.symbol, row.dated_on, at)
            if asked not in same:
                same[asked] = same_document(row, tasks[at])
            if same[asked]:
                scored.append((score, row_at, at))
    taken_rows, taken_tasks, found = set[int](), set[int](), list[Pair]()
    for score, row_at, at in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if row_at not in taken_rows and at not in taken_tasks:
            taken_rows.add(row_at)
            taken_tasks.add(at)
            found.append(Pair(rows[row_at].key, tasks[at].key, score))
    return found
