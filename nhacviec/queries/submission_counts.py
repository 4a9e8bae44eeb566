"""Numbers of submissions at the end of any day, and how long the stops of the way take. What was recorded
later changes no number of a day before."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet

from nhacviec.queries.month_ends import begun_with
from nhacviec.queries.submission_access import visible_standings, visible_submissions
from nhacviec.queries.submissions import (
    CUTS,
    ENDED_ROWS,
    NOBODY,
    OPEN_ROWS,
    arms_of,
    condition_of,
    ended_since,
    reopened_since,
    standings_of,
)
from nhacviec.records.models import Person, SubmissionStanding, SubmissionStop, Unit
from nhacviec.rules.periods import Window
from nhacviec.rules.permissions import SEES_ALL, Actor
from nhacviec.rules.submissions import RUNNING, Spread, Stop, SubmissionCounts, SubmissionNumber
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.words_submissions import NOBODY as NOBODY_WORDS

TIMED: tuple[Stop, ...] = (*(stop for stop in Stop if stop in RUNNING), Stop.SUPPLEMENT)


def counts(actor: Actor, *, day: date, window: Window | None = None) -> SubmissionCounts:
    return counts_by(actor, "", day=day, window=window).get(NOBODY, SubmissionCounts())


def open_counts(actor: Actor, *, day: date, unit_ids: Sequence[int] | None = None) -> SubmissionCounts:
    """Only of what is open: cheap enough for every list. `unit_ids`: submitted by one of these."""
    return _of_both(_open(actor, "", day, unit_ids).get(NOBODY, {}), {}, day)


def _open(
    actor: Actor, cut: str, day: date, unit_ids: Sequence[int] | None = None
) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for arm in arms_of(actor, day):
        rows = arm if unit_ids is None else arm.filter(unit__in=unit_ids)
        grouped = _grouped(
            rows.filter(OPEN_ROWS),
            cut,
            open=Count("stop"),
            overdue=Count("stop", filter=condition_of(SubmissionNumber.OVERDUE, day)),
            supplement=Count("stop", filter=condition_of(SubmissionNumber.SUPPLEMENT, day)),
            oldest=Min("due_on"),
        )
        for pk, numbers in grouped.items():
            found[pk] = _both(found[pk], numbers) if pk in found else numbers
    return found


def _both(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    oldest = [row["oldest"] for row in (one, other) if row["oldest"] is not None]
    summed = {name: one[name] + other[name] for name in ("open", "overdue", "supplement")}
    return summed | {"oldest": min(oldest, default=None)}


def counts_by(
    actor: Actor, cut: str, *, day: date, window: Window | None = None
) -> dict[int, SubmissionCounts]:
    """By id of the cut, NOBODY where nobody has it; "" is all of it under NOBODY. What ended is counted by
    the day on which it ended, in the window if there is one."""
    now_open = _open(actor, cut, day)
    ended = _ended(actor, cut, day, window)
    return {
        pk: _of_both(now_open.get(pk, {}), ended.get(pk, {}), day) for pk in now_open.keys() | ended.keys()
    }


def _ended(actor: Actor, cut: str, day: date, window: Window | None) -> dict[int, Mapping[str, int]]:
    """Of all that ever ended, from where the last month ended."""
    if window is not None or actor.role not in SEES_ALL:
        over = standings_of(actor, day).filter(ENDED_ROWS)
        if window is not None:
            over = over.filter(closed_on__gte=window.first, closed_on__lte=window.last)
        return _by_ending(over, cut, day)
    begun = begun_with("submission", CUTS.get(cut, "division"), day=day)
    if begun is None:
        return _by_ending(standings_of(actor, day).filter(ENDED_ROWS), cut, day)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for pk, row in begun.rows.items():
        counted = {"in_time": row.in_time, "late": row.late, "otherwise": row.other}
        found[pk if cut else NOBODY].update(counted)
    for pk, numbers in _by_ending(ended_since(actor, begun.month, day), cut, day).items():
        found[pk].update({name: numbers[name] for name in _ENDINGS})
    for pk, numbers in _by_ending(reopened_since(actor, begun.month, day), cut, day).items():
        found[pk].subtract({name: numbers[name] for name in _ENDINGS})
    return {pk: numbers for pk, numbers in found.items() if any(numbers.values())}


_ENDINGS = ("in_time", "late", "otherwise")


def _by_ending(rows: QuerySet[SubmissionStanding], cut: str, day: date) -> dict[int, Mapping[str, Any]]:
    return _grouped(
        rows,
        cut,
        in_time=Count("stop", filter=condition_of(SubmissionNumber.ANSWERED_IN_TIME, day)),
        late=Count("stop", filter=condition_of(SubmissionNumber.ANSWERED_LATE, day)),
        otherwise=Count("stop", filter=condition_of(SubmissionNumber.ENDED_OTHERWISE, day)),
    )


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
    late = condition_of(SubmissionNumber.OVERDUE, day)
    found: Counter[int] = Counter()
    for rows in arms_of(actor, day):
        counted = rows.filter(late).order_by().values_list("due_on").annotate(n=Count("stop"))
        found.update({(day - due_on).days: n for due_on, n in counted if due_on})
    return [OverdueDays(days, found[days]) for days in sorted(found)]


def spreads(actor: Actor, *, day: date, window: Window | None = None) -> dict[Stop, Spread]:
    """Working days that stops took which ended by that day (in the window), as was known then."""
    ended = SubmissionStop.objects.filter(
        ended_at__lt=_start_of(day + timedelta(days=1)),
        stop__in=[stop.value for stop in TIMED],
        ended_on__lte=day,
    )
    if window is not None:
        ended = ended.filter(ended_on__gte=window.first, ended_on__lte=window.last)
    if actor.role not in SEES_ALL:
        ended = ended.filter(submission__in=visible_submissions(actor))
    many: Counter[tuple[str, int]] = Counter()
    if window is None and actor.role in SEES_ALL and (begun := begun_with("stop", "", day=day)):
        ended = ended.filter(ended_at__gte=_start_of(begun.month))
        many.update({taken: row.in_time for taken, row in begun.rows.items()})
    rows = ended.order_by().values_list("stop", "working_days").annotate(n=Count("stop"))
    for stop, days, n in rows:
        many[stop, days or 0] += n
    return {stop: _spread({days: n for (of, days), n in many.items() if of == stop}) for stop in TIMED}


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LOCAL_ZONE)


def _spread(many: Mapping[int, int]) -> Spread:
    """As rules/submissions.spread, of how many took how many days."""
    count = sum(many.values())
    if not count:
        return Spread()
    average, reached = sum(days * n for days, n in many.items()) / count, 0
    for days in sorted(many):
        reached += many[days]
        if reached * 10 >= count * 9:
            break
    return Spread(count, average, days)
