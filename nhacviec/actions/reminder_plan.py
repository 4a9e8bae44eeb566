"""When an assignment is reminded of next: kept beside the row, so that what is due is found at once.

`plan` is called in the transaction of every deed that matters (actions/recording). What moves many at once, a
new day, the calendar, a ladder, a policy, is noticed by `replan`, which goes through all of them in portions.
What was due and has not been told stays due: a plan never steps over a moment that nobody has looked at.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.db import connection, transaction

from nhacviec.queries.ladders import PlanRow, facts_of, ladders_on, plan_rows_by_id, situation_of, timing_on
from nhacviec.queries.policy import policy_on
from nhacviec.queries.send_hours import hours_on
from nhacviec.records.models import Assignment, CalendarDay, Ladder, NextReminder, Reminder, ReminderPlan
from nhacviec.rules.ladders import Ladder as RuleLadder
from nhacviec.rules.ladders import Ladders
from nhacviec.rules.lifecycle import WORKING, State
from nhacviec.rules.reminders import Firing, Planner, Situation, Timing
from nhacviec.rules.send_window import SendHours, SendWindow
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date

AT_ONCE = 2000
MOST_REMEMBERED = 20_000
KEEP_PASSES = 60
_REMINDED = (*sorted(WORKING), State.ANSWERED)
_OPEN = Assignment.objects.filter(state__in=_REMINDED)
_LOCK = 7_460_004  # of pg_advisory_xact_lock: any number nobody else uses
JUST_BEFORE = timedelta(microseconds=1)
# Where the assignment is still the one that was read; it is locked, so that it stays so. How many those are.
_WRITE = """
WITH still AS (
  SELECT new.id, new.moment
  FROM unnest(%s::bigint[], %s::integer[], %s::timestamptz[]) AS new (id, version, moment)
  JOIN records_assignment AS a ON a.id = new.id AND a.version = new.version
  ORDER BY a.id FOR NO KEY UPDATE OF a
), silent AS (
  DELETE FROM records_nextreminder AS n USING still WHERE n.assignment_id = still.id AND still.moment IS NULL
), written AS (
  INSERT INTO records_nextreminder (assignment_id, moment)
  SELECT id, moment FROM still WHERE moment IS NOT NULL ORDER BY id
  ON CONFLICT (assignment_id) DO UPDATE SET moment = excluded.moment
)
SELECT count(*) FROM still
"""


@dataclass(frozen=True)
class Rulebook:
    """What is in force on the day of a moment. `timing` has the hours of the province, `hours` all."""

    ladders: Ladders
    timing: Timing
    hours: SendHours

    def timing_in(self, window: SendWindow) -> Timing:
        return replace(self.timing, window=window)


def rules_at(now: datetime) -> Rulebook:
    today = local_date(now)
    timing = timing_on(today)
    return Rulebook(ladders_on(today), timing, hours_on(today, province=timing.window))


def begin_of_day(moment: datetime) -> datetime:
    return datetime.combine(local_date(moment), time.min, tzinfo=LOCAL_ZONE)


def waits_since(row: PlanRow, now: datetime) -> datetime | None:
    """From when on nobody has looked at what was due; None when nothing is due today or was before."""
    planned = row.next_reminder_at
    if planned is None or local_date(planned) > local_date(now):
        return None
    return begin_of_day(planned) - JUST_BEFORE


class Plans:
    """The next moments of many rows under the same rules, seen from `now`: each in the hours of its unit."""

    def __init__(self, rules: Rulebook, *, now: datetime) -> None:
        self._rules, self.now = rules, now
        self._planners: dict[tuple[SendWindow, datetime], Planner] = {}
        self._due: dict[tuple[SendWindow, datetime], Planner] = {}
        self._found: dict[tuple[object, ...], datetime | None] = {}

    def ladder_of(self, row: PlanRow) -> RuleLadder:
        return self._rules.ladders.for_duty(facts_of(row))

    def next_after(self, row: PlanRow, after: datetime) -> datetime | None:
        now_so = situation_of(row)
        return None if now_so.is_silent else self._next(row, now_so, after)

    def next(self, row: PlanRow) -> datetime | None:
        """Later than now, or what waits already."""
        return self.next_after(row, waits_since(row, self.now) or self.now)

    def due(self, row: PlanRow) -> list[Firing]:
        """What falls between the moment on the row and now."""
        assert row.next_reminder_at is not None
        since, window = begin_of_day(row.next_reminder_at) - JUST_BEFORE, self._rules.hours.of(row.unit_id)
        if (window, since) not in self._due:
            timing = self._rules.timing_in(window)
            self._due[window, since] = Planner(timing, after=since, until=self.now)
        several = self._due[window, since].by_step(self.ladder_of(row).steps, situation_of(row))
        return [firing for of_step in several for firing in of_step]

    def _next(self, row: PlanRow, now_so: Situation, after: datetime) -> datetime | None:
        """Thousands of duties were given on one day for one day: for these it is found once."""
        window = self._rules.hours.of(row.unit_id)
        of_its_kind = (window, after, facts_of(row), *now_so.since.items())
        if of_its_kind not in self._found:
            if len(self._found) >= MOST_REMEMBERED:
                self._found.clear()
            self._found[of_its_kind] = self._reckon(row, now_so, window, after)
        return self._found[of_its_kind]

    def _reckon(
        self, row: PlanRow, now_so: Situation, window: SendWindow, after: datetime
    ) -> datetime | None:
        if (window, after) not in self._planners:
            self._planners[window, after] = Planner(self._rules.timing_in(window), after=after)
        found = self._planners[window, after].next_firing(self.ladder_of(row).steps, now_so)
        return found.moment if found else None


def plan(ids: Iterable[int], *, now: datetime) -> None:
    """These assignments have just changed: note when each is reminded of next, or that it is silent."""
    ids = list(ids)
    if ids:
        plan_by(Plans(rules_at(now), now=now), ids)


def plan_by(plans: Plans, ids: list[int]) -> None:
    write_moments([(row, plans.next(row)) for row in plan_rows_by_id(ids)])


def write_moments(planned: Sequence[tuple[PlanRow, datetime | None]]) -> int:
    """Write what changed, where the row is still the one that was read; how many are not."""
    moved = [(row, moment) for row, moment in planned if row.next_reminder_at != moment]
    if not moved:
        return 0
    moved.sort(key=lambda pair: pair[0].id)
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            [[r.id for r, _ in moved], [r.version for r, _ in moved], [moment for _, moment in moved]],
        )
        return len(moved) - int(cursor.fetchone()[0])


def replan(*, now: datetime) -> int:
    """Reckon everything anew if the day, the calendar, a ladder or a policy is no longer what it was, or
    finish what was interrupted; how many assignments were looked at.

    One transaction for each portion, so that nobody waits for it and a worker that dies loses little."""
    looked_at = 0
    fingerprint = fingerprint_at(now)  # before the rules: what changes in between is noticed the next time
    plans, run = Plans(rules_at(now), now=now), _begin(fingerprint, now)
    while run is not None and (found := _portion(run, plans, now)) is not None:
        looked_at += found
    return looked_at


def is_stale(now: datetime) -> bool:
    """Whether `replan` has something to do."""
    last = ReminderPlan.objects.order_by("-id").first()
    return last is None or last.done_at is None or last.fingerprint != fingerprint_at(now)


def fingerprint_at(now: datetime) -> str:
    """Of everything that plans are made by, apart from the duties themselves."""
    today = local_date(now)
    policy = policy_on(today)
    days = CalendarDay.objects.order_by("date").values_list("date", "kind")
    ladders = Ladder.objects.filter(effective_from__lte=today).order_by("id").values_list("id", flat=True)
    own = sorted((unit, window.opens, window.closes) for unit, window in hours_on(today).own.items())
    said = [today, policy.send_hours, policy.remind_day_off, list(ladders), list(days), own]
    return hashlib.sha256(repr(said).encode()).hexdigest()


@transaction.atomic
def _begin(fingerprint: str, now: datetime) -> ReminderPlan | None:
    """The pass to go on with; None when the last one is done and still holds."""
    _alone()
    last = ReminderPlan.objects.order_by("-id").first()
    if last is None or last.fingerprint != fingerprint:
        last = ReminderPlan.objects.create(fingerprint=fingerprint, started_at=now)
        ReminderPlan.objects.filter(pk__lte=last.pk - KEEP_PASSES).delete()
    return last if last.done_at is None else None


@transaction.atomic
def _portion(begun: ReminderPlan, plans: Plans, now: datetime) -> int | None:
    """None when the pass is done, or a newer one has begun."""
    _alone()
    run = ReminderPlan.objects.latest("id")
    if run.pk != begun.pk or run.done_at is not None:
        return None
    is_first = not ReminderPlan.objects.filter(pk__lt=run.pk).exists()
    # Their numbers first: with everything that a plan needs in one statement the database reads it all.
    ids = list(_OPEN.filter(pk__gt=run.reached).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    run.moved += _replan(ids, plans, now=now, afresh=is_first)
    run.looked_at += len(ids)
    if len(ids) < AT_ONCE:
        run.moved += _silence_the_others()
        run.done_at = now
    if ids:
        run.reached = ids[-1]
    run.save()
    return len(ids)


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _silence_the_others() -> int:
    """Whoever closed a duty has silenced it already; what else went wrong is mended here."""
    return NextReminder.objects.exclude(assignment__state__in=_REMINDED).delete()[0]


def _replan(ids: list[int], plans: Plans, *, now: datetime, afresh: bool) -> int:
    """How many moved. `afresh`: nothing was ever planned, so nothing waits."""
    moved = 0
    while rows := plan_rows_by_id(ids):
        if afresh:
            planned = [(row, plans.next_after(row, now)) for row in rows]
        else:
            planned = _with_today(rows, plans, now)
        moved += sum(1 for row, moment in planned if row.next_reminder_at != moment)
        if not write_moments(planned):
            break
        # Somebody changed some of them in this very moment: by which rules he planned nobody knows.
    return moved


def _with_today(rows: list[PlanRow], plans: Plans, now: datetime) -> list[tuple[PlanRow, datetime | None]]:
    """What falls on this morning only by the new rules is still told, unless it was told of today already."""
    today = begin_of_day(now) - JUST_BEFORE
    planned = {row.id: plans.next_after(row, waits_since(row, now) or today) for row in rows}
    passed = {pk for pk, moment in planned.items() if moment is not None and moment <= now}
    told = (
        Reminder.objects.filter(assignment__in=passed, made_at__gt=today)
        if passed
        else Reminder.objects.none()
    )
    told_ids = set(told.values_list("assignment", flat=True))
    return [
        (row, plans.next_after(row, now) if _is_done(row, told_ids, now) else planned[row.id]) for row in rows
    ]


def _is_done(row: PlanRow, told_ids: set[int], now: datetime) -> bool:
    return row.id in told_ids and waits_since(row, now) is None
