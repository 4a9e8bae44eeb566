"""The steps of a submission upward: one screen each (screens/submissions/stepping)."""

from django.utils.translation import gettext as _

from nhacviec.actions import upward as deeds
from nhacviec.queries.upward import moves_of, upward_to_move
from nhacviec.records.models import Submission
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.upward import UpwardMove
from nhacviec.rules.words_upward import MOVES
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions.stepping import StepScreen, Way
from nhacviec.screens.upward import forms
from nhacviec.screens.upward.looks import badge

FIELD_OF = {
    "reason_required": "reason",
    "text_required": "text",
    "nothing_said": "opinion",
    "upward_officer_not_fit": "officer",
    "upward_document_incomplete": "symbol",
    "upward_asked_already": "asked_on",
}
WAY = Way(
    pages="upward",
    codes="upward",
    right=Right.READ_UPWARD,
    module=Module.SUPERIORS,
    to_move=upward_to_move,
    moves_of=moves_of,
    words=MOVES,
    badge=badge,
    whose=lambda submission: _("trình %s") % (submission.addressee.name if submission.addressee else ""),
    done=lambda: _("%(move)s: văn bản %(symbol)s."),
    fields=FIELD_OF,
    days=("asked_on", "opinion_on", "returned_on", "received_on"),
)

_Move = UpwardMove
STEP_SCREENS: tuple[StepScreen, ...] = (
    StepScreen(WAY, _Move.OPINION, "y-kien", "message", forms.OpinionForm, deeds.give_opinion),
    StepScreen(WAY, _Move.DECISION, "quyet-dinh", "file-check", forms.DecisionForm, deeds.decide),
    StepScreen(WAY, _Move.ASK_AGAIN, "hoi-lai", "refresh", forms.AskAgainForm, deeds.ask_again),
    StepScreen(WAY, _Move.RETURN, "tra-lai", "arrow-back-up", forms.GiveBackForm, deeds.give_back),
    StepScreen(WAY, _Move.WITHDRAW, "rut", "x", forms.ReasonForm, deeds.take_back),
    StepScreen(WAY, _Move.HAND_ON, "doi-nguoi", "users", forms.HandOnForm, deeds.hand_on),
    StepScreen(WAY, _Move.REOPEN, "theo-doi-lai", "refresh", forms.ReasonForm, deeds.reopen),
    StepScreen(WAY, _Move.NOTE, "ghi-chu", "notes", forms.NoteForm, deeds.note),
)


def steps_of(request: OfficeRequest, submission: Submission) -> list[StepScreen]:
    """The buttons of its page."""
    moves = moves_of(request.actor, submission)
    return [screen for screen in STEP_SCREENS if screen.move in moves]
