"""Which saved filters a person sees as tabs, and which are his to change; how his lists look."""

from functools import cache
from typing import Any, NamedTuple

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404

from nhacviec.queries.kept_statements import Given, Kept, keep
from nhacviec.records.models import ListLayout, SavedView
from nhacviec.rules.permissions import Actor


class Tab(NamedTuple):
    """A saved filter as its tab shows it; asked by every list, so as plain values."""

    pk: int
    owner_id: int
    owner_name: str
    name: str
    query: str
    shared_with: str


def views_for(actor: Actor) -> list[Tab]:
    """His own first, in his order; then what is shared with everybody of the role he acts in."""
    return [Tab(*row) for row in _tabs().ask({"self": actor.person_id, "role": actor.role.value})]


@cache
def _tabs() -> Kept:
    me = Given("self")
    shared = Q(shared_with=Given("role"), owner__is_active=True)
    place = Case(When(owner_id=me, then=Value(0)), default=Value(1))
    rows: Any = SavedView.objects.filter(Q(owner_id=me) | shared).order_by(place, "position", "name", "id")
    shown = rows.values_list("pk", "owner_id", "owner__full_name", "name", "query", "shared_with")
    return keep(shown, planned_once=True)


def layout_for(person_id: int, page: str) -> tuple[list[str], bool]:
    """The columns of a list that this person chose ([]: the standard ones), and whether it is dense."""
    found = _layouts().ask({"self": person_id, "page": page})
    return found[0] if found else ([], True)


@cache
def _layouts() -> Kept:
    rows = ListLayout.objects.filter(person_id=Given("self"), page=Given("page"))
    return keep(rows.order_by().values_list("columns", "is_dense"), planned_once=True)


def own_views(actor: Actor) -> QuerySet[SavedView]:
    return SavedView.objects.filter(owner_id=actor.person_id)


def own_view(actor: Actor, view_id: int) -> SavedView:
    """404 for somebody else's, the same as for one that does not exist."""
    view = own_views(actor).filter(pk=view_id).first()
    if view is None:
        raise Http404
    return view
