"""Numbers of submissions at the end of any day, and how long the stops of the way take. What was recorded
later changes no number of a day before."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Count, Min, QuerySet, Value

from nhacviec.queries.kept_statements import MOST_KEPT, Among, Given, Kept, keep, named_actor, values_of
from nhacviec.queries.month_ends import begun_with
from nhacviec.queries.rows_by_id import rows_by_id
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
from nhacviec.rules.permissions import SEES_ALL, Actor, Role
from nhacviec.rules.submissions import RUNNING, Spread, Stop, SubmissionCounts, SubmissionNumber
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.words_submissions import NOBODY as NOBODY_WORDS

TIMED: tuple[Stop, ...] = (*(stop for stop in Stop if stop in RUNNING), Stop.SUPPLEMENT)


def counts(actor: Actor, *, day: date, window: Window | None = None) -> SubmissionCounts:
    return total_of(counts_by(actor, "phong", day=day, window=window))


def total_of(found: Mapping[int, SubmissionCounts]) -> SubmissionCounts:
    """Of `counts_by`, whatever it is cut by: every submission is in exactly one of its lines."""
    return sum(found.values(), SubmissionCounts())


def open_counts(actor: Actor, *, day: date, unit_ids: Sequence[int] | None = None) -> SubmissionCounts:
    """Only of what is open: cheap enough for every list. `unit_ids`: submitted by one of these."""
    return total_of(_open(actor, "", day, unit_ids))


def _open(
    actor: Actor, cut: str, day: date, unit_ids: Sequence[int] | None = None
) -> dict[int, SubmissionCounts]:
    kept = _open_rows(actor.role, len(actor.own_unit_ids), cut, unit_ids is not None)
    values = values_of(actor) | {"day": day, "units": list(unit_ids or ())}
    found: dict[int, SubmissionCounts] = defaultdict(SubmissionCounts)
    for pk, many, overdue, supplement, oldest in kept.ask(values):
        longest = max(0, (day - oldest).days) if oldest else 0
        found[pk or NOBODY] += SubmissionCounts(many, overdue, supplement, longest=longest)
    return {pk if cut else NOBODY: numbers for pk, numbers in found.items()}


@lru_cache(maxsize=MOST_KEPT)
def _open_rows(role: Role, own_units: int, cut: str, of_units: bool) -> Kept:
    """Two lines of each: what still holds, and what has changed since."""
    day, parts = Given("day"), []
    for arm in arms_of(named_actor(role, own_units), day):
        rows = arm.filter(Among("unit_id", Given("units"))) if of_units else arm
        numbers = _cut(rows.filter(OPEN_ROWS), cut).annotate(
            open=Count("stop"),
            overdue=Count("stop", filter=condition_of(SubmissionNumber.OVERDUE, day)),
            supplement=Count("stop", filter=condition_of(SubmissionNumber.SUPPLEMENT, day)),
            oldest=Min("due_on"),
        )
        parts.append(numbers)
    return keep(parts[0].union(*parts[1:], all=True), planned_once=of_units)


def _cut(rows: QuerySet[SubmissionStanding], cut: str) -> QuerySet[SubmissionStanding, Any]:
    """Grouped; uncut by what all of them have in common."""
    return rows.order_by().values_list(f"{CUTS[cut]}_id" if cut else "direction")


def counts_by(
    actor: Actor, cut: str, *, day: date, window: Window | None = None
) -> dict[int, SubmissionCounts]:
    """By id of the cut, NOBODY where nobody has it; "" is all of it under NOBODY. What ended is counted by
    the day on which it ended, in the window if there is one."""
    now_open = _open(actor, cut, day)
    ended = _ended(actor, cut, day, window)
    nothing = SubmissionCounts()
    return {pk: now_open.get(pk, nothing) + ended.get(pk, nothing) for pk in now_open.keys() | ended.keys()}


def _ended(actor: Actor, cut: str, day: date, window: Window | None) -> dict[int, SubmissionCounts]:
    """Of all that ever ended, from where the last month ended."""
    begun = None
    if window is None and actor.role in SEES_ALL:
        begun = begun_with("submission", CUTS.get(cut, "division"), day=day)
    found: dict[int, SubmissionCounts] = defaultdict(SubmissionCounts)
    if begun is None:
        over = standings_of(actor, day).filter(ENDED_ROWS)
        if window is not None:
            over = over.filter(closed_on__gte=window.first, closed_on__lte=window.last)
        for pk, *numbers in _by_ending(over, cut):
            found[pk or NOBODY] += _of_ended(*numbers)
    else:
        for pk, row in begun.rows.items():
            found[pk] += _of_ended(row.in_time, row.late, row.other)
        kept = _ended_since(actor.role, len(actor.own_unit_ids), cut)
        for pk, in_time, late, other, sign in kept.ask(values_of(actor) | {"day": day, "month": begun.month}):
            found[pk or NOBODY] += _of_ended(sign * in_time, sign * late, sign * other)
    if not cut:
        return {NOBODY: total_of(found)}
    return {pk: numbers for pk, numbers in found.items() if numbers.answered or numbers.ended_otherwise}


def _of_ended(in_time: int, late: int, other: int) -> SubmissionCounts:
    return SubmissionCounts(answered_in_time=in_time, answered_late=late, ended_otherwise=other)


@lru_cache(maxsize=MOST_KEPT)
def _ended_since(role: Role, own_units: int, cut: str) -> Kept:
    """What ended since the month began, and (sign -1) what had ended before and was open again."""
    actor, given = named_actor(role, own_units), (Given("month"), Given("day"))
    ended, reopened = ended_since(actor, *given), reopened_since(actor, *given)
    plus, minus = (
        _by_ending(rows, cut).annotate(sign=Value(sign)) for rows, sign in ((ended, 1), (reopened, -1))
    )
    return keep(plus.union(minus, all=True))


def _by_ending(rows: QuerySet[SubmissionStanding], cut: str) -> QuerySet[SubmissionStanding, Any]:
    endings = (
        SubmissionNumber.ANSWERED_IN_TIME,
        SubmissionNumber.ANSWERED_LATE,
        SubmissionNumber.ENDED_OTHERWISE,
    )
    in_time, late, other = (Count("stop", filter=condition_of(number, None)) for number in endings)
    return _cut(rows, cut).annotate(in_time=in_time, late=late, other=other)


def names_of(cut: str, ids: Mapping[int, object]) -> dict[int, str]:
    """Of those that are counted; NOBODY is left to the page."""
    found: dict[int, str] = {}
    if CUTS[cut] in ("unit", "division"):
        for pk, name, short in rows_by_id(Unit, ids, "name", "short_name"):
            found[pk] = short or name
    else:
        found = dict(rows_by_id(Person, ids, "full_name"))
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
    found: Counter[int] = Counter()
    kept = _overdue_days(actor.role, len(actor.own_unit_ids))
    for due_on, many in kept.ask(values_of(actor) | {"day": day}):
        found[(day - due_on).days] += many
    return [OverdueDays(days, found[days]) for days in sorted(found)]


@lru_cache(maxsize=MOST_KEPT)
def _overdue_days(role: Role, own_units: int) -> Kept:
    day = Given("day")
    late = condition_of(SubmissionNumber.OVERDUE, day)
    arms = [arm.filter(late) for arm in arms_of(named_actor(role, own_units), day)]
    first, *others = [arm.order_by().values_list("due_on").annotate(n=Count("stop")) for arm in arms]
    return keep(first.union(*others, all=True))


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
