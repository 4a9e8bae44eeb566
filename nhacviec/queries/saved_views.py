"""Which saved filters a person sees as tabs, and which are his to change."""

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404

from nhacviec.records.models import SavedView
from nhacviec.rules.permissions import Actor


def views_for(actor: Actor) -> QuerySet[SavedView]:
    """His own first, in his order; then what is shared with everybody of the role he acts in."""
    shared = Q(shared_with=actor.role.value, owner__is_active=True)
    place = Case(When(owner_id=actor.person_id, then=Value(0)), default=Value(1))
    rows = SavedView.objects.filter(Q(owner_id=actor.person_id) | shared).select_related("owner")
    return rows.order_by(place, "position", "name", "id")


def own_views(actor: Actor) -> QuerySet[SavedView]:
    return SavedView.objects.filter(owner_id=actor.person_id)


def own_view(actor: Actor, view_id: int) -> SavedView:
    """404 for somebody else's, the same as for one that does not exist."""
    view = own_views(actor).filter(pk=view_id).first()
    if view is None:
        raise Http404
    return view
