"""What may happen to an assignment, and from where. Read this table first.

Pure: no Django, no database, no clock. The picture in docs/lifecycle.md is generated from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"  # entered, not yet issued: nobody outside the Office knows of it
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    COMPLETED = "completed"
    RETURNED = "returned"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class Move(StrEnum):
    # the agency's
    ACCEPT = "accept"
    RETURN = "return"
    HAND_ON = "hand_on"
    TAKE_BACK = "take_back"
    NOTE_PROGRESS = "note_progress"
    ANSWER = "answer"
    ASK_EXTENSION = "ask_extension"
    WITHDRAW_EXTENSION = "withdraw_extension"
    OBJECT = "object"
    # the Office's
    ISSUE = "issue"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    UPHOLD_OBJECTION = "uphold_objection"
    REJECT_OBJECTION = "reject_objection"
    REASSIGN = "reassign"
    REISSUE = "reissue"
    WITHDRAW = "withdraw"
    CHANGE_DEADLINE = "change_deadline"
    CHANGE_CONTENT = "change_content"
    CHANGE_MONITORS = "change_monitors"
    ADD_UNIT = "add_unit"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    REOPEN = "reopen"
    REMIND = "remind"
    INSTRUCT = "instruct"


class Closing(StrEnum):
    """Why an assignment was cancelled."""

    RECALLED = "recalled"  # the document was recalled
    REPLACED = "replaced"  # the document was replaced by another
    REASSIGNED = "reassigned"  # returned by one unit, given to another
    WITHDRAWN = "withdrawn"  # returned, and the Office agreed that nobody needs to do it
    OTHER = "other"


class ReturnReason(StrEnum):
    WRONG_UNIT = "wrong_unit"
    WRONG_DOCUMENT = "wrong_document"
    NOT_OUR_FUNCTION = "not_our_function"
    DUPLICATE = "duplicate"


class Duty(StrEnum):
    LEAD = "lead"
    COORDINATE = "coordinate"
    # What the Committee itself owes to those above it. A duty of its own kind, so that no number of the
    # agencies ever contains it.
    COMMITTEE = "committee"


DOING: frozenset[Duty] = frozenset({Duty.LEAD, Duty.COMMITTEE})  # a task needs one of these
WORKING: frozenset[State] = frozenset({State.ASSIGNED, State.IN_PROGRESS})  # the agency has the ball
OPEN: frozenset[State] = WORKING | {State.ANSWERED, State.SUSPENDED, State.RETURNED}
CLOSED: frozenset[State] = frozenset({State.COMPLETED, State.CANCELLED})
ISSUED: frozenset[State] = OPEN | CLOSED  # everything that agencies may know of


@dataclass(frozen=True)
class Step:
    """From which states a move starts, and where it leads (None: the state stays)."""

    sources: frozenset[State]
    target: State | None


def _step(sources: State | Iterable[State], to: State | None = None) -> Step:
    return Step(frozenset([sources] if isinstance(sources, State) else sources), to)


STEPS: dict[Move, Step] = {
    Move.ISSUE: _step(State.DRAFT, to=State.ASSIGNED),
    Move.ACCEPT: _step(State.ASSIGNED, to=State.IN_PROGRESS),
    Move.RETURN: _step(State.ASSIGNED, to=State.RETURNED),
    Move.HAND_ON: _step(WORKING),
    Move.TAKE_BACK: _step(WORKING),
    Move.NOTE_PROGRESS: _step({State.IN_PROGRESS, State.SUSPENDED}),
    Move.ANSWER: _step(WORKING, to=State.ANSWERED),  # answering at once accepts
    Move.ASK_EXTENSION: _step(WORKING),
    Move.WITHDRAW_EXTENSION: _step(WORKING | {State.ANSWERED, State.SUSPENDED}),
    Move.OBJECT: _step({State.ANSWERED, State.COMPLETED}),
    Move.CONFIRM: _step(State.ANSWERED, to=State.COMPLETED),
    Move.SEND_BACK: _step(State.ANSWERED, to=State.IN_PROGRESS),
    Move.GRANT_EXTENSION: _step(WORKING | {State.ANSWERED, State.SUSPENDED}),
    Move.REFUSE_EXTENSION: _step(WORKING | {State.ANSWERED, State.SUSPENDED}),
    Move.UPHOLD_OBJECTION: _step({State.ANSWERED, State.COMPLETED}),
    Move.REJECT_OBJECTION: _step({State.ANSWERED, State.COMPLETED, State.IN_PROGRESS}),
    Move.REASSIGN: _step(State.RETURNED, to=State.CANCELLED),  # the new unit gets a row of its own
    Move.REISSUE: _step(State.RETURNED, to=State.ASSIGNED),
    Move.WITHDRAW: _step(State.RETURNED, to=State.CANCELLED),
    Move.CHANGE_DEADLINE: _step(WORKING),
    Move.CHANGE_CONTENT: _step(OPEN),
    Move.CHANGE_MONITORS: _step(OPEN),
    Move.ADD_UNIT: _step(OPEN),
    Move.SUSPEND: _step(State.IN_PROGRESS, to=State.SUSPENDED),
    Move.RESUME: _step(State.SUSPENDED, to=State.IN_PROGRESS),
    Move.CANCEL: _step(OPEN, to=State.CANCELLED),
    Move.REOPEN: _step(CLOSED, to=State.IN_PROGRESS),
    Move.REMIND: _step(WORKING),
    Move.INSTRUCT: _step(ISSUED),
}

# Moves that concern the whole task; they may be started from any assignment of it.
TASK_MOVES: frozenset[Move] = frozenset(
    {Move.CHANGE_CONTENT, Move.CHANGE_MONITORS, Move.ADD_UNIT, Move.INSTRUCT, Move.ISSUE}
)


class MoveNotAllowed(Exception):
    """The assignment is not in a state, or not in a situation, from which this move starts.

    `code` names the reason for rules/words.py; `params` fill its sentence.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def can_start(state: State, move: Move) -> bool:
    return state in STEPS[move].sources


def next_state(state: State, move: Move) -> State:
    """The state after the move; MoveNotAllowed when it does not start here."""
    step = STEPS[move]
    if state not in step.sources:
        raise MoveNotAllowed("wrong_state", state=state, move=move)
    return state if step.target is None else step.target


def confirming_needs_reason(open_required_coordinators: int) -> bool:
    """A lead is not confirmed while a required coordinator is open, unless the Office says why."""
    return open_required_coordinators > 0
