"""A thousand random questions: every number that the screens ask for equals a count by hand."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from nhacviec.actions import tallying
from nhacviec.queries import past_tree, statistics
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.queries.past_calendar import calendar_on
from nhacviec.records.models import TallyEntry, Unit
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.periods import PeriodKind, PeriodScheme, Window, period_of, report_window
from nhacviec.rules.statistics import Basis, CountingRules, Counts, Number, Reading
from nhacviec.rules.timeliness import LOCAL_ZONE
from tests.statistics.conftest import FIRST, LAST
from tests.statistics.counter import History, Life, WorkingDays, below, class_of
from tests.statistics.year import Year

pytestmark = pytest.mark.django_db
NOW = datetime.combine(LAST, time(11), tzinfo=LOCAL_ZONE)
CLASSES = (
    "early", "on_time", "late", "done_no_deadline", "on_track", "due_soon", "overdue", "no_deadline",
    "suspended", "returned", "cancelled",
)  # fmt: skip
PEOPLE = ("officer", "specialist", "office_leader", "committee_leader")


@dataclass(frozen=True)
class Question:
    kind: str
    id: int | None
    day: date
    reading: Reading
    basis: Basis
    duty: Duty
    window: Window | None
    returned_count: bool
    cancelled_count: bool

    @property
    def scope(self) -> Scope:
        return Scope(self.kind, self.id, tuple(sorted(self.ids)))

    @property
    def ids(self) -> set[int]:
        if self.id is None:
            return set()
        return below(self.id, self.day) if self.kind == "unit" else {self.id}

    @property
    def as_of(self) -> AsOf:
        return AsOf(self.day, Moment(NOW, calendar_on(self.day, load_calendar()), 3), self.reading)

    @property
    def rules(self) -> CountingRules:
        return CountingRules(
            basis=self.basis, reading=self.reading, count_returned=self.returned_count,
            count_cancelled=self.cancelled_count,
        )  # fmt: skip


class Asker:
    """Makes up questions about a year, and answers them by hand."""

    def __init__(self, year: Year, seed: int) -> None:
        self.history, self.rng = History(), Random(seed)
        self._working: dict[date, WorkingDays] = {}
        self._days: dict[tuple[date, str], list[Life]] = {}
        lives = self.history.lives(LAST, "recorded")
        self._ids = {kind: sorted({i for life in lives if (i := getattr(life, kind))}) for kind in PEOPLE}
        self._ids |= {
            kind: sorted({i for life in lives if (i := getattr(life, kind))})
            for kind in ("division", "field", "document")
        }
        self._ids["unit"] = sorted(Unit.objects.values_list("pk", flat=True))

    def question(self) -> Question:
        rng = self.rng
        kind = rng.choice(["province", "unit", "unit", *self._ids])
        day = FIRST + timedelta(days=rng.randint(-3, (LAST - FIRST).days))
        if rng.random() < 0.3:
            day = rng.choice([LAST, day.replace(day=1), day.replace(day=1) - timedelta(days=1)])
        return Question(
            kind, None if kind == "province" else rng.choice(self._ids[kind]), day, rng.choice(list(Reading)),
            rng.choice(list(Basis)), rng.choice(list(Duty)), self._window(day), rng.random() < 0.5,
            rng.random() < 0.5,
        )  # fmt: skip

    def _window(self, as_of: date) -> Window | None:
        """A report window that has begun by then."""
        if self.rng.random() < 0.5:
            return None
        day = as_of - timedelta(days=self.rng.choice((0, self.rng.randint(0, 300))))
        period = period_of(day, self.rng.choice(list(PeriodKind)))
        window = report_window(period, self.rng.choice(list(PeriodScheme)))
        return window if window.first <= as_of else None

    def lives(self, day: date, reading: str) -> list[Life]:
        key = (day, reading)
        if key not in self._days:
            self._days[key] = self.history.lives(day, reading)
        return self._days[key]

    def behind(self, q: Question) -> dict[int, Life]:
        """The duties of a question as they stood, by number."""
        found = [life for life in self.lives(q.day, q.reading) if life.duty == q.duty]
        if q.kind != "province":
            ids = q.ids
            found = [life for life in found if getattr(life, q.kind) in ids]
        if q.window:
            # Asked before the window begins: what would be carried over, as far as that day knows.
            eve = min(q.window.first - timedelta(days=1), q.day)
            open_then = {
                life.pk
                for life in self.lives(eve, q.reading)
                if life.kind in ("unanswered", "suspended", "returned")
            }
            found = [
                life
                for life in found
                if q.window.first <= life.assigned_on <= q.window.last
                or (life.assigned_on < q.window.first and life.pk in open_then)
            ]
        return {life.pk: life for life in found}

    def class_of(self, life: Life, q: Question) -> str:
        hour = time(11) if q.day == LAST else time.max
        if q.day not in self._working:
            self._working[q.day] = WorkingDays(q.day)
        return class_of(life, q.day, basis=q.basis, working=self._working[q.day], hour=hour)

    def counts(self, q: Question) -> dict[str, int]:
        lives = self.behind(q).values()
        found = Counter(self.class_of(life, q) for life in lives)
        counted = {name: found[name] for name in CLASSES}
        counted["waiting"] = sum(life.kind == "answered" for life in lives)
        counted["extended"] = sum(life.extended and life.kind != "cancelled" for life in lives)
        return counted

    def rows(self, q: Question, number: Number) -> set[int]:
        left_out = ("returned",) * (not q.returned_count) + ("cancelled",) * (not q.cancelled_count)

        def belongs(life: Life) -> bool:
            its = self.class_of(life, q)
            if number is Number.ASSIGNED:
                return its not in left_out
            if number is Number.ANSWERED:
                return its in CLASSES[:4]
            if number is Number.UNANSWERED:
                return its in CLASSES[4:9]
            if number is Number.WAITING:
                return life.kind == "answered"
            if number is Number.EXTENDED:
                return life.extended and life.kind != "cancelled"
            return its == number.name.lower()

        return {pk for pk, life in self.behind(q).items() if belongs(life)}

    def days_overdue(self, q: Question) -> list[tuple[int, int]]:
        late = [life for life in self.behind(q).values() if self.class_of(life, q) == "overdue"]
        due = [life.due_on if q.basis is Basis.CURRENT else life.original for life in late]
        return sorted(Counter((q.day - day).days for day in due if day).items())


def disagreements(asker: Asker, questions: int) -> list[object]:
    wrong: list[object] = []
    for _ in range(questions):
        q, number = asker.question(), asker.rng.choice(list(Number))
        ours = statistics.counts(q.scope, q.as_of, q.rules, duty=q.duty, window=q.window)
        if ours._asdict() != (counted := asker.counts(q)):
            wrong.append((q, ours._asdict(), counted))
        rows = statistics.rows(number, q.scope, q.as_of, q.rules, duty=q.duty, window=q.window)
        pks = list(rows.values_list("assignment_id", flat=True))
        if len(pks) != len(set(pks)) or set(pks) != asker.rows(q, number):
            wrong.append((q, number, sorted(pks), sorted(asker.rows(q, number))))
        if ours.number(number, q.rules) != len(pks):
            wrong.append((q, number, ours.number(number, q.rules), len(pks)))
        days = statistics.overdue_by_days(q.scope, q.as_of, q.rules, duty=q.duty, window=q.window)
        if days != asker.days_overdue(q):
            wrong.append((q, days, asker.days_overdue(q)))
    return wrong


def test_a_thousand_numbers_equal_a_count_by_hand(year: Year) -> None:
    """While much waits to be folded, when all is folded, and when everything was added up anew."""
    asker = Asker(year, seed=1000)
    assert TallyEntry.objects.exists()
    assert disagreements(asker, 500) == []
    tallying.fold(now=NOW)
    assert not TallyEntry.objects.exists()
    assert disagreements(asker, 300) == []
    tallying.rebuild(now=NOW)
    assert disagreements(asker, 200) == []


def test_the_numbers_of_all_units_at_once_equal_a_count_by_hand(year: Year) -> None:
    asker = Asker(year, seed=250)
    for _ in range(40):
        q = replace(asker.question(), kind="unit")
        ours = statistics.counts_by_unit(q.as_of, q.rules, duty=q.duty, window=q.window)
        for unit in asker._ids["unit"]:
            lives = {life.unit for life in asker.behind(replace(q, kind="province", id=None)).values()}
            assert (unit in ours) == (unit in lives)
        everything = statistics.counts(Scope(), q.as_of, q.rules, duty=q.duty, window=q.window)
        assert sum(ours.values(), Counts()) == everything


def test_the_course_over_months_equals_the_numbers_of_their_last_days(year: Year) -> None:
    asker = Asker(year, seed=12)
    for _ in range(30):
        q = replace(asker.question(), day=LAST, window=None)
        for first, ours in statistics.trend(q.scope, q.as_of, q.rules, months=12, duty=q.duty):
            counted = asker.counts(replace(q, day=first - timedelta(days=1)))
            counted["on_track"] += counted.pop("due_soon")
            said = ours._asdict()
            said["on_track"] += said.pop("due_soon")
            assert said == counted, (q, first)


def test_what_was_under_whom_on_a_day_is_what_the_history_says(year: Year) -> None:
    turns = [date(2018, 10, 31), date(2019, 3, 14), date(2019, 5, 20)]
    days = [FIRST, LAST, *(turn + timedelta(days=n) for turn in turns for n in (-1, 0, 1))]
    trees = set()
    for day in days:
        on = None if day == LAST else day
        tree = {}
        for unit in Unit.objects.all():
            tree[unit.pk] = frozenset(past_tree.below(unit.pk, on).values_list("pk", flat=True))
            assert tree[unit.pk] == below(unit.pk, day), (unit, day)
        placed = list(Unit.objects.all())
        past_tree.put_back(placed, on)
        assert all(unit.pk in tree[above] for unit in placed for above in unit.lineage)
        trees.add(frozenset(tree.items()))
    assert len(trees) == 4
