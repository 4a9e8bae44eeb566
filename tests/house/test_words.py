"""Every code has its Vietnamese word, every refusal its sentence, and all of it is composed Unicode."""

import ast
import string
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from nhacviec.queries import inbox
from nhacviec.records.models import DelayCause
from nhacviec.rules import (
    words,
    words_changes,
    words_deadlines,
    words_delays,
    words_inbox,
    words_notices,
    words_outward,
    words_reconcile,
    words_submissions,
    words_upward,
    words_urging,
)
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Closing, Duty, Move, ReturnReason, State
from nhacviec.rules.notices import Channel, DeliveryState, NoticeKind, Who
from nhacviec.rules.permissions import Relation, Right, Role
from nhacviec.rules.reconcile.days import DayOrder
from nhacviec.rules.reconcile.differences import Difference, Progress, Settled
from nhacviec.rules.submission_clock import CountMode
from nhacviec.rules.submissions import Direction, Stop, SubmissionKind, SubmissionMove, SubmissionNumber
from nhacviec.rules.timeliness import Timeliness
from nhacviec.rules.units import UnitKind
from nhacviec.rules.upward import UpwardMove, UpwardNumber, UpwardStop
from nhacviec.rules.urging import Unfit, UrgingState
from nhacviec.rules.webhooks import Topic
from nhacviec.rules.words_reconcile import Heading
from nhacviec.rules.working_days import DayKind

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "nhacviec"
TABLES: list[tuple[type[StrEnum], dict[Any, str]]] = [
    (State, words.STATES),
    (Move, words.MOVES),
    (Role, words.ROLES),
    (Relation, words.RELATIONS),
    (Right, words.RIGHTS),
    (Duty, words.DUTIES),
    (ReturnReason, words.RETURN_REASONS),
    (Closing, words.CLOSINGS),
    (UnitKind, words.UNIT_KINDS),
    (EventName, words.EVENTS),
    (Timeliness, words_deadlines.TIMELINESS),
    (DayKind, words_deadlines.DAY_KINDS),
    (DelayCause, words_delays.DELAY_CAUSES),
    (NoticeKind, words_notices.KINDS),
    (NoticeKind, words_notices.KIND_HINTS),
    (Channel, words_notices.CHANNELS),
    (DeliveryState, words_notices.DELIVERY_STATES),
    (Who, words_notices.WHY),
    (Topic, words_outward.TOPICS),
    (UrgingState, words_urging.STATES),
    (Unfit, words_urging.UNFIT),
    (Direction, words_submissions.DIRECTIONS),
    (SubmissionKind, words_submissions.KINDS),
    (Stop, words_submissions.STOPS),
    (SubmissionMove, words_submissions.MOVES),
    (SubmissionNumber, words_submissions.NUMBERS),
    (SubmissionNumber, words_submissions.SHORT),
    (CountMode, words_submissions.MODES),
    (UpwardStop, words_upward.STOPS),
    (UpwardMove, words_upward.MOVES),
    (UpwardNumber, words_upward.NUMBERS),
    (Heading, words_reconcile.HEADINGS),
    (Difference, words_reconcile.KINDS),
    (Settled, words_reconcile.SETTLED),
    (Progress, words_reconcile.PROGRESS),
    (DayOrder, words_reconcile.ORDERS),
]


@pytest.mark.parametrize(("codes", "table"), TABLES, ids=lambda value: getattr(value, "__name__", ""))
def test_every_code_has_its_word_and_no_word_is_left_over(
    codes: type[StrEnum], table: dict[Any, str]
) -> None:
    assert {str(key) for key in table} == {str(code) for code in codes}
    assert all(word.strip() == word and word for word in table.values())


def test_every_head_of_the_home_page_has_its_word() -> None:
    heads = {head.key for of_role in inbox.HEADS.values() for head in of_role}
    assert heads == set(words_inbox.HEADS)
    assert set(inbox.HEADS) == set(Role)


def test_ids_in_a_story_are_named_by_what_is_shown() -> None:
    assert set(words_changes.CHANGES) >= words_changes.UNIT_KEYS | words_changes.PERSON_KEYS


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def refusals() -> Iterator[tuple[str, str, set[str]]]:
    """Where, code and given parameters of every refusal that is raised by name."""
    for path, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            if node.func.id == "MoveNotAllowed" and isinstance(node.args[0], ast.Constant):
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield where, str(node.args[0].value), {k.arg for k in node.keywords if k.arg}


def test_every_refusal_has_its_sentence_with_everything_it_names() -> None:
    found = list(refusals())
    assert len(found) > 50
    for where, code, given in found:
        assert code in words.REFUSALS, where
        named = {
            field for _text, field, _format, _conversion in string.Formatter().parse(words.REFUSALS[code])
        }
        assert named - {None} <= given, where


def test_every_sentence_is_said_somewhere() -> None:
    constants: set[str] = set()
    for path, tree in sources():
        if path.name.startswith("words"):
            continue
        constants |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and type(node.value) is str
        }
    assert set(words.REFUSALS) - constants == set()


def test_every_sentence_is_finished() -> None:
    assert [code for code, said in words.REFUSALS.items() if not said.endswith(".")] == []


def test_all_texts_are_composed_unicode() -> None:
    """Decomposed letters look the same and are found by no search."""
    kinds = {".py", ".html", ".txt", ".js", ".css", ".md", ".csv", ".json", ".toml"}
    wrong = [
        str(path.relative_to(ROOT))
        for folder in ("nhacviec", "docs", "tests")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in kinds and path.is_file() and "vendor" not in path.parts
        if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    ]
    assert wrong == []
