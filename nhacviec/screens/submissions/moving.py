"""The steps of a submission to the Committee: one screen each (stepping)."""

from django.utils.translation import gettext as _

from nhacviec.actions import submission_ends as ends
from nhacviec.actions import submissions as deeds
from nhacviec.actions.submission_corrections import correct
from nhacviec.queries.submission_access import moves_of, submission_to_move
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.submissions import Stop, SubmissionMove
from nhacviec.rules.words_submissions import MOVES
from nhacviec.screens.submissions import forms
from nhacviec.screens.submissions.correct_form import CorrectForm
from nhacviec.screens.submissions.rows import badge
from nhacviec.screens.submissions.stepping import StepScreen, Way

FIELD_OF = {
    "reason_required": "reason",
    "text_required": "text",
    "submission_missing_required": "missing",
    "submission_division_not_fit": "division",
    "submission_officer_not_fit": "officer",
    "submission_leader_not_fit": "leader",
    "submission_nobody_asked": "units",
    "submission_answer_incomplete": "symbol",
    "submission_answer_before": "dated_on",
    "submission_dated_ahead": "dated_on",
    "submission_merge_not_open": "into",
    "submission_number_taken": "symbol",
    "submission_arrived_ahead": "arrived_on",
    "submission_arrived_before": "arrived_on",
    "submission_arrived_after": "arrived_on",
}
WAY = Way(
    pages="submissions",
    codes="submission",
    right=Right.READ_SUBMISSIONS,
    module=Module.SUBMISSIONS,
    to_move=submission_to_move,
    moves_of=moves_of,
    words=MOVES,
    badge=lambda stop: badge(Stop(stop)),
    whose=lambda submission: submission.unit.name,
    done=lambda: _("%(move)s: hồ sơ %(symbol)s."),
    fields=FIELD_OF,
    days=("answered_on", "handed_in_on"),
)

_Move = SubmissionMove
STEP_SCREENS: tuple[StepScreen, ...] = (
    StepScreen(WAY, _Move.FORWARD, "chuyen-xu-ly", "mail-forward", forms.ForwardForm, deeds.forward),
    StepScreen(WAY, _Move.CONSULT, "lay-y-kien", "message", forms.ConsultForm, deeds.consult),
    StepScreen(WAY, _Move.ASK_DECISION, "trinh-lanh-dao", "gavel", forms.DecisionForm, deeds.ask_decision),
    StepScreen(
        WAY,
        _Move.ASK_SUPPLEMENT,
        "yeu-cau-bo-sung",
        "player-pause",
        forms.AskSupplementForm,
        deeds.ask_supplement,
    ),
    StepScreen(WAY, _Move.SUPPLEMENT, "bo-sung", "player-play", forms.SupplementForm, deeds.supplement),
    StepScreen(WAY, _Move.ANSWER, "tra-loi", "file-check", forms.AnswerForm, ends.answer),
    StepScreen(WAY, _Move.RETURN, "tra-ho-so", "arrow-back-up", forms.ReturnForm, ends.return_file),
    StepScreen(WAY, _Move.WITHDRAW, "rut", "x", forms.EndForm, ends.withdraw),
    StepScreen(WAY, _Move.MERGE, "ghep", "git-merge", forms.MergeForm, ends.merge),
    StepScreen(WAY, _Move.REOPEN, "mo-lai", "refresh", forms.ReopenForm, ends.reopen),
    StepScreen(WAY, _Move.NOTE, "ghi-chu", "notes", forms.NoteForm, deeds.note),
    StepScreen(WAY, _Move.CORRECT, "dinh-chinh", "edit", CorrectForm, correct),
)
SCREEN_OF = {screen.move: screen for screen in STEP_SCREENS}
