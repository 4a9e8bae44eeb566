"""The standings of a day: counted one by one, and the rows behind every number."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.kept_statements import Given, Kept, keep
from nhacviec.records.models import Standing
from nhacviec.records.models.standing import READ_DIFFERENTLY
from nhacviec.rules import statistics
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.periods import Window
from nhacviec.rules.statistics import CLASSES, FOREVER, Basis, CountingRules, Counts, Number
from nhacviec.rules.timeliness import Timeliness

_Kind = statistics.Standing
CLOSED_KINDS = (_Kind.ANSWERED, _Kind.COMPLETED, _Kind.CANCELLED)
_DONE = Q(kind__in=[_Kind.ANSWERED, _Kind.COMPLETED])
_OUTCOMES = {
    Number.EARLY: Timeliness.EARLY,
    Number.ON_TIME: Timeliness.ON_TIME,
    Number.LATE: Timeliness.LATE,
    Number.DONE_NO_DEADLINE: Timeliness.DONE_NO_DEADLINE,
}
_BY_KIND = {
    Number.SUSPENDED: _Kind.SUSPENDED,
    Number.RETURNED: _Kind.RETURNED,
    Number.CANCELLED: _Kind.CANCELLED,
}


def standings(scope: Scope, as_of: AsOf, *, duty: Duty, window: Window | None = None) -> QuerySet[Standing]:
    """How each assignment of the scope stood on that day, one row each."""
    rows = Standing.objects.filter(
        **{f"{as_of.begins}__lte": as_of.day, f"{as_of.ends}__gt": as_of.day}, duty=duty.value
    )
    if scope.column:
        rows = rows.filter(**{f"{scope.column}__in": scope.ids})
    if scope.within:
        rows = rows.filter(unit__in=scope.within)
    return rows.filter(_in_window(window, as_of)) if window else rows


def _in_window(window: Window, as_of: AsOf) -> Q:
    """Assigned within it, or carried over: assigned before it and not closed when it began.

    A standing that lasts since before the window tells itself what was so on its eve; only one that began
    later asks for the one before it."""
    eve = replace(as_of, day=window.first - timedelta(days=1))
    was_closed = Q(assignment__in=changed_since(eve, as_of))  # few: read first, so that nobody joins all
    still_open = Q(**{f"{as_of.begins}__lte": eve.day}) & ~Q(kind__in=CLOSED_KINDS)
    since = Q(**{f"{as_of.begins}__gt": eve.day})
    within = Q(assigned_on__gte=window.first)
    return Q(assigned_on__lte=window.last) & (still_open | (since & (within | ~was_closed)))


def changed(eve: AsOf, until: AsOf) -> QuerySet[Standing]:
    """The assignments that were closed on the eve of a window and stand otherwise by its end: confirmed
    since, reopened, corrected. Few: those that waited on that day, and what was opened again."""
    return Standing.objects.filter(
        **{f"{eve.ends}__gt": eve.day, f"{eve.ends}__lte": until.day, f"{eve.begins}__lte": eve.day},
        **{f"{eve.ends}__lt": FOREVER},  # said for the index that holds nothing else
        kind__in=CLOSED_KINDS,
    ).order_by()


def changed_since(eve: AsOf, until: AsOf) -> list[int]:
    """Their ids."""
    return list(changed(eve, until).values_list("assignment_id", flat=True))


def read_differently(as_of: AsOf) -> Q:
    """Of the standings of a day those that are not so in its other reading: recorded late or corrected. The
    other reading has another standing of the same duty instead."""
    other = as_of.read(as_of.reading.other)
    return READ_DIFFERENTLY & ~Q(**{f"{other.begins}__lte": as_of.day, f"{other.ends}__gt": as_of.day})


def due_column(basis: Basis) -> str:
    return "due_on" if basis is Basis.CURRENT else "original_due_on"


def past(as_of: AsOf, basis: Basis) -> Q:
    """The deadline one measures by has passed on that day, its hour too."""
    due = due_column(basis)
    # One range of days, then the hour: an index answers that without a visit to the table.
    before = Q(**{f"{due}__lt": as_of.day}) | _past_hour(as_of, due)
    return Q(**{f"{due}__lte": as_of.day}) & before


def behind(number: Number, as_of: AsOf, rules: CountingRules) -> Q:
    """The condition on a day's standings for one number; classes exclude each other."""
    due, unanswered = due_column(rules.basis), Q(kind=_Kind.UNANSWERED)
    if number in _OUTCOMES:
        outcome = "outcome" if rules.basis is Basis.CURRENT else "outcome_original"
        return _DONE & Q(**{outcome: _OUTCOMES[number]})
    if number in _BY_KIND:
        return Q(kind=_BY_KIND[number])
    if number is Number.OVERDUE:
        return unanswered & past(as_of, rules.basis)
    if number is Number.NO_DEADLINE:
        return unanswered & Q(**{due: None})
    if number is Number.DUE_SOON:
        within = Q(**{f"{due}__gte": as_of.day, f"{due}__lte": as_of.soon})
        return unanswered & within & ~_past_hour(as_of, due)
    if number is Number.ON_TRACK:
        return unanswered & Q(**{f"{due}__gt": as_of.soon})
    if number is Number.WAITING:
        return Q(kind=_Kind.ANSWERED)
    if number is Number.EXTENDED:
        return Q(is_extended=True) & ~Q(kind=_Kind.CANCELLED)
    if number is Number.ANSWERED:
        return _DONE
    if number is Number.UNANSWERED:
        return Q(kind__in=[_Kind.UNANSWERED, _Kind.SUSPENDED])
    return ~Q(kind__in=list(_left_out(rules)))  # assigned


