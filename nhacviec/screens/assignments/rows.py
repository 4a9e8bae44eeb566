"""Rows of a list for the person who reads it: what he may see of each, and the steps he may take on it."""

from collections.abc import Iterable

from nhacviec.queries.access import Movable, moves_open_to
from nhacviec.queries.list_rows import ListRow
from nhacviec.queries.waits import Dated, attributions, readable_shares, said
from nhacviec.rules.lifecycle import Move
from nhacviec.rules.list_columns import STANDARD
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import SEES_ALL
from nhacviec.screens.assignments.row import Row, RowKind
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


def row_of(
    request: OfficeRequest,
    duty: ListRow,
    columns: tuple[str, ...] = STANDARD,
    kind: RowKind = RowKind.PLAIN,
    waited: str = "",
) -> Row:
    own = duty.unit_id in request.actor.own_unit_ids
    inside = own or request.actor.role in SEES_ALL
    steps = [move for move in steps_of(request, duty) if move in IN_ROW][:MOST]
    return Row(duty, request, steps, own, inside, kind, columns, waited if inside else "")


def steps_of(request: OfficeRequest, assignment: Movable) -> list[Move]:
    """All steps this person may take, the everyday ones first."""
    policy = request.office.policy
    open_moves = moves_open_to(
        request.actor, assignment, ext_approver=policy.ext_approver, confirm_role=policy.confirm_role
    )
    first = [move for move in IN_ROW if move in open_moves]
    # Drafts are issued from the entry screen, all of a document at once.
    return first + [move for move in open_moves if move not in first and move is not Move.ISSUE]


def rows_of(
    request: OfficeRequest,
    duties: Iterable[ListRow],
    columns: tuple[str, ...] = STANDARD,
    kind: RowKind = RowKind.PLAIN,
) -> list[Row]:
    duties = list(duties)
    waited = waited_for(request, duties)
    return [row_of(request, duty, columns, kind, waited.get(duty.id, "")) for duty in duties]


def waited_for(request: OfficeRequest, duties: Iterable[Dated]) -> dict[int, str]:
    """Of those that are late because others were: how many of their days, in words, by id."""
    if not is_on(Module.COORDINATION, request.office.policy):
        return {}
    known = {duty.id: duty for duty in duties}
    found = attributions(known.values(), today=request.today)
    told = {pk: readable_shares(request.actor, known[pk], one) for pk, one in found.items()}
    return dict(zip(told, said(told.values()), strict=True))
