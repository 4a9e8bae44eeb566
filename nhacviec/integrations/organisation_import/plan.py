"""What an import would do, row by row; the same plan is made again, under lock, when it is applied."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nhacviec.integrations.organisation_import.reading import Problem, SourceRow
from nhacviec.rules.text import fold_code

NEW, CHANGED, UNCHANGED, WRONG = "new", "changed", "unchanged", "wrong"


@dataclass
class PlannedRow:
    source: SourceRow
    outcome: str = UNCHANGED
    changes: list[str] = field(default_factory=list)  # keys of the columns that would change
    deed: Any = None

    @property
    def problems(self) -> list[Problem]:
        return self.source.problems

    def wrong(self, column: str, code: str, **params: Any) -> None:
        self.source.problems.append(Problem(column, code, params))
        self.outcome = WRONG


@dataclass
class Plan:
    rows: list[PlannedRow]

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.outcome for row in self.rows)

    @property
    def is_clean(self) -> bool:
        return all(row.outcome != WRONG for row in self.rows)

    def summary(self) -> tuple[tuple[int, str], ...]:
        """What was shown, to compare with what would happen now."""
        return tuple((row.source.number, row.outcome) for row in self.rows)


def chosen(written: str, labels: Iterable[tuple[Any, str]]) -> Any:
    """The code whose label the cell says, accents and case aside; None when there is none."""
    typed = fold_code(written)
    return next((code for code, label in labels if fold_code(label) == typed), None)
