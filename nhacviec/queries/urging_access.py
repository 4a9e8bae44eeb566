"""The gate for letters of urging, beside queries/access: who may know of which."""

from django.db.models import QuerySet
from django.http import Http404

from nhacviec.records.models import Urging
from nhacviec.rules.permissions import SEES_AGENCY, SEES_ALL, SEES_DRAFTS, Actor, Right
from nhacviec.rules.urging import UrgingState


def visible_urgings(actor: Actor) -> QuerySet[Urging]:
    """Drafts are the Office's; what was sent is also known to who answers for the agency it went to."""
    if actor.role in SEES_DRAFTS:
        return Urging.objects.all()
    sent = Urging.objects.exclude(sent_at=None)
    if actor.role in SEES_ALL:
        return sent
    return sent.filter(unit_id__in=actor.own_unit_ids) if actor.role in SEES_AGENCY else sent.none()


def urging_by_id(actor: Actor, urging_id: int) -> Urging:
    people = ("made_by", "sent_by", "answered_by", "withdrawn_by")
    urging = visible_urgings(actor).select_related("unit", *people).filter(pk=urging_id).first()
    if urging is None:
        raise Http404
    return urging


def urging_to_answer(actor: Actor, urging_id: int) -> Urging:
    """A letter that was sent to a unit of his own."""
    urging = urging_by_id(actor, urging_id)
    if not urging.was_sent or urging.unit_id not in actor.own_unit_ids:
        raise Http404
    return urging


def waiting_letters(actor: Actor) -> QuerySet[Urging]:
    """Letters that he is to answer for his unit, what is due first."""
    if not actor.has(Right.ANSWER_URGING):
        return Urging.objects.none()
    own = Urging.objects.filter(state=UrgingState.SENT, unit_id__in=actor.own_unit_ids)
    return own.order_by("reply_due_on", "id")
