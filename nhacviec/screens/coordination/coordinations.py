"""The list of requests, and one request's page."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhacviec.actions.coordination import see
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.coordination_access import coordination_by_id, steps_open_to
from nhacviec.queries.coordination_asked import Asked, read_asked
from nhacviec.queries.coordinations import BOTH, coordinations, heads_of, in_order, lines
from nhacviec.records.models import Coordination, DelayReport
from nhacviec.rules.coordination import Situation, days_late, reply_term, standing
from nhacviec.rules.lifecycle import State
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import SEES_ALL, Right
from nhacviec.rules.words_coordination import FILTERS, SIDES, tacit_words
from nhacviec.rules.words_deadlines import reckoning_words
from nhacviec.screens.assignments.rows import waited_for
from nhacviec.screens.coordination.list_rows import body
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.paging import bounded_page_of
from nhacviec.screens.page.request import OfficeRequest


@needs(Right.READ_TASKS, module=Module.COORDINATION)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    asked = asked_of(request)
    rows = in_order(coordinations(request.actor, asked.wanted), asked.wanted)
    page = bounded_page_of(request, rows, lines)
    context = {
        "page": page,
        "body": body(page.object_list),
        "asked": asked,
        "heads": heads_of(request.actor, request.today),
        "sides": [(key, words) for key, words in SIDES.items() if key == BOTH or _has_own(request)],
        "standings": FILTERS.items(),
    }
    return show_page(request, "coordinations/index.html", context, part="list")


def asked_of(request: OfficeRequest, query: Mapping[str, str] | None = None) -> Asked:
    given = request.GET if query is None else query
    return read_asked(given, actor=request.actor, today=request.today, policy=request.office.policy)


def _has_own(request: OfficeRequest) -> bool:
    return bool(request.actor.own_unit_ids)


@needs(Right.READ_TASKS, module=Module.COORDINATION)
@require_safe
def show(request: OfficeRequest, request_id: int) -> HttpResponse:
    asked = coordination_by_id(request.actor, request_id)
    if request.method == "GET":  # HEAD shows nothing
        see(actor=request.actor, request=asked, now=request.now)
    return render(request, "coordinations/show.html", context_of(request, asked))


def context_of(request: OfficeRequest, asked: Coordination) -> dict[str, object]:
    situation = asked.situation()
    duty = asked.assignment
    files = list(asked.files.filter(removed_at=None))
    return {
        "asked": asked,
        "task": duty.task,
        "situation": situation,
        "stood": standing(situation, today=request.today),
        "late_days": late_days(situation, request),
        "steps": steps_open_to(request.actor, asked, situation, today=request.today),
        # who writes the reply is the business of the unit that is asked
        "knows_officer": asked.unit_id in request.actor.own_unit_ids or request.actor.role in SEES_ALL,
        "request_files": [file for file in files if not file.of_reply],
        "reply_files": [file for file in files if file.of_reply],
        "times": list(asked.time_requests.select_related("asked_by", "decided_by")),
        "delay": _delay(asked),
        "why_due": _why_due(request, asked),
        "tacit": tacit_words(asked.due_on) if asked.is_tacit else "",
        # the lead's duty is opened by those who may know of it; the others read what the request says of it
        "duty_is_known": visible_assignments(request.actor).filter(pk=duty.pk).exists(),
        "asked_by_us": asked.asking_unit_id in request.actor.own_unit_ids or request.actor.role in SEES_ALL,
        "waited": waited_for(request, [duty]).get(duty.pk, ""),
        "over_with": duty.state in (State.COMPLETED, State.CANCELLED),
    }


def late_days(situation: Situation, request: OfficeRequest) -> int:
    return days_late(situation.due_on, situation.ended_on or request.today)


def _delay(asked: Coordination) -> object:
    people = ("reported_by", "explained_by", "decided_by")
    return DelayReport.objects.filter(coordination=asked).select_related(*people).first()


def _why_due(request: OfficeRequest, asked: Coordination) -> list[str]:
    if asked.term_wd is None:
        return []
    calendar = request.office.calendar
    term = reply_term(asked_on=asked.asked_on, working_days=asked.term_wd, calendar=calendar)
    return reckoning_words(term) if term.due_on == asked.original_due_on else []
