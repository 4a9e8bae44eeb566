"""The table of moves: address, form and action of each. tests/house checks that no Move is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
)
from nhacviec.rules.lifecycle import Move
from nhacviec.screens.assignments.moves import agency_forms as agency
from nhacviec.screens.assignments.moves import office_forms as office
from nhacviec.screens.assignments.moves.form import MoveForm


@dataclass(frozen=True)
class MoveScreen:
    """`about` is the template part that shows what the decision is about."""

    move: Move
    slug: str
    form: type[MoveForm]
    act: Callable[..., Any]
    about: str = ""

    @property
    def url_name(self) -> str:
        return f"assignments.{self.move}"


def _instruct(*, assignment: Any, **arguments: Any) -> None:
    attention.instruct(task=assignment.task, **arguments)


MOVE_SCREENS: tuple[MoveScreen, ...] = (
    MoveScreen(Move.ACCEPT, "tiep-nhan", agency.AcceptForm, receiving.accept, about="document"),
    MoveScreen(Move.RETURN, "tra-lai", agency.ReturnForm, receiving.return_duty, about="document"),
    MoveScreen(Move.HAND_ON, "phan-cong", agency.HandOnForm, handing.hand_on),
    MoveScreen(Move.TAKE_BACK, "thu-hoi-phan-cong", agency.TakeBackForm, handing.take_back),
    MoveScreen(Move.NOTE_PROGRESS, "cap-nhat", agency.ProgressForm, progress.note_progress),
    MoveScreen(Move.ANSWER, "tra-loi", agency.AnswerForm, answers.answer),
    MoveScreen(Move.ASK_EXTENSION, "xin-gia-han", agency.AskExtensionForm, extensions.ask_extension),
    MoveScreen(
        Move.WITHDRAW_EXTENSION,
        "rut-xin-gia-han",
        agency.WithdrawExtensionForm,
        extensions.withdraw_extension,
        about="extension",
    ),
    MoveScreen(Move.OBJECT, "giai-trinh", agency.ObjectForm, objections.raise_objection),
    MoveScreen(Move.CONFIRM, "xac-nhan", office.ConfirmForm, answers.confirm, about="answer"),
    MoveScreen(Move.SEND_BACK, "lam-lai", office.SendBackForm, answers.send_back, about="answer"),
    MoveScreen(
        Move.GRANT_EXTENSION,
        "dong-y-gia-han",
        office.GrantExtensionForm,
        extensions.grant_extension,
        about="extension",
    ),
    MoveScreen(
        Move.REFUSE_EXTENSION,
        "khong-gia-han",
        office.DecisionForm,
        extensions.refuse_extension,
        about="extension",
    ),
    MoveScreen(
        Move.UPHOLD_OBJECTION,
        "chap-nhan-giai-trinh",
        office.UpholdForm,
        objections.uphold_objection,
        about="objection",
    ),
    MoveScreen(
        Move.REJECT_OBJECTION,
        "khong-chap-nhan-giai-trinh",
        office.DecisionForm,
        objections.reject_objection,
        about="objection",
    ),
    MoveScreen(Move.REASSIGN, "giao-don-vi-khac", office.ReassignForm, returned.reassign, about="returned"),
    MoveScreen(Move.REISSUE, "giao-lai", office.ReissueForm, returned.reissue, about="returned"),
    MoveScreen(Move.WITHDRAW, "rut-nhiem-vu", office.ReasonForm, returned.withdraw, about="returned"),
    MoveScreen(
        Move.CHANGE_DEADLINE, "dieu-chinh-thoi-han", office.ChangeDeadlineForm, changes.change_deadline
    ),
    MoveScreen(Move.CHANGE_CONTENT, "dieu-chinh-noi-dung", office.ChangeContentForm, changes.change_content),
    MoveScreen(
        Move.CHANGE_MONITORS, "doi-nguoi-theo-doi", office.ChangeMonitorsForm, changes.change_monitors
    ),
    MoveScreen(Move.ADD_UNIT, "them-don-vi", office.AddUnitForm, changes.add_unit),
    MoveScreen(Move.SUSPEND, "tam-dung", office.SuspendForm, stopping.suspend),
    MoveScreen(Move.RESUME, "tiep-tuc", office.ResumeForm, stopping.resume),
    MoveScreen(Move.CANCEL, "huy", office.CancelForm, stopping.cancel),
    MoveScreen(Move.REOPEN, "mo-lai", office.ReopenForm, stopping.reopen),
    MoveScreen(Move.REMIND, "nhac", office.RemindForm, attention.remind),
    MoveScreen(Move.INSTRUCT, "chi-dao", office.InstructForm, _instruct),
)
