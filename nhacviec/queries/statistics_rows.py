"""Which rows are asked for by ?so=qua-han&qua-ngay=5, how many there are, and how each stands that day.

With ?ghi-muon=co only those that the other reading of the day tells differently.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache
from typing import Protocol

from django.db.models import QuerySet

from nhacviec.queries import statistics
from nhacviec.queries.as_of import AsOf, NamedAsOf, Scope
from nhacviec.queries.kept_statements import MOST_KEPT, Among, Given, Kept, keep_counts
from nhacviec.queries.list_order import COUNTED, HowMany, how_many
from nhacviec.queries.standing_rows import due_column, read_differently, standings
from nhacviec.queries.statistics_asked import Asked
from nhacviec.records.models import Standing
from nhacviec.rules import statistics as definitions
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.statistics import Basis, Number, Reading, class_of
from nhacviec.rules.words_statistics import NUMBERS, RECORDED_LATE, ROW_PROBLEMS
from nhacviec.rules.written_numbers import whole

YES = "co"
EVERYTHING = (Number.ASSIGNED, Number.RETURNED, Number.CANCELLED)  # whatever the policies count
_DAYS = re.compile(r"([0-9]{1,5})(?:-([0-9]{1,5}))?")


@dataclass(frozen=True)
class Wanted:
    """Which numbers' rows; `problem`: what was wrong with the address."""

    numbers: tuple[Number, ...]
    days: int | tuple[int, int] | None
    problem: str = ""
    recorded_late: bool = False

    @property
    def words(self) -> str:
        if self.recorded_late and self.numbers == EVERYTHING:
            return RECORDED_LATE
        return f"{self._of_numbers} ({RECORDED_LATE.lower()})" if self.recorded_late else self._of_numbers

    @property
    def _of_numbers(self) -> str:
        names = " + ".join(NUMBERS[number] for number in self.numbers)
        if self.days is None:
            return names
        if isinstance(self.days, int):
            return f"{names} {whole(self.days)} ngày"
        return f"{names} {whole(self.days[0])}–{whole(self.days[1])} ngày"

    @property
    def params(self) -> dict[str, str]:
        found = {"so": ",".join(self.numbers)}
        if self.days is not None:
            found["qua-ngay"] = str(self.days) if isinstance(self.days, int) else "{}-{}".format(*self.days)
        if self.recorded_late:
            found["ghi-muon"] = YES
        return found


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """From ?so=…, ?qua-ngay=… and ?ghi-muon=…; everything that was assigned when they mean nothing."""
    return replace(_numbers_wanted(query), recorded_late=query.get("ghi-muon") == YES)


def late_ones() -> Wanted:
    """Everything that the other reading of a day tells differently, whatever its class."""
    return Wanted(EVERYTHING, None, recorded_late=True)


def count_late(scope: Scope, asked: Asked) -> HowMany:
    """How many these are."""
    if asked.window or scope.within:
        found = standings(scope, asked.as_of, duty=asked.duty, window=asked.window)
        return how_many(found.filter(read_differently(asked.as_of)))
    kept = _counted_late(asked.as_of.reading, asked.duty, scope.column)
    ((number,),) = kept.ask(asked.as_of.params() | {"ids": list(scope.ids)})
    return HowMany.of(number)


@lru_cache(maxsize=MOST_KEPT)
def _counted_late(reading: Reading, duty: Duty, column: str | None) -> Kept:
    """Of no window, `column` (of a scope) among its ids."""
    as_of = NamedAsOf(reading)
    found = standings(Scope(), as_of, duty=duty).filter(read_differently(as_of))
    if column:
        found = found.filter(Among(column, Given("ids")))
    return keep_counts([found.order_by().values("pk")[: COUNTED + 1]])


def _numbers_wanted(query: Mapping[str, str]) -> Wanted:
    typed = query.get("so", "")[:400]
    keys = typed.split(",") if typed else [Number.ASSIGNED.value]
    if not set(keys) <= set(Number):
        return Wanted((Number.ASSIGNED,), None, ROW_PROBLEMS["number"])
    numbers = tuple(dict.fromkeys(Number(key) for key in keys))
    days = query.get("qua-ngay", "")
    if not days:
        return Wanted(numbers, None)
    found = _DAYS.fullmatch(days)
    if found is None or numbers != (Number.OVERDUE,):
        return Wanted(numbers, None, ROW_PROBLEMS["days"])
    if found[2] is None:
        return Wanted(numbers, int(found[1]))
    return Wanted(numbers, (int(found[1]), int(found[2])))


