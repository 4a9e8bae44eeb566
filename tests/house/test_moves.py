"""Every move has a place in the lifecycle, somebody who may make it, words for it, and an action."""

import ast
from pathlib import Path

from nhacviec.queries.access import stand_of
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import STEPS, Move
from nhacviec.rules.permissions import MAY, may
from nhacviec.rules.words import EVENTS, MOVES, REFUSALS
from tests.actions.every_move import EVERY_MOVE
from tests.cast import Cast

PACKAGE = Path(__file__).parents[2] / "nhacviec"


def test_every_move_stands_in_every_table() -> None:
    for table in (STEPS, MAY, MOVES, EVERY_MOVE):
        assert set(table) == set(Move)
    assert set(EVENTS) == set(EventName)


def test_every_move_is_made_in_tests_by_somebody_who_may(cast: Cast) -> None:
    duty = cast.duty(officer=cast.officer)
    for move, (who, _) in EVERY_MOVE.items():
        assert may(cast.acting(who), move, stand_of(duty), ext_approver="signer"), move


def test_every_refusal_raised_has_its_sentence() -> None:
    raised: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("MoveNotAllowed", "need"):
                at = 0 if getattr(node.func, "id", "") == "MoveNotAllowed" else 1
                code = node.args[at] if len(node.args) > at else None
                if isinstance(code, ast.Constant):
                    raised.add(str(code.value))
    assert raised - set(REFUSALS) == set()
