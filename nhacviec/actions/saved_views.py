"""Filters that somebody named, for himself or for everybody of a role.

A private view is a preference and leaves no line; who shared which list with whom does.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from nhacviec.actions.recording import record
from nhacviec.records.models import Person, SavedView
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor, Right, Role

MOST_VIEWS = 40  # of one person
LONGEST_QUERY = 2000


@transaction.atomic
def save_view(
    *, actor: Actor, name: str, query: str, shared_with: str, now: datetime, view: SavedView | None = None
) -> SavedView:
    """A new view, or an old one renamed, refilled or shared anew. `query`: a canonical address.

    MoveNotAllowed: view_name_taken, view_not_shared, too_many_views, view_too_long."""
    if shared_with and (not actor.has(Right.SHARE_VIEWS) or Role(shared_with) is Role.ADMINISTRATOR):
        raise MoveNotAllowed("view_not_shared")
    if len(query) > LONGEST_QUERY:
        raise MoveNotAllowed("view_too_long")
    Person.objects.select_for_update().get(pk=actor.person_id)  # two tabs save one after the other
    own = SavedView.objects.filter(owner_id=actor.person_id)
    if own.filter(name=name).exclude(pk=view.pk if view else 0).exists():
        raise MoveNotAllowed("view_name_taken", name=name)
    if view is None:
        if own.count() >= MOST_VIEWS:
            raise MoveNotAllowed("too_many_views", limit=MOST_VIEWS)
        last = own.aggregate(last=Max("position"))["last"] or 0
        view = SavedView(owner_id=actor.person_id, position=last + 1, created_at=now)
    before = _as_recorded(view)
    view.name, view.query, view.shared_with = name, query, shared_with
    view.save()
    after = _as_recorded(view)
    if before != after and (before or after):
        name_of_event = EventName.VIEW_SHARED if after else EventName.VIEW_UNSHARED
        record(name_of_event, actor=actor, now=now, before=before, after=after)
    return view


@transaction.atomic
def delete_view(*, actor: Actor, view: SavedView, now: datetime) -> None:
    before = _as_recorded(view)
    view.delete()
    if before:
        record(EventName.VIEW_UNSHARED, actor=actor, now=now, before=before)


@transaction.atomic
def move_view(*, actor: Actor, view: SavedView, up: bool) -> None:
    """One place towards the front or the end of one's own tabs."""
    Person.objects.select_for_update().get(pk=actor.person_id)
    views = list(SavedView.objects.filter(owner_id=actor.person_id).order_by("position", "name", "id"))
    here = next(place for place, own in enumerate(views) if own.pk == view.pk)
    there = min(max(here + (-1 if up else 1), 0), len(views) - 1)
    views.insert(there, views.pop(here))
    for place, own in enumerate(views, start=1):
        own.position = place
    SavedView.objects.bulk_update(views, ["position"])


def _as_recorded(view: SavedView) -> dict[str, str]:
    """What others are shown of a view; nothing while it is private."""
    if not view.shared_with:
        return {}
    return {"name": view.name, "query": view.query, "shared_with": view.shared_with}
