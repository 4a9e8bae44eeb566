"""Numbers of submissions at the end of any day, and how long the stops of the way take. What was recorded
later changes no number of a day before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Aggregate, Avg, Count, IntegerField, Min, Q, QuerySet

from nhacviec.queries.submission_access import visible_standings, visible_submissions
from nhacviec.queries.submissions import CUTS, ENDED_ROWS, NOBODY, OPEN_ROWS, condition_of, standings_of
from nhacviec.records.models import Person, SubmissionStanding, SubmissionStop, Unit
from nhacviec.rules.periods import Window
from nhacviec.rules.permissions import SEES_ALL, Actor
from nhacviec.rules.submissions import RUNNING, Spread, Stop, SubmissionCounts, SubmissionNumber
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.words_submissions import NOBODY as NOBODY_WORDS

TIMED: tuple[Stop, ...] = (*(stop for stop in Stop if stop in RUNNING), Stop.SUPPLEMENT)


class NineInTen(Aggregate):
    """The nearest-rank 90th percentile, as rules/submissions.spread."""

    template = "percentile_disc(0.9) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = IntegerField()


def counts(actor: Actor, *, day: date, window: Window | None = None) -> SubmissionCounts:
    return counts_by(actor, "", day=day, window=window).get(NOBODY, SubmissionCounts())


def open_counts(actor: Actor, *, day: date) -> SubmissionCounts:
    """Only of what is open: cheap enough for every list."""
    return _of_both(_open(standings_of(actor, day), "", day)[NOBODY], {}, day)


def _open(rows: QuerySet[SubmissionStanding], cut: str, day: date) -> dict[int, Mapping[str, Any]]:
    return _grouped(
        rows.filter(OPEN_ROWS),
        cut,
        open=Count("pk"),
        overdue=Count("pk", filter=condition_of(SubmissionNumber.OVERDUE, day)),
        supplement=Count("pk", filter=condition_of(SubmissionNumber.SUPPLEMENT, day)),
        oldest=Min("due_on"),
    )


def counts_by(
    actor: Actor, cut: str, *, day: date, window: Window | None = None
) -> dict[int, SubmissionCounts]:
    """By id of the cut, NOBODY where nobody has it; "" is all of it under NOBODY. What ended is counted by
    the day on which it ended, in the window if there is one."""
    rows = standings_of(actor, day)
    now_open = _open(rows, cut, day)
    over = rows.filter(ENDED_ROWS)
    if window is not None:
        over = over.filter(closed_on__gte=window.first, closed_on__lte=window.last)
    ended = _grouped(
        over,
        cut,
        in_time=Count("pk", filter=condition_of(SubmissionNumber.ANSWERED_IN_TIME, day)),
        late=Count("pk", filter=condition_of(SubmissionNumber.ANSWERED_LATE, day)),
        otherwise=Count("pk", filter=condition_of(SubmissionNumber.ENDED_OTHERWISE, day)),
    )
    return {
        pk: _of_both(now_open.get(pk, {}), ended.get(pk, {}), day) for pk in now_open.keys() | ended.keys()
    }


def _of_both(now_open: Mapping[str, Any], ended: Mapping[str, Any], day: date) -> SubmissionCounts:
    oldest = now_open.get("oldest")
    return SubmissionCounts(
        open=now_open.get("open", 0),
        overdue=now_open.get("overdue", 0),
        supplement=now_open.get("supplement", 0),
        answered_in_time=ended.get("in_time", 0),
        answered_late=ended.get("late", 0),
        ended_otherwise=ended.get("otherwise", 0),
        longest=max(0, (day - oldest).days) if oldest else 0,
    )


def _grouped(rows: QuerySet[SubmissionStanding], cut: str, **numbers: Any) -> dict[int, Mapping[str, Any]]:
    if not cut:
        return {NOBODY: rows.aggregate(**numbers)}
    column = f"{CUTS[cut]}_id"
    return {row[column] or NOBODY: row for row in rows.order_by().values(column).annotate(**numbers)}


def names_of(cut: str, ids: Mapping[int, object]) -> dict[int, str]:
    """Of those that are counted; NOBODY is left to the page."""
    found: dict[int, str] = {}
    if CUTS[cut] in ("unit", "division"):
        for unit in Unit.objects.filter(pk__in=list(ids)):
            found[unit.pk] = unit.label
    else:
        found = dict(Person.objects.filter(pk__in=list(ids)).values_list("pk", "full_name"))
    return found


def name_of(actor: Actor, cut: str, pk: int) -> str:
    """Of whom an address names. An agency is told the names of those who have files of its own; an address is
    no way to learn who else there is."""
    if pk == NOBODY:
        return NOBODY_WORDS[cut]
    if actor.role in SEES_ALL or visible_standings(actor).filter(**{CUTS[cut]: pk}).exists():
        return names_of(cut, {pk: None}).get(pk, f"#{pk}")
    return f"#{pk}"


@dataclass(frozen=True)
class OverdueDays:
    days: int
    count: int


def overdue_by_days(actor: Actor, *, day: date) -> list[OverdueDays]:
    """How many are overdue by exactly so many days, the fewest days first."""
    rows = standings_of(actor, day).filter(condition_of(SubmissionNumber.OVERDUE, day))
    counted = rows.order_by().values_list("due_on").annotate(n=Count("pk"))
    found = [OverdueDays((day - due_on).days, n) for due_on, n in counted if due_on]
    return sorted(found, key=lambda row: row.days)


def spreads(actor: Actor, *, day: date, window: Window | None = None) -> dict[Stop, Spread]:
    """Working days that stops took which ended by that day (in the window), as was known then."""
    end_of_day = datetime.combine(day + timedelta(days=1), time.min, tzinfo=LOCAL_ZONE)
    ended = SubmissionStop.objects.filter(
        Q(ended_at__lt=end_of_day), stop__in=[stop.value for stop in TIMED], ended_on__lte=day
    )
    if window is not None:
        ended = ended.filter(ended_on__gte=window.first, ended_on__lte=window.last)
    if actor.role not in SEES_ALL:
        ended = ended.filter(submission__in=visible_submissions(actor))
    rows = ended.order_by().values("stop").annotate(
        n=Count("pk"), average=Avg("working_days"), p90=NineInTen("working_days")
    )  # fmt: skip
    found = {row["stop"]: Spread(row["n"], float(row["average"]), row["p90"]) for row in rows}
    return {stop: found.get(stop.value, Spread()) for stop in TIMED}
