"""One row of a list, ready to be written (row_html.py): an assignment, and what its reader may see and do."""

from dataclasses import dataclass
from enum import StrEnum

from nhacviec.queries.list_rows import ListRow
from nhacviec.rules.lifecycle import Move
from nhacviec.rules.list_columns import STANDARD
from nhacviec.screens.page.request import OfficeRequest


class RowKind(StrEnum):
    """Where the row stands, as `?o=` of its steps: what answers a step there is a row of that kind."""

    PLAIN = "hang"  # of the home or of a task: the standard columns
    LIST = "bang"  # of the list, with the columns that its reader chose
    SELECTABLE = "chon"  # of the list, with a box to choose it


@dataclass(slots=True)
class Row:
    duty: ListRow
    request: OfficeRequest  # whose row it is, and at what moment
    steps: list[Move]
    own: bool  # a duty of this person's own agency or division
    inside: bool  # he may know who works on it there, and what was asked and sent back
    kind: RowKind = RowKind.PLAIN
    columns: tuple[str, ...] = STANDARD  # keys of rules/list_columns, in order
    waited: str = ""  # "trong đó 6 ngày chờ Sở Tài chính"

    @property
    def width(self) -> int:
        """How many cells it has."""
        return len(self.columns) + 1 + (self.kind is RowKind.SELECTABLE)

    @property
    def unseen(self) -> bool:
        """New to the unit that must act, and the viewer belongs to it."""
        return self.own and self.duty.seen_at is None
