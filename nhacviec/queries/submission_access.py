"""The gate for submissions, beside queries/access: who may know of which, and who may move it."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from nhacviec.records.models import Submission, SubmissionStanding
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import SEES_AGENCY, SEES_ALL, Actor
from nhacviec.rules.submission_permissions import Held, submission_moves
from nhacviec.rules.submissions import MODULE_OF, Direction, Stop, SubmissionMove


def visible_submissions(actor: Actor) -> QuerySet[Submission]:
    """What agencies submit to the Committee: the Office, the Committee and the inspector know of all of it,
    an agency's desk and leaders of what is their own."""
    rows = Submission.objects.filter(direction=Direction.TO_COMMITTEE)
    if actor.role in SEES_ALL:
        return rows
    return rows.filter(unit_id__in=actor.own_unit_ids) if actor.role in SEES_AGENCY else rows.none()


def visible_upward(actor: Actor) -> QuerySet[Submission]:
    """What the Committee submits to those above it: nobody of an agency knows of it."""
    rows = Submission.objects.filter(direction=Direction.UPWARD)
    return rows if actor.role in SEES_ALL else rows.none()


def known_submissions(actor: Actor) -> QuerySet[Submission]:
    """In either direction: for what hangs on them, files and notices."""
    return Submission.objects.all() if actor.role in SEES_ALL else visible_submissions(actor)


def submissions_of(actor: Actor, modules: Collection[Module]) -> QuerySet[Submission]:
    """In the directions whose module is one of these."""
    directions = [direction.value for direction, module in MODULE_OF.items() if module in modules]
    return known_submissions(actor).filter(direction__in=directions)


def sees_submission(actor: Actor, submission: Submission) -> bool:
    """`known_submissions`, asked of a row already read."""
    if actor.role in SEES_ALL:
        return True
    if submission.direction != Direction.TO_COMMITTEE:
        return False
    return actor.role in SEES_AGENCY and submission.unit_id in actor.own_unit_ids


def reads_notes(actor: Actor) -> bool:
    """What the Office writes for itself about a submission is not for who submitted it."""
    return actor.role in SEES_ALL


def submission_by_id(actor: Actor, submission_id: int) -> Submission:
    rows = visible_submissions(actor).select_related(
        "unit", "division", "officer", "leader", "registered_by", "merged_into"
    )
    submission = rows.filter(pk=submission_id).first()
    if submission is None:
        raise Http404
    return submission


def held(submission: Submission) -> Held:
    return Held(
        unit_id=submission.unit_id,
        division_id=submission.division_id,
        officer_id=submission.officer_id,
        leader_id=submission.leader_id if submission.stop == Stop.DECISION else None,
    )


def moves_of(actor: Actor, submission: Submission) -> list[SubmissionMove]:
    """The next steps this person may take: the buttons of the page."""
    return submission_moves(actor, Stop(submission.stop), held(submission))


def submission_to_move(actor: Actor, submission_id: int, move: SubmissionMove) -> Submission:
    """404 if he may not know of it, 403 if this move is never his with it, wherever it stands."""
    submission = submission_by_id(actor, submission_id)
    own = held(submission)
    if not any(move in submission_moves(actor, stop, own) for stop in Stop):
        raise PermissionDenied
    return submission


def visible_standings(actor: Actor) -> QuerySet[SubmissionStanding]:
    """How visible submissions stood, of any day."""
    rows = SubmissionStanding.objects.filter(direction=Direction.TO_COMMITTEE)
    if actor.role in SEES_ALL:
        return rows
    return rows.filter(unit_id__in=actor.own_unit_ids) if actor.role in SEES_AGENCY else rows.none()
