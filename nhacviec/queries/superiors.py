"""What those above the Committee gave to it: the list of any day, and the numbers by source (Mẫu 04).

?so=qua-han            a number of rules/statistics.Number; left out: everything that was given
?nguon=12              given by this superior, or by one under it (Thủ tướng stands under Chính phủ)
?don-vi=3              done by UBND tỉnh, or by its Ban cán sự đảng
?chuyen-vien=5         followed by this specialist
?q=giải ngân           words of the task and its document, its number or its code; accents are optional
?tinh-den=2018-07-31&ky=2018-Q3&cach=happened&han=original    as on the pages of statistics
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache, cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Case, Count, F, Q, QuerySet, When

from nhacviec.queries import statistics
from nhacviec.queries.as_of import Scope
from nhacviec.queries.clock import Moment
from nhacviec.queries.kept_statements import Among, Given, Kept, keep
from nhacviec.queries.search import matching_tasks
from nhacviec.queries.standing_rows import CLOSED_KINDS, count_by, standings
from nhacviec.queries.statistics_asked import Asked, read_asked
from nhacviec.records.models import Assignment, Person, Standing, Unit
from nhacviec.rules.lifecycle import OPEN, Duty
from nhacviec.rules.permissions import Actor, Right
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.statistics import Counts, Number, total
from nhacviec.rules.text import visible
from nhacviec.rules.units import COMMITTEE_KINDS, UnitKind
from nhacviec.rules.words_superiors import NUMBERS

LONGEST = 200
_OF_DAY = ("tinh-den", "ky", "tu", "den", "cach", "han")
_ASSIGNER = "assignment__task__assigner_id"


@dataclass(frozen=True)
class Question:
    """What an address asks for; wrong days and periods stand in `asked.problems`."""

    asked: Asked
    number: Number | None = None
    source: int | None = None
    unit: int | None = None
    specialist: int | None = None
    words: str = ""

    @property
    def params(self) -> dict[str, str]:
        found = {name: value for name, value in self.asked.params.items() if name in _OF_DAY}
        named = {
            "so": self.number,
            "nguon": self.source,
            "don-vi": self.unit,
            "chuyen-vien": self.specialist,
            "q": self.words,
        }
        return found | {name: str(value) for name, value in named.items() if value}

    def query(self, **changes: object) -> str:
        """The same address with some of it changed: `_` for -, None leaves one out."""
        changed = {name.replace("_", "-"): value for name, value in changes.items()}
        kept = {name: value for name, value in (self.params | changed).items() if value is not None}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.number or self.source or self.unit or self.specialist or self.words)


def read_question(query: Mapping[str, str], *, moment: Moment, policy: PolicySet) -> Question:
    """What nobody offers narrows nothing; nothing breaks."""
    number = query.get("so", "")
    return Question(
        asked=replace(read_asked(query, moment=moment, policy=policy), duty=Duty.COMMITTEE),
        number=Number(number) if number in set(NUMBERS) else None,
        source=_id(query.get("nguon", "")),
        unit=_id(query.get("don-vi", "")),
        specialist=_id(query.get("chuyen-vien", "")),
        words=visible(query.get("q", ""))[:LONGEST],
    )


def _id(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 18 else None


class Sources:
    """The superiors, each under the highest one: Mẫu 04 has a line for each of those. One query."""

    @cached_property
    def units(self) -> dict[int, Unit]:
        rows = Unit.objects.filter(kind=UnitKind.SUPERIOR).order_by("position", "name", "id")
        return {unit.pk: unit for unit in rows}

    @property
    def tops(self) -> list[Unit]:
        return [unit for pk, unit in self.units.items() if self.top_of(pk) == pk]

    def top_of(self, unit_id: int) -> int:
        lineage = self.units[unit_id].lineage if unit_id in self.units else []
        return next((pk for pk in lineage if pk in self.units), unit_id)

    def below(self, unit_id: int) -> list[int]:
        return [pk for pk, unit in self.units.items() if unit_id in unit.lineage]


def given(actor: Actor, question: Question, sources: Sources) -> QuerySet[Standing]:
    """How each duty of the Committee stood on that day, narrowed by everything but the number. Only for those
    of the Office, the Committee and the inspectors."""
    rows = standings(Scope(), question.asked.as_of, duty=Duty.COMMITTEE, window=question.asked.window)
    if not actor.has(Right.READ_FROM_ABOVE):
        return rows.none()
    # The units are said although there are no others: their indexes find the few rows.
    committee = Unit.objects.filter(kind__in=sorted(COMMITTEE_KINDS)).values_list("pk", flat=True)
    rows = rows.filter(unit__in=[question.unit] if question.unit else list(committee))
    if question.source is not None:
        rows = rows.filter(**{f"{_ASSIGNER}__in": sources.below(question.source)})
    if question.specialist is not None:
        rows = rows.filter(specialist=question.specialist)
    if question.words:
        found = Assignment.objects.filter(matching_tasks(question.words), unit__in=list(committee))
        rows = rows.filter(assignment__in=found)
    return rows


def rows(actor: Actor, question: Question, sources: Sources) -> QuerySet[Standing]:
    """The list: what is open first, most urgent first; of what was reported the newest first."""
    asked = question.asked
    found = given(actor, question, sources)
    if question.number is not None:
        exactly = statistics.rows(
            question.number, Scope(), asked.as_of, asked.rules, duty=Duty.COMMITTEE, window=asked.window
        )
        found = found.filter(pk__in=exactly.order_by().values("pk"))
    order = statistics.rows_order(question.number or Number.ASSIGNED, asked.as_of)
    by = F(order.key).desc() if order.descending else F(order.key).asc(nulls_last=True)
    over = Case(When(kind__in=CLOSED_KINDS, then=1), default=0)
    return found.annotate(over=over).order_by("over", by, "-id")


class Line(NamedTuple):
    """A row of the list with all that it shows, as plain values."""

    pk: int
    kind: str
    due_on: date | None
    original_due_on: date | None
    due_hour: time | None
    outcome: str
    outcome_original: str
    days_late: int | None
    assigned_on: date
    code: str
    task_id: int
    content: str
    spoken_on: date | None
    symbol: str | None  # of its document, as the next one
    issued_on: date | None
    assigner_short: str
    assigner_name: str
    unit_short: str
    unit_name: str
    specialist: str | None


_SHOWN = (
    *("pk", "kind", "due_on", "original_due_on", "due_hour", "outcome", "outcome_original", "days_late"),
    *("assigned_on", "assignment__code", "assignment__task_id", "assignment__task__content"),
    *("assignment__task__spoken_on", "assignment__task__document__symbol"),
    *("assignment__task__document__issued_on", "assignment__task__assigner__short_name"),
    *("assignment__task__assigner__name", "unit__short_name", "unit__name", "specialist__full_name"),
)


@cache
def _lines() -> Kept:
    found = Standing.objects.filter(Among("pk", Given("ids"))).order_by()
    return keep(found.values_list(*_SHOWN), planned_once=True)


def in_order(ids: Sequence[int]) -> list[Line]:
    """The rows of a page, in the order of their ids: those are sorted without all that is shown."""
    by_id = {row[0]: Line(*row) for row in _lines().ask({"ids": list(ids)})}
    return [by_id[pk] for pk in ids if pk in by_id]


def by_source(actor: Actor, question: Question, sources: Sources) -> list[tuple[Unit, Counts]]:
    """The numbers of each highest superior that gave anything; of everything but the number asked for."""
    found = given(actor, replace(question, number=None), sources)
    counted = count_by(found, _ASSIGNER, question.asked.as_of, question.asked.rules)
    of_top: dict[int, list[Counts]] = {}
    for pk, counts in counted.items():
        of_top.setdefault(sources.top_of(pk), []).append(counts)
    units = [unit for unit in sources.tops if unit.pk in of_top]
    return [(unit, total(of_top[unit.pk])) for unit in units]


@dataclass(frozen=True)
class Progress:
    """Lead duties of agencies for the sake of a task from above: all, and those that are closed."""

    all: int = 0
    done: int = 0


def progress_of(task_ids: Iterable[int]) -> dict[int, Progress]:
    """How far agencies are with what they were given, now; one query."""
    duties = Assignment.objects.filter(task__parent__in=list(task_ids), duty=Duty.LEAD)
    counted = (
        duties.exclude(state__in=["draft", "cancelled"])
        .order_by()
        .values_list("task__parent_id")
        .annotate(all=Count("pk"), open=Count("pk", filter=Q(state__in=sorted(OPEN))))
    )
    return {pk: Progress(of_all, of_all - still) for pk, of_all, still in counted}


def specialists() -> list[Person]:
    """Who follows a task from above, to choose from."""
    duties = Assignment.objects.filter(unit__kind__in=sorted(COMMITTEE_KINDS), duty=Duty.COMMITTEE)
    found = Person.objects.filter(pk__in=duties.values("specialist_id"))
    return list(found.order_by("full_name"))


def committee_units() -> list[Unit]:
    kinds = sorted(COMMITTEE_KINDS)
    return list(Unit.objects.filter(kind__in=kinds).order_by("position", "name", "id"))