def rows_of(scope: Scope, asked: Asked, what: Wanted) -> QuerySet[Standing]:
    return statistics.rows(
        what.numbers,
        scope,
        asked.as_of,
        asked.rules,
        duty=asked.duty,
        window=asked.window,
        days=what.days,
        recorded_late=what.recorded_late,
    )


def page_of_rows(ids: Sequence[int]) -> list[Standing]:
    """The rows of these standings with all they show, in this order."""
    found = statistics.for_rows(Standing.objects.filter(pk__in=ids)).in_bulk() if ids else {}
    return [found[pk] for pk in ids if pk in found]


def told_otherwise(rows: Iterable[Standing], asked: Asked) -> dict[int, str]:
    """How the other reading of the day tells the duties of these rows, by duty: "sớm 1 ngày"."""
    other, these = asked.read(asked.other_reading), [row.assignment_id for row in rows]
    found = standings(Scope(), other.as_of, duty=asked.duty).filter(assignment__in=these)
    return {row.assignment_id: _words(row, other) for row in found}


def _words(standing: Standing, asked: Asked) -> str:
    basis = asked.rules.basis
    number = class_of_standing(standing, asked.as_of, basis)
    due = getattr(standing, due_column(basis))
    return status_words(standing, number, asked.as_of, due, with_days=basis is Basis.CURRENT)


def count_of(scope: Scope, asked: Asked, what: Wanted) -> int:
    """As the page of the numbers says it; by days of delay and overlapping numbers they are counted here."""
    exclusive = len(what.numbers) == 1 or set(what.numbers) <= set(definitions.CLASSES)
    if what.days is not None or what.recorded_late or not exclusive:
        return rows_of(scope, asked, what).order_by().count()
    found = statistics.counts(scope, asked.as_of, asked.rules, duty=asked.duty, window=asked.window)
    return sum(found.number(number, asked.rules) for number in what.numbers)


class Stood(Protocol):
    """What is read of a standing to say how it stood: of the row itself, or of its plain values."""

    @property
    def kind(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def original_due_on(self) -> date | None: ...
    @property
    def due_hour(self) -> time | None: ...
    @property
    def outcome(self) -> str: ...
    @property
    def outcome_original(self) -> str: ...
    @property
    def days_late(self) -> int | None: ...


def class_of_standing(standing: Stood, as_of: AsOf, basis: Basis) -> Number:
    """In which class a row stands on that day."""
    due = getattr(standing, due_column(basis))
    hour = standing.due_hour if standing.due_on == due else None
    is_past = due is not None and (
        due < as_of.day or (due == as_of.day and hour is not None and hour < as_of.hour)
    )
    return class_of(
        standing=definitions.Standing(standing.kind),
        due_on=due,
        is_past=is_past,
        soon=as_of.soon,
        outcome=standing.outcome if basis is Basis.CURRENT else standing.outcome_original,
    )


def days_of(standing: Stood, number: Number, asked: Asked) -> int | None:
    """Calendar days overdue on that day, or late when it was answered."""
    due = getattr(standing, due_column(asked.rules.basis))
    if number is Number.OVERDUE and due is not None:
        return int((asked.as_of.day - due).days)
    return standing.days_late if number is Number.LATE and asked.rules.basis is Basis.CURRENT else None


def status_words(standing: Stood, number: Number, as_of: AsOf, due: date | None, *, with_days: bool) -> str:
    """ "quá hạn 12 ngày", "trễ 4 ngày", "tạm dừng"."""
    if number is Number.OVERDUE and due is not None:
        days = (as_of.day - due).days
        return f"quá hạn {whole(days)} ngày" if days else "quá giờ hạn trong ngày"
    days = abs(standing.days_late or 0) if with_days else 0
    if number in (Number.LATE, Number.EARLY) and days:
        return f"{'trễ' if number is Number.LATE else 'sớm'} {whole(days)} ngày"
    return NUMBERS[number].lower()
