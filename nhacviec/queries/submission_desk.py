"""Submissions that lie on somebody's own desk: what he is to pass on, appraise, decide or supplement."""

from django.db.models import F, Q, QuerySet

from nhacviec.queries.submission_access import visible_submissions
from nhacviec.records.models import Submission
from nhacviec.rules.permissions import AGENCY_ROLES, Actor, Role
from nhacviec.rules.submissions import RUNNING, Stop

_WITH_DIVISION = sorted(stop.value for stop in RUNNING - {Stop.ARRIVED, Stop.DECISION})


def on_desk(actor: Actor) -> QuerySet[Submission]:
    """What is due first; what has no due day (with the agency) last."""
    rows = visible_submissions(actor).select_related("unit", "division", "officer", "leader")
    return rows.filter(_waits_for(actor)).order_by(F("due_on").asc(nulls_last=True), "id")


def _waits_for(actor: Actor) -> Q:
    if actor.role in AGENCY_ROLES:
        return Q(stop=Stop.SUPPLEMENT)
    before_him = Q(stop=Stop.DECISION, leader=actor.self_id)
    if actor.role is Role.RECORDS_CLERK:
        return Q(stop=Stop.ARRIVED)
    if actor.role in (Role.COMMITTEE_LEADER, Role.OFFICE_LEADER):
        return before_him
    if actor.role not in (Role.OFFICE_SPECIALIST, Role.DIVISION_HEAD):
        return Q(pk__in=[])
    unnamed = Q(officer=None, division__in=sorted(actor.own_unit_ids))
    return before_him | (Q(stop__in=_WITH_DIVISION) & (Q(officer=actor.self_id) | unnamed))
