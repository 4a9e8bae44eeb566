"""Việc của tôi: what waits for this person, by role, as counts that are links and one list under them."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nhacviec.queries.documents import waiting_for_entry
from nhacviec.queries.inbox import Head, counts, heads_of, looked_after, own_duties, pressing
from nhacviec.queries.people import substitutions_of
from nhacviec.queries.task_lists import for_rows
from nhacviec.rules.permissions import Right
from nhacviec.rules.words_inbox import HEADS
from nhacviec.screens.assignments.rows import Row, rows_of
from nhacviec.screens.page.guard import signed_in
from nhacviec.screens.page.htmx import is_htmx, show
from nhacviec.screens.page.request import OfficeRequest

MOST_ROWS = 40
MOST_DOCUMENTS = 10


@dataclass(frozen=True)
class Group:
    """One head of the page with its rows."""

    key: str
    label: str
    count: int
    url: str
    rows: list[Row]


@signed_in
def home(request: OfficeRequest) -> HttpResponse:
    if not request.posts:
        return render(request, "home/no_post.html")
    if not request.actor.has(Right.READ_TASKS):
        return render(request, "home/administrator.html")
    heads = heads_of(request.actor, ext_approver=request.office.policy.ext_approver)
    shown = groups(request, heads)
    context = {
        "groups": shown,
        "moved": is_htmx(request),  # a step in a row: the counts outside of the heads move too
        "substitutions": substitutions_of(request.user, request.today),
        "documents": waiting_for_entry(request.actor, request.office.policy)[:MOST_DOCUMENTS],
        "any_rows": any(group.rows for group in shown),
        "own_duties": rows_of(request, for_rows(own_duties(request.actor)).order_by("due_on", "id")[:20]),
    }
    return show(request, "home/home.html", context, part="counts")


def groups(request: OfficeRequest, heads: tuple[Head, ...]) -> list[Group]:
    """Every head with its count; the rows of the most pressing ones."""
    at, looked = request.office.moment, looked_after(request.actor)
    numbers = counts(looked, heads, at)
    shown: dict[int, list[Row]] = {}
    for row in rows_of(request, for_rows(pressing(looked, heads, at))[:MOST_ROWS]):
        shown.setdefault(row.assignment.head, []).append(row)  # type: ignore[attr-defined]
    return [
        Group(
            key=head.key,
            label=HEADS[head.key],
            count=numbers[head.key.replace("-", "_")],
            url=f"{reverse('assignments.index')}?nhom={head.key}",
            rows=shown.get(index, []),
        )
        for index, head in enumerate(heads)
    ]
