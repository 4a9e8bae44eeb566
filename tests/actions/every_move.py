"""Every move of the lifecycle, made by somebody who may, with arguments that a form would send."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nhacviec.actions import (
    answers,
    attention,
    changes,
    extensions,
    handing,
    objections,
    progress,
    receiving,
    returned,
    stopping,
    tasks,
)
from nhacviec.records.models import Assignment
from nhacviec.rules.lifecycle import Closing, Duty, Move, ReturnReason
from nhacviec.rules.permissions import Actor
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast


@dataclass(frozen=True)
class Scene:
    """Who acts on what, when; `n` varies the arguments."""

    cast: Cast
    actor: Actor
    duty: Assignment
    now: datetime
    n: int

    @property
    def day(self) -> date:
        return local_date(self.now) + timedelta(days=self.n * 7)


def _hand_on(s: Scene) -> None:
    division = s.cast.infrastructure if s.n % 2 else None
    handing.hand_on(
        actor=s.actor, assignment=s.duty, division=division, officer=s.cast.officer, note="x", now=s.now
    )


def _note(s: Scene) -> None:
    percent = s.n * 10
    progress.note_progress(actor=s.actor, assignment=s.duty, text="x", percent=percent, now=s.now)


def _return(s: Scene) -> None:
    receiving.return_duty(
        actor=s.actor,
        assignment=s.duty,
        return_reason=ReturnReason.WRONG_UNIT,
        reason="x",
        now=s.now,
    )


def _ask(s: Scene) -> None:
    extensions.ask_extension(
        actor=s.actor, assignment=s.duty, asked_due_on=s.day + timedelta(days=14), reason="x", now=s.now
    )


def _grant(s: Scene) -> None:
    extensions.grant_extension(
        actor=s.actor, assignment=s.duty, granted_due_on=s.day + timedelta(days=7), now=s.now
    )


def _reassign(s: Scene) -> None:
    unit = (s.cast.finance, s.cast.bien_hoa, s.cast.it_centre)[s.n % 3]
    returned.reassign(actor=s.actor, assignment=s.duty, unit=unit, due_on=s.day, now=s.now)


def _change_content(s: Scene) -> None:
    changes.change_content(
        actor=s.actor, assignment=s.duty, content=f"Nội dung {s.n}", deliverable="", reason="x", now=s.now
    )


def _change_deadline(s: Scene) -> None:
    due_on = s.day if s.n else None
    changes.change_deadline(actor=s.actor, assignment=s.duty, due_on=due_on, reason="x", now=s.now)


def _change_monitors(s: Scene) -> None:
    specialist = s.cast.specialist if s.n % 2 else s.cast.other_specialist
    changes.change_monitors(
        actor=s.actor,
        assignment=s.duty,
        specialist=specialist,
        office_leader=s.cast.office_leader,
        committee_leader=s.cast.chair,
        now=s.now,
    )


def _add_unit(s: Scene) -> None:
    changes.add_unit(
        actor=s.actor,
        assignment=s.duty,
        unit=s.cast.general,
        duty=Duty.COORDINATE,
        due_on=s.day,
        now=s.now,
    )


def _suspend(s: Scene) -> None:
    stopping.suspend(actor=s.actor, assignment=s.duty, decision_symbol="1/QĐ", reason="x", now=s.now)


def _cancel(s: Scene) -> None:
    stopping.cancel(actor=s.actor, assignment=s.duty, closing=Closing.REPLACED, reason="x", now=s.now)


def _reopen(s: Scene) -> None:
    stopping.reopen(
        actor=s.actor, assignment=s.duty, reason="x", due_on=s.day if s.n % 2 else None, now=s.now
    )


# Who of the cast makes the move, and how.
EVERY_MOVE: dict[Move, tuple[str, Callable[[Scene], object]]] = {
    Move.ISSUE: ("clerk", lambda s: tasks.issue(actor=s.actor, tasks=[s.duty.task], now=s.now)),
    Move.ACCEPT: ("focal", lambda s: receiving.accept(actor=s.actor, assignment=s.duty, now=s.now)),
    Move.RETURN: ("focal", _return),
    Move.HAND_ON: ("focal", _hand_on),
    Move.TAKE_BACK: ("director", lambda s: handing.take_back(actor=s.actor, assignment=s.duty, now=s.now)),
    Move.NOTE_PROGRESS: ("focal", _note),
    Move.ANSWER: (
        "focal",
        lambda s: answers.answer(actor=s.actor, assignment=s.duty, text="x", now=s.now),
    ),
    Move.ASK_EXTENSION: ("focal", _ask),
    Move.WITHDRAW_EXTENSION: (
        "focal",
        lambda s: extensions.withdraw_extension(actor=s.actor, assignment=s.duty, now=s.now),
    ),
    Move.GRANT_EXTENSION: ("chair", _grant),
    Move.REFUSE_EXTENSION: (
        "chair",
        lambda s: extensions.refuse_extension(actor=s.actor, assignment=s.duty, decision="x", now=s.now),
    ),
    Move.OBJECT: (
        "focal",
        lambda s: objections.raise_objection(actor=s.actor, assignment=s.duty, reason="x", now=s.now),
    ),
    Move.UPHOLD_OBJECTION: (
        "chair",
        lambda s: objections.uphold_objection(actor=s.actor, assignment=s.duty, now=s.now),
    ),
    Move.REJECT_OBJECTION: (
        "chair",
        lambda s: objections.reject_objection(actor=s.actor, assignment=s.duty, decision="x", now=s.now),
    ),
    Move.CONFIRM: (
        "head",
        lambda s: answers.confirm(actor=s.actor, assignment=s.duty, reason="x", now=s.now),
    ),
    Move.SEND_BACK: (
        "head",
        lambda s: answers.send_back(actor=s.actor, assignment=s.duty, reason="x", now=s.now),
    ),
    Move.REASSIGN: ("clerk", _reassign),
    Move.REISSUE: (
        "clerk",
        lambda s: returned.reissue(actor=s.actor, assignment=s.duty, reason="x", now=s.now),
    ),
    Move.WITHDRAW: (
        "head",
        lambda s: returned.withdraw(actor=s.actor, assignment=s.duty, reason="x", now=s.now),
    ),
    Move.CHANGE_CONTENT: ("clerk", _change_content),
    Move.CHANGE_DEADLINE: ("head", _change_deadline),
    Move.CHANGE_MONITORS: ("head", _change_monitors),
    Move.ADD_UNIT: ("clerk", _add_unit),
    Move.SUSPEND: ("head", _suspend),
    Move.RESUME: ("head", lambda s: stopping.resume(actor=s.actor, assignment=s.duty, now=s.now)),
    Move.CANCEL: ("head", _cancel),
    Move.REOPEN: ("head", _reopen),
    Move.REMIND: ("clerk", lambda s: attention.remind(actor=s.actor, assignment=s.duty, now=s.now)),
    Move.INSTRUCT: (
        "chair",
        lambda s: attention.instruct(actor=s.actor, task=s.duty.task, text="x", now=s.now),
    ),
}
