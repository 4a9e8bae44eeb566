"""How units coordinate, in numbers: each counts exactly the rows that its link leads to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, F, QuerySet, Sum

from nhacviec.queries.coordinations import Wanted, coordinations, unsettled
from nhacviec.queries.kept_statements import Among, Given, Kept, keep
from nhacviec.queries.month_ends import Begun, begun_with
from nhacviec.records.models import Coordination, DelayReport, Unit
from nhacviec.rules.coordination import COUNTS, Standing
from nhacviec.rules.permissions import SEES_ALL, Actor


class AskedUnit(NamedTuple):
    """`label`: what fits a table cell."""

    pk: int
    name: str
    label: str
    position: int


@dataclass
class Figures:
    """Of one unit that was asked, or of all. `late_days`: calendar days of the replies that came late."""

    unit: AskedUnit | None = None
    by_standing: dict[str, int] = field(default_factory=dict)
    counted: int = 0
    late_days: int = 0
    rank: int | None = None

    def number(self, standing: str) -> int:
        return self.by_standing.get(standing, 0)

    @property
    def received(self) -> int:
        return sum(self.by_standing.values())

    @property
    def in_time(self) -> int:
        return self.number(Standing.IN_TIME)

    @property
    def late(self) -> int:
        return self.number(Standing.LATE)

    @property
    def overdue(self) -> int:
        return self.number(Standing.OVERDUE)

    @property
    def judged(self) -> int:
        """What can be said to have been in time or not: replied, or overdue now. Consent by silence is
        neither, and nobody is judged by what was withdrawn or still has time."""
        return self.in_time + self.late + self.overdue

    @property
    def percent(self) -> float | None:
        judged = self.judged
        return round(100 * self.in_time / judged, 1) if judged else None

    @property
    def average_late(self) -> float | None:
        return round(self.late_days / self.late, 1) if self.late else None

    def add(self, other: "Figures") -> None:
        for standing, count in other.by_standing.items():
            self.by_standing[standing] = self.number(standing) + count
        self.counted += other.counted
        self.late_days += other.late_days


ORDERS = ("thu-hang", "nhan", "dung-han", "tre", "qua-han", "im-lang", "tinh-cham", "ten")


def by_unit(actor: Actor, wanted: Wanted) -> list[Figures]:
    """A line for each unit that was asked, of what the reader may know."""
    wanted = replace(wanted, standing="")
    found: dict[int, Figures] = defaultdict(Figures)
    narrowed = replace(wanted, day=wanted.today) != Wanted(day=wanted.today, today=wanted.today)
    begun = None
    if actor.role in SEES_ALL and not narrowed:
        begun = begun_with("request", "unit", day=wanted.day)
    if begun is None:
        rows = coordinations(actor, wanted)
        _add(found, _counted(rows))
        delays = rows.filter(delay__state__in=sorted(COUNTS))
        counted = list(delays.order_by().values_list("unit_id").annotate(many=Count("state")))
    else:
        values = {"day": wanted.day, "since": begun.month}
        _begin(found, begun)
        _add(found, _unsettled(wanted.day < wanted.today).ask(values))
        counted = _delays_counted().ask(values)
    for pk, many in counted:
        found[pk].counted += many
    for pk, name, short_name, position in _names().ask({"ids": list(found)}):
        found[pk].unit = AskedUnit(pk, name, short_name or name, position)
    lines = sorted(found.values(), key=_by_name)
    _rank(lines)
    return lines


def _begin(found: dict[int, Figures], begun: Begun) -> None:
    for pk, row in begun.rows.items():
        kinds = (Standing.IN_TIME, row.in_time), (Standing.LATE, row.late), (Standing.TACIT, row.tacit)
        numbers = {one.value: n for one, n in (*kinds, (Standing.DROPPED, row.other)) if n}
        found[pk] = Figures(by_standing=numbers, late_days=row.late_days)


def _add(found: dict[int, Figures], counted: Iterable[tuple[Any, ...]]) -> None:
    for pk, stood, many, days in counted:
        figures = found[pk]
        figures.by_standing[stood] = figures.number(stood) + many
        if stood == Standing.LATE:
            figures.late_days += days.days


def _counted(rows: QuerySet[Coordination]) -> QuerySet[Any, tuple[Any, ...]]:
    """Unit, standing, how many, and the time from their deadlines to their ends."""
    known: Any = rows.order_by()  # with `stood`
    counted: QuerySet[Any, tuple[Any, ...]] = known.values_list("unit_id", "stood")
    return counted.annotate(many=Count("state"), days=Sum(F("ended_on") - F("due_on")))


@lru_cache(maxsize=2)
def _unsettled(is_past: bool) -> Kept:
    parts = unsettled(Given("day"), since=Given("since"), is_past=is_past)
    first, *others = [_counted(part) for part in parts]
    return keep(first.union(*others, all=True))


@cache
def _delays_counted() -> Kept:
    delays = DelayReport.objects.filter(state__in=sorted(COUNTS), asked_on__lte=Given("day"))
    return keep(delays.order_by().values_list("unit_id").annotate(many=Count("state")))


@cache
def _names() -> Kept:
    named = Unit.objects.filter(Among("pk", Given("ids")))
    return keep(named.order_by().values_list("pk", "name", "short_name", "position"), planned_once=True)


def total_of(lines: Iterable[Figures]) -> Figures:
    total = Figures()
    for line in lines:
        total.add(line)
    return total


def sorted_by(lines: list[Figures], order: str) -> list[Figures]:
    """`order` one of ORDERS; the largest number first, those without a rank last."""
    if order == "ten":
        return lines
    if order == "thu-hang":
        return sorted(lines, key=lambda line: (line.rank is None, line.rank or 0))
    value = {
        "nhan": lambda line: line.received,
        "dung-han": lambda line: line.in_time,
        "tre": lambda line: line.late,
        "qua-han": lambda line: line.overdue,
        "im-lang": lambda line: line.number(Standing.TACIT),
        "tinh-cham": lambda line: line.counted,
    }[order]
    return sorted(lines, key=value, reverse=True)


def _rank(lines: list[Figures]) -> None:
    """By the share replied in time, the best first; who has the same has the same rank."""
    shares = [(share, line) for line in lines if (share := line.percent) is not None]
    shares.sort(key=lambda pair: -pair[0])
    rank, above = 0, None
    for place, (share, line) in enumerate(shares, start=1):
        if share != above:
            rank, above = place, share
        line.rank = rank


def _by_name(line: Figures) -> tuple[int, str]:
    return (line.unit.position, line.unit.name) if line.unit else (0, "")
