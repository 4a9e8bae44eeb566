"""One submission: who has it since when, its clock, its way, its files, and the next steps."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhacviec.queries.submission_access import moves_of, reads_notes, submission_by_id
from nhacviec.queries.submission_clock import clock_of
from nhacviec.records.models import Event, Submission, SubmissionStop
from nhacviec.rules.document_kinds import URGENCIES
from nhacviec.rules.events import EventName
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.rules.submission_clock import CountMode
from nhacviec.rules.submissions import ENDS, Stop, SubmissionKind, limit_of_stop
from nhacviec.rules.words_submissions import CORRECTED, KINDS, MODES
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions.moving import SCREEN_OF
from nhacviec.screens.submissions.rows import WayLine, badge, chip_of, consulted_names, holder_words

_URGENCIES = {level.code: level.name for level in URGENCIES}
_MOST_NOTES = 50


@needs(Right.READ_SUBMISSIONS, module=Module.SUBMISSIONS)
@require_safe
def show(request: OfficeRequest, submission_id: int) -> HttpResponse:
    submission = submission_by_id(request.actor, submission_id)
    stops = list(submission.stops.select_related("division", "officer", "leader", "moved_by").order_by("id"))
    stop, mode = Stop(submission.stop), CountMode(submission.count_mode)
    reading = clock_of(submission, stops, on=request.today, calendar=request.office.calendar)
    inside = reads_notes(request.actor)
    way = _way(request, submission, stops)
    context: dict[str, Any] = {
        "submission": submission,
        "badge": badge(stop),
        "chip": chip_of(
            stop,
            submission.due_on,
            submission.days_late,
            day=request.today,
            office=request.office,
            reading=reading,
            mode=mode,
        ),
        "now_at": way[-1] if way and submission.is_open else None,
        "reading": reading,
        "days_words": MODES[mode],
        "kind": KINDS[SubmissionKind(submission.kind)],
        "urgency": _URGENCIES.get(submission.urgency, submission.urgency),
        "way": list(reversed(way)),
        "inside": inside,
        "notes": _notes(submission) if inside else [],
        "corrections": _corrections(submission),
        "files": submission.files.filter(removed_at=None),
        "steps": [SCREEN_OF[move] for move in moves_of(request.actor, submission)],
    }
    return render(request, "submissions/show.html", context)


def _way(request: OfficeRequest, submission: Submission, stops: list[SubmissionStop]) -> list[WayLine]:
    names, calendar = consulted_names(stops), request.office.calendar
    found = []
    for row in stops:
        stop = Stop(row.stop)
        consulted = ", ".join(names.get(pk, "") for pk in row.consulted)
        days = row.working_days
        if days is None:
            days = calendar.working_days_between(row.began_on, request.today)
        found.append(
            WayLine(
                row,
                badge(stop),
                holder_words(
                    stop,
                    submission.unit.label,
                    row.division.label if row.division else None,
                    row.officer.full_name if row.officer else None,
                    row.leader.full_name if row.leader else None,
                    consulted,
                ),
                days,
                limit_of_stop(stop, request.office.policy),
                stop in ENDS,
            )
        )
    return found


def _notes(submission: Submission) -> list[Event]:
    found = submission.events.filter(name=EventName.SUBMISSION_NOTED).select_related("actor", "acting_for")
    return list(found.order_by("-id")[:_MOST_NOTES])


def _corrections(submission: Submission) -> list[tuple[Event, list[tuple[str, str, str]]]]:
    """What was put right: each with the words of its facts before and after."""
    events = submission.events.filter(name=EventName.SUBMISSION_CORRECTED).select_related(
        "actor", "acting_for"
    )
    return [
        (
            event,
            [
                (label, _fact(name, event.before.get(name)), _fact(name, event.after.get(name)))
                for name, label in CORRECTED.items()
                if name in event.after
            ],
        )
        for event in events.order_by("-id")[:_MOST_NOTES]
    ]


def _fact(name: str, value: str | None) -> str:
    if not value:
        return "–"
    if name.endswith("_on"):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if name == "kind":
        return KINDS[SubmissionKind(value)]
    return _URGENCIES.get(value, value) if name == "urgency" else value
