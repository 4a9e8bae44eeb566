"""Tìm kiếm: units, documents, tasks, submissions and requests that the words can mean, newest first."""

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhacviec.queries.access import visible_tasks
from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.search import (
    COUNTED,
    Place,
    count_apart,
    count_documents,
    count_tasks,
    find_documents,
    find_requests,
    find_submissions,
    find_tasks,
)
from nhacviec.queries.search_units import find_units
from nhacviec.queries.submission_access import submissions_of
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Right
from nhacviec.rules.search_terms import Search, code_of, search_for
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.htmx import show as show_page
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.search.results import (
    document_results,
    request_results,
    submission_results,
    task_results,
)

DOCUMENTS, TASKS, SUBMISSIONS, REQUESTS = "van-ban", "nhiem-vu", "ho-so", "phoi-hop"
_MODULES = {
    SUBMISSIONS: {Module.SUBMISSIONS, Module.SUPERIORS},  # in either direction
    REQUESTS: {Module.COORDINATION},
}
UNITS_SHOWN, DOCUMENTS_FIRST, TASKS_FIRST, MORE = 5, 5, 20, 30
SUGGESTED_UNITS, SUGGESTED_DOCUMENTS, SUGGESTED_SUBMISSIONS = 3, 6, 3
_PLACE = re.compile(r"([0-9])-([0-9]{1,18})")


@needs(Right.READ_TASKS)
@require_safe
def index(request: OfficeRequest) -> HttpResponse:
    """The first results of every group, or one group from a place on ("xem thêm")."""
    wanted = _wanted(request)
    only, after = request.GET.get("nhom", ""), _place(request)
    only = only if only in (DOCUMENTS, TASKS, *_MODULES) else ""
    context: dict[str, Any] = {"wanted": wanted, "only": only, "after": after, "searched": wanted.typed}
    if not wanted.problem:
        context |= _groups(request, wanted, only, after)
    return show_page(request, "search/index.html", context, part="more" if only else "")


@needs(Right.READ_TASKS)
@require_safe
def counts(request: OfficeRequest) -> HttpResponse:
    """How many there are in the groups asked for: filled in after the page, which does not wait for it."""
    wanted, asked = _wanted(request), request.GET.getlist("nhom")
    found: dict[str, int] = {}
    if not wanted.problem and DOCUMENTS in asked:
        found[DOCUMENTS] = count_documents(request.actor, wanted)
    if not wanted.problem and TASKS in asked:
        found[TASKS] = count_tasks(request.actor, wanted)
    if not wanted.problem and SUBMISSIONS in asked and (on := _on(request, SUBMISSIONS)):
        found[SUBMISSIONS] = count_apart(submissions_of(request.actor, on), wanted)
    if not wanted.problem and REQUESTS in asked and _on(request, REQUESTS):
        found[REQUESTS] = count_apart(visible_coordinations(request.actor), wanted)
    context = {"counts": found, "counted": COUNTED}
    return render(request, "search/counts.html", context)


@needs(Right.READ_TASKS)
@require_safe
def suggest(request: OfficeRequest) -> HttpResponse:
    """What the letters typed so far can mean: options of the list under the box, documents first."""
    wanted = _wanted(request)
    if wanted.problem:
        return HttpResponse("")
    ids = find_documents(request.actor, wanted, most=SUGGESTED_DOCUMENTS).ids
    submissions: list[int] = []
    if on := _on(request, SUBMISSIONS):
        submissions = find_submissions(request.actor, wanted, on=on, most=SUGGESTED_SUBMISSIONS).ids
    context = {
        "submissions": submission_results(request.actor, submissions, wanted) if submissions else [],
        "documents": document_results(request.actor, ids, wanted),
        "units": find_units(request.actor, wanted, today=request.today, most=SUGGESTED_UNITS),
    }
    return render(request, "search/options.html", context)


def _groups(request: OfficeRequest, wanted: Search, only: str, after: Place | None) -> dict[str, Any]:
    actor, most = request.actor, (MORE if only else 0)
    found: dict[str, Any] = {"units": [], "documents": [], "tasks": [], "submissions": [], "requests": []}
    if not only:
        found["units"] = find_units(actor, wanted, today=request.today, most=UNITS_SHOWN)
    if only in ("", DOCUMENTS):
        documents = find_documents(actor, wanted, most=most or DOCUMENTS_FIRST, after=after)
        found |= {
            "documents": document_results(actor, documents.ids, wanted),
            "documents_after": documents.after,
        }
    if only in ("", TASKS):
        tasks = find_tasks(actor, wanted, most=most or TASKS_FIRST, after=after)
        coded = [] if only else _by_code(request, wanted)
        ids = coded + [task_id for task_id in tasks.ids if task_id not in coded]
        found |= {"tasks": task_results(actor, ids, wanted), "tasks_after": tasks.after}
    if only in ("", SUBMISSIONS) and (on := _on(request, SUBMISSIONS)):
        files = find_submissions(actor, wanted, on=on, most=most or DOCUMENTS_FIRST, after=after)
        found |= {
            "submissions": submission_results(actor, files.ids, wanted) if files.ids else [],
            "submissions_after": files.after,
        }
    if only in ("", REQUESTS) and _on(request, REQUESTS):
        asked = find_requests(actor, wanted, most=most or DOCUMENTS_FIRST, after=after)
        found |= {
            "requests": request_results(actor, asked.ids, wanted) if asked.ids else [],
            "requests_after": asked.after,
        }
    names = ("units", "documents", "tasks", "submissions", "requests")
    found["anything"] = any(found[name] for name in names)
    return found


def _on(request: OfficeRequest, group: str) -> set[Module]:
    """The modules of the group that are on."""
    return {module for module in _MODULES[group] if is_on(module, request.office.policy)}


def _by_code(request: OfficeRequest, wanted: Search) -> list[int]:
    """The task whose code was typed in full, also with the number of a duty, stands first."""
    code = code_of(wanted.typed).partition(".")[0]
    return list(visible_tasks(request.actor).filter(code=code).values_list("pk", flat=True)) if code else []


def _wanted(request: OfficeRequest) -> Search:
    return search_for(request.GET.get("q", ""))


def _place(request: OfficeRequest) -> Place | None:
    """Where "xem thêm" goes on; anything else begins at the beginning."""
    found = _PLACE.fullmatch(request.GET.get("sau", ""))
    return Place(int(found[1]), int(found[2])) if found else None
