"""Lists of assignments: one filter, for the page, Excel and the API alike."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Exists, OuterRef, QuerySet

from nhacviec.queries.access import own_assignments, visible_assignments
from nhacviec.queries.clock import Moment
from nhacviec.queries.filter_names import Settled, settle
from nhacviec.queries.inbox import heads_of, looked_after
from nhacviec.queries.task_filter import condition
from nhacviec.records.models import Assignment, Unit
from nhacviec.rules.filter_address import Problem, Question
from nhacviec.rules.list_columns import Column
from nhacviec.rules.permissions import AGENCY_ROLES, Actor
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.statistics import CountingRules
from nhacviec.rules.task_filter import Filter

__all__ = ["Filter", "assignments", "base", "for_rows", "question"]


def question(asked: Question, actor: Actor, at: Moment, *, policy: PolicySet) -> Settled:
    """The filter of an address with everything that is wrong with it, for this reader and this moment.

    Whoever answers it (page, Excel, API) answers nothing while there are problems."""
    found = settle(asked.filter, actor, at.today)
    wanted, wrong = found.filter, [*asked.problems, *found.problems]
    heads = heads_of(actor, ext_approver=policy.ext_approver, confirm_role=policy.confirm_role)
    if wanted.head and wanted.head not in {head.key for head in heads}:
        wrong.append(Problem("nhom", "not_your_head"))
    # A past day and a report period are read from the standings of that day, not from the live rows.
    if wanted.as_of not in (None, at.today):
        wrong.append(Problem("tinh-den", "not_of_past"))
    if wanted.period:
        wrong.append(Problem("ky", "not_of_past"))
    return replace(found, problems=tuple(wrong))


def base(
    actor: Actor, wanted: Filter, at: Moment, *, ext_approver: str, confirm_role: str = "monitor"
) -> QuerySet[Assignment]:
    """What this person may see, of which the filter takes some: an agency's own duties, and when it asks for
    them the other units' duties in its tasks; for the Office everything."""
    if wanted.head:
        heads = heads_of(actor, ext_approver=ext_approver, confirm_role=confirm_role)
        head = next((head for head in heads if head.key == wanted.head), None)
        return looked_after(actor).filter(head.condition(at)) if head else Assignment.objects.none()
    if actor.role in AGENCY_ROLES and not wanted.parties:
        return _of_one_unit(own_assignments(actor), actor)
    return visible_assignments(actor)


def _of_one_unit(rows: QuerySet[Assignment], actor: Actor) -> QuerySet[Assignment]:
    """Of an agency's many units mostly one alone ever gets duties: said so, its rows come in their order from
    the index, where those of several units would have to be sorted."""
    if len(actor.own_unit_ids) < 2:
        return rows
    busy = Unit.objects.filter(Exists(Assignment.objects.filter(unit=OuterRef("pk"))))
    ids = list(busy.filter(pk__in=actor.own_unit_ids).order_by().values_list("pk", flat=True)[:2])
    return rows.filter(unit_id=ids[0]) if len(ids) == 1 else rows


def assignments(actor: Actor, wanted: Filter, at: Moment, *, policy: PolicySet) -> QuerySet[Assignment]:
    """The rows of a settled filter (queries/filter_names.settle) that this person may see, unordered.

    A past day (`wanted.as_of`) is not read from the live rows: see queries/statistics."""
    rows = base(actor, wanted, at, ext_approver=policy.ext_approver, confirm_role=policy.confirm_role)
    return rows.filter(condition(wanted, actor, at, CountingRules.of(policy)))


# What a column shows beyond the usual.
_SHOWS = {
    "linh-vuc": "field",
    "chuyen-vien": "specialist",
    "lanh-dao-vp": "office_leader",
    "lanh-dao-ubnd": "committee_leader",
    "co-quan-giao": "task__assigner",
}


def for_rows(rows: QuerySet[Assignment], columns: Iterable[Column] = ()) -> QuerySet[Assignment]:
    """With everything a row of a list shows, so that ten more rows cost no more queries."""
    more = [_SHOWS[column.key] for column in columns if column.key in _SHOWS]
    return rows.select_related(
        "task", "task__document", "task__document__issuer", "unit", "officer", "division", *more
    )