def _past_hour(as_of: AsOf, due: str) -> Q:
    """Due on that very day at an hour that has passed. (due_hour may be empty: no comparison with NULL.)"""
    on_the_day = Q(**{due: as_of.day}) & Q(due_on=as_of.day)
    return on_the_day & Q(due_hour__isnull=False, due_hour__lt=as_of.hour)


def _left_out(rules: CountingRules) -> Iterable[str]:
    if not rules.count_returned:
        yield _Kind.RETURNED
    if not rules.count_cancelled:
        yield _Kind.CANCELLED


def count(rows: QuerySet[Standing], as_of: AsOf, rules: CountingRules) -> Counts:
    """Every number of these standings, counted in one scan."""
    return Counts(**rows.order_by().aggregate(**_aggregates(as_of, rules)))


def count_by(rows: QuerySet[Standing], column: str, as_of: AsOf, rules: CountingRules) -> dict[int, Counts]:
    """The same for each value of a column."""
    counted = rows.order_by().values(column).annotate(**_aggregates(as_of, rules))
    return {row.pop(column): Counts(**row) for row in counted if row[column] is not None}


def _aggregates(as_of: AsOf, rules: CountingRules) -> dict[str, Any]:
    numbers = (*CLASSES, Number.WAITING, Number.EXTENDED)
    return {n.name.lower(): Count("pk", filter=behind(n, as_of, rules)) for n in numbers}


def overdue_days(rows: QuerySet[Standing], as_of: AsOf, rules: CountingRules) -> Kept:
    """How many (a statement, of `day` and `most`) are overdue by exactly how many calendar days (0: since an
    hour of that day), fewest first; `most`: only so many groups."""
    late = rows.filter(behind(Number.OVERDUE, as_of, rules)).order_by()
    counted = keep(late.values_list(due_column(rules.basis)).annotate(n=Count("*")))
    if not counted.sql:
        return counted
    # OFFSET 0: count first, then order; walking the days backwards to save the sort costs far more.
    days = f"SELECT %s - due, n FROM ({counted.sql} OFFSET 0) AS days (due, n) ORDER BY due DESC LIMIT %s"
    return Kept(days, [Given("day"), *counted.places, Given("most")])
