"""One row of a list: the assignment with the steps this person may take on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from nhacviec.queries.access import moves_open_to
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Move
from nhacviec.rules.list_columns import STANDARD
from nhacviec.rules.permissions import SEES_ALL
from nhacviec.screens.page.request import OfficeRequest

# Steps quick enough to be taken in the row; the others are on the assignment's page.
IN_ROW: tuple[Move, ...] = (
    Move.ACCEPT,
    Move.RETURN,
    Move.ANSWER,
    Move.HAND_ON,
    Move.NOTE_PROGRESS,
    Move.CONFIRM,
    Move.SEND_BACK,
    Move.GRANT_EXTENSION,
    Move.REFUSE_EXTENSION,
    Move.UPHOLD_OBJECTION,
    Move.REJECT_OBJECTION,
    Move.REASSIGN,
    Move.REISSUE,
)
MOST = 2


@dataclass(frozen=True)
class Row:
    assignment: Assignment
    steps: list[Move]
    own: bool  # a duty of this person's own agency or division
    inside: bool  # he may know who works on it there, and what was asked and sent back
    columns: tuple[str, ...] = STANDARD  # keys of rules/list_columns, in order

    @property
    def width(self) -> int:
        """How many cells a row has, without the box to choose it."""
        return len(self.columns) + 1

    @property
    def unseen(self) -> bool:
        """New to the unit that must act, and the viewer belongs to it."""
        return self.own and self.assignment.seen_at is None


def row_of(request: OfficeRequest, assignment: Assignment, columns: tuple[str, ...] = STANDARD) -> Row:
    own = assignment.unit_id in request.actor.own_unit_ids
    inside = own or request.actor.role in SEES_ALL
    steps = [move for move in steps_of(request, assignment) if move in IN_ROW][:MOST]
    return Row(assignment, steps, own, inside, columns)


def steps_of(request: OfficeRequest, assignment: Assignment) -> list[Move]:
    """All steps this person may take, the everyday ones first."""
    policy = request.office.policy
    open_moves = moves_open_to(
        request.actor, assignment, ext_approver=policy.ext_approver, confirm_role=policy.confirm_role
    )
    first = [move for move in IN_ROW if move in open_moves]
    # Drafts are issued from the entry screen, all of a document at once.
    return first + [move for move in open_moves if move not in first and move is not Move.ISSUE]


def rows_of(
    request: OfficeRequest, assignments: Iterable[Assignment], columns: tuple[str, ...] = STANDARD
) -> list[Row]:
    return [row_of(request, assignment, columns) for assignment in assignments]
