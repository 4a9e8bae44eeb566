"""What a refused deed says to the person, in full sentences."""

from typing import Any

from nhacviec.rules.lifecycle import Move, MoveNotAllowed, State
from nhacviec.rules.words import MOVES, REFUSALS, STATES


def refusal(problem: MoveNotAllowed) -> str:
    return REFUSALS[problem.code].format(**{k: _word(v) for k, v in problem.params.items()})


def _word(value: Any) -> Any:
    if isinstance(value, State):
        return STATES[value]
    if isinstance(value, Move):
        return MOVES[value]
    return value
