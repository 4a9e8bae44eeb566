"""Việc của tôi: what waits for this person, by role, as counts that are links and one list under them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nhacviec.queries.documents import waiting_for_entry
from nhacviec.queries.inbox import MOST_COUNTED, Head, badge_of, counts, heads_of, own_duties, pressing
from nhacviec.queries.list_rows import list_rows_of
from nhacviec.queries.people import substitutions_of
from nhacviec.queries.urging_access import waiting_letters
from nhacviec.rules.permissions import Right, Role
from nhacviec.rules.words_inbox import HEADS, up_to
from nhacviec.screens.assignments.leader_home import province_view
from nhacviec.screens.assignments.rows import Row, rows_of
from nhacviec.screens.coordination.desk import waiting_requests
from nhacviec.screens.page.guard import signed_in
from nhacviec.screens.page.htmx import is_htmx, show
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions.desk import waiting_submissions

MOST_ROWS = 40
MOST_EACH = 5  # of one head on a page of ten seconds; the others are one tap away
MOST_OWN = 20
MOST_DOCUMENTS = 10
HOT = frozenset({"moi-tre", "qua-han", "theo-doi-moi-tre", "theo-doi-qua-han"})


# What stands above the agencies on the page of a leader of the Committee.
NEWLY_LATE, TO_DECIDE = frozenset({"theo-doi-moi-tre"}), frozenset({"xin-gia-han", "giai-trinh"})


@dataclass(frozen=True)
class Group:
    """One head of the page with its rows."""

    key: str
    label: str
    count: int
    url: str
    rows: list[Row]

    @property
    def is_hot(self) -> bool:
        return self.count > 0 and self.key in HOT

    @property
    def told(self) -> str:
        """The count as shown: nobody counts beyond MOST_COUNTED."""
        return up_to(self.count, MOST_COUNTED)


@signed_in
def home(request: OfficeRequest) -> HttpResponse:
    if not request.posts:
        return render(request, "home/no_post.html")
    if not request.actor.has(Right.READ_TASKS):
        return render(request, "home/administrator.html")
    policy = request.office.policy
    heads = heads_of(request.actor, ext_approver=policy.ext_approver, confirm_role=policy.confirm_role)
    shown, own = groups(request, heads)
    leads = request.actor.role is Role.COMMITTEE_LEADER and not is_htmx(request)
    context: dict[str, Any] = {
        "province": province_view(request) if leads else None,
        "groups": shown,
        "moved": is_htmx(request),  # a step in a row: the counts outside of the heads move too
        "substitutions": substitutions_of(request.user, request.today),
        "documents": waiting_for_entry(request.actor, request.office.policy)[:MOST_DOCUMENTS],
        "letters": waiting_letters(request.actor)[:MOST_DOCUMENTS],
        "requests": [] if leads else waiting_requests(request),  # nothing of it is a leader's to settle
        "newly_late": _of(shown, NEWLY_LATE) if leads else [],
        "to_decide": _of(shown, TO_DECIDE) if leads else [],
        "lists": _but(shown, NEWLY_LATE | TO_DECIDE) if leads else shown,
        "any_rows": any(group.rows for group in shown),
        "submissions": waiting_submissions(request),
        "own_duties": own,
    }
    return show(request, "home/home.html", context, part="counts")


def groups(request: OfficeRequest, heads: tuple[Head, ...]) -> tuple[list[Group], list[Row]]:
    """Every head with its count and the rows of the most pressing ones; and what the division of this person
    has to do itself. Asked for by htmx, after a step, only the counts are shown."""
    at, actor = request.office.moment, request.actor
    numbers = counts(actor, heads, at)
    request.waiting = badge_of(heads, numbers)
    under: dict[int, list[int]] = {}
    own: list[int] = []
    if not is_htmx(request):
        each = MOST_EACH if actor.role is Role.COMMITTEE_LEADER else None
        under = pressing(actor, heads, at, most=MOST_ROWS, each=each, counted=numbers)
        own = own_duties(actor, most=MOST_OWN)
    rows = _rows(request, [*own, *(pk for ids in under.values() for pk in ids)])
    found = [
        Group(
            key=head.key,
            label=HEADS[head.key],
            count=numbers[head.key],
            url=f"{reverse('assignments.index')}?nhom={head.key}",
            rows=[rows[pk] for pk in under.get(index, []) if pk in rows],
        )
        for index, head in enumerate(heads)
    ]
    return found, [rows[pk] for pk in own if pk in rows]


def _of(shown: list[Group], keys: frozenset[str]) -> list[Group]:
    return [group for group in shown if group.key in keys and group.count]


def _but(shown: list[Group], keys: frozenset[str]) -> list[Group]:
    return [group for group in shown if group.key not in keys]


def _rows(request: OfficeRequest, ids: list[int]) -> dict[int, Row]:
    return {row.duty.id: row for row in rows_of(request, list_rows_of(ids).values())}
