"""Submissions as lists of any day, over how each stood at its end; the same rows are what is counted
(submission_counts)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from nhacviec.queries.kept_statements import Given, Kept, keep
from nhacviec.queries.office_people import homes_on
from nhacviec.queries.past_tree import below
from nhacviec.queries.search import has_words
from nhacviec.queries.submission_access import visible_standings
from nhacviec.records.models import Person, Submission, SubmissionStanding, Unit
from nhacviec.rules.office_balance import Homes
from nhacviec.rules.periods import Window
from nhacviec.rules.permissions import SEES_ALL, Actor
from nhacviec.rules.search_terms import search_for
from nhacviec.rules.submissions import (
    ENDS,
    OPEN_NUMBERS,
    OPEN_STOPS,
    Stop,
    SubmissionKind,
    SubmissionNumber,
)

# How a standing is cut: the word in the address, its column.
CUTS: Mapping[str, str] = {
    "phong": "division",
    "chuyen-vien": "officer",
    "lanh-dao": "leader",
    "co-quan": "unit",
}
NOBODY = 0  # in an address: of no division, officer or leader yet
OPEN_ROWS = Q(stop__in=sorted(stop.value for stop in OPEN_STOPS))
ENDED_ROWS = Q(stop__in=sorted(stop.value for stop in ENDS))


@dataclass(frozen=True)
class Narrowed:
    """What a list is narrowed to. Ids by cut; `words` as typed; `window` of the day it ended."""

    ids: Mapping[str, int]
    number: SubmissionNumber | None = None
    stop: Stop | None = None
    kind: SubmissionKind | None = None
    words: str = ""
    days: int | None = None  # exactly so many overdue
    window: Window | None = None
    due_from: date | None = None  # of what is open: due on that day or later
    held_in: int | None = None  # by somebody of this unit of the Office
    held_by: int | None = None  # by this person, NOBODY: by the unit, without a person
    below: bool = False  # of an agency: also what the units below it submitted

    def __bool__(self) -> bool:
        held = self.held_in is not None or self.held_by is not None
        held = held or self.due_from is not None
        return bool(held or self.ids or self.stop or self.kind or self.words or self.days or self.window)


def standings_of(actor: Actor, day: date) -> QuerySet[SubmissionStanding]:
    """How everything he may see stood at the end of that day: one row of each submission known then."""
    rows = visible_standings(actor)
    if not _was_otherwise(day):  # nothing changed since: what still holds is what held
        return rows.filter(to_day=None, from_day__lte=day)
    return rows.filter(Q(to_day=None) | Q(to_day__gt=day), from_day__lte=day)


def arms_of(actor: Actor, day: Any) -> list[QuerySet[SubmissionStanding]]:
    """`standings_of` in parts that an index answers each: what still holds, and what has changed since.
    `day`: a date or its name."""
    rows = visible_standings(actor).filter(from_day__lte=day)
    return [rows.filter(to_day=None), rows.filter(to_day__gt=day)]


def ended_since(actor: Actor, month: Any, day: Any) -> QuerySet[SubmissionStanding]:
    """What had ended at the end of that day, and not before `month` (dates or their names)."""
    still = Q(to_day=None) | Q(to_day__gt=day)
    return visible_standings(actor).filter(ENDED_ROWS, still, from_day__gte=month, from_day__lte=day)


def reopened_since(actor: Actor, month: Any, day: Any) -> QuerySet[SubmissionStanding]:
    """What had ended before `month`, and was open again by that day (dates or their names)."""
    return visible_standings(actor).filter(ENDED_ROWS, from_day__lt=month, to_day__gte=month, to_day__lte=day)


def _was_otherwise(day: date) -> bool:
    """Whether anything stood in another way at the end of that day than it does now."""
    return bool(_changed_after().ask({"day": day}))


@cache
def _changed_after() -> Kept:
    changed = SubmissionStanding.objects.filter(from_day__gt=Given("day"))
    return keep(changed.order_by().values_list("from_day")[:1])


def condition_of(number: SubmissionNumber, day: Any) -> Q:
    """`day`: a date or its name; of what has ended it is not asked."""
    late, stopped = Q(due_on__lt=day), Q(due_on=None)
    answered = Q(stop=Stop.ANSWERED)
    return {
        SubmissionNumber.OPEN: OPEN_ROWS,
        SubmissionNumber.OVERDUE: OPEN_ROWS & late,
        SubmissionNumber.IN_TIME: OPEN_ROWS & Q(due_on__gte=day),
        SubmissionNumber.SUPPLEMENT: OPEN_ROWS & stopped,
        SubmissionNumber.ANSWERED: answered,
        SubmissionNumber.ANSWERED_IN_TIME: answered & Q(days_late=0),
        SubmissionNumber.ANSWERED_LATE: answered & Q(days_late__gt=0),
        SubmissionNumber.ENDED_OTHERWISE: ENDED_ROWS & ~answered,
    }[number]


def rows(actor: Actor, wanted: Narrowed, *, day: date) -> QuerySet[SubmissionStanding]:
    """Rows to show, each with its submission: what is overdue longest first, else the newest."""
    found = standings_of(actor, day)
    if wanted.number is not None:
        found = found.filter(condition_of(wanted.number, day))
    for cut, pk in wanted.ids.items():
        found = found.filter(_of_units(pk, day) if wanted.below and cut == "co-quan" else _of(cut, pk))
    if wanted.held_in is not None or wanted.held_by is not None:
        found = found.filter(held_rows(homes_on(day), wanted.held_in, wanted.held_by))
    if wanted.stop is not None:
        found = found.filter(stop=wanted.stop)
    if wanted.kind is not None:
        found = found.filter(submission__kind=wanted.kind)
    if wanted.days is not None:
        found = found.filter(condition_of(SubmissionNumber.OVERDUE, day), due_on=day - timedelta(wanted.days))
    if wanted.due_from is not None:
        found = found.filter(due_on__gte=wanted.due_from)
    if wanted.window is not None:
        found = found.filter(closed_on__gte=wanted.window.first, closed_on__lte=wanted.window.last)
    if wanted.words:
        found = found.filter(submission__in=with_words(wanted.words))
    found = found.select_related("submission", "unit", "division", "officer", "leader")
    if wanted.number in OPEN_NUMBERS:
        return found.order_by(F("due_on").asc(nulls_last=True), "submission_id")
    return found.order_by("-submission__arrived_on", "-submission_id")


class Line(NamedTuple):
    """What a list shows of a submission, as it stood on the day of the list."""

    pk: int
    symbol: str
    dated_on: date | None
    urgency: str
    abstract: str
    arrived_on: date
    stop: str
    due_on: date | None
    days_late: int | None
    closed_on: date | None
    unit_name: str
    unit_short: str
    division_name: str | None
    division_short: str | None
    officer: str | None
    leader: str | None


def lines(found: QuerySet[SubmissionStanding]) -> QuerySet[SubmissionStanding, Any]:
    """Each a `Line`: fifty rows of models took longer to make than to find."""
    of = [f"submission__{name}" for name in ("symbol", "dated_on", "urgency", "abstract", "arrived_on")]
    units = "unit__name", "unit__short_name", "division__name", "division__short_name"
    return found.values_list(
        "submission_id",
        *of,
        *("stop", "due_on", "days_late", "closed_on"),
        *units,
        *("officer__full_name", "leader__full_name"),
    )


def _of(cut: str, pk: int) -> Q:
    column = CUTS[cut]
    return Q(**{column: None}) if pk == NOBODY else Q(**{column: pk})


def words_condition(words: str) -> Q:
    """A condition on submissions; "" asks nothing."""
    return Q(pk__in=with_words(words)) if words else Q()


def held_rows(homes: Homes, unit_id: int | None, person_id: int | None) -> Q:
    """What somebody has in hand, as rules/office_balance.holder says: a person; a unit of the Office with all
    its people, or (NOBODY) what no person there has."""
    before = Q(stop=Stop.DECISION)
    handled = Q(stop__in=[Stop.APPRAISAL, Stop.CONSULTATION])
    if person_id:
        return (before & Q(leader=person_id)) | (handled & Q(officer=person_id))
    unnamed = handled & Q(officer=None)
    if unit_id == homes.office_id:
        others = sorted(homes.unit_ids - {unit_id})
        own = Q(stop=Stop.ARRIVED) | (unnamed & (Q(division=None) | ~Q(division__in=others)))
    else:
        own = unnamed & Q(division=unit_id)
    if person_id == NOBODY:
        return own
    people = [pk for pk, home in homes.of_person.items() if home == unit_id]
    return own | (before & Q(leader__in=people)) | (handled & Q(officer__in=people))


def held_words(actor: Actor, wanted: Narrowed) -> str:
    """Who has it in hand, where a list is narrowed to that. By name only to those who see all: an address is
    no way to learn who there is."""
    if not (wanted.held_by or wanted.held_in):
        return ""
    if actor.role not in SEES_ALL:
        return "#"
    people = Person.objects.filter(pk=wanted.held_by or 0).values_list("full_name", flat=True)
    units = Unit.objects.filter(pk=wanted.held_in or 0).values_list("name", flat=True)
    return ", ".join([*people, *units]) or "#"


def _of_units(pk: int, day: date) -> Q:
    """An agency and what was below it on that day."""
    return Q(unit__in=below(pk, day).order_by().values("pk"))


def with_words(words: str) -> QuerySet[Submission]:
    """In either direction."""
    """By number, half of it, or the words of abstract and request; with or without accents."""
    asked = search_for(words)
    if asked.problem:
        return Submission.objects.none()
    tiers = asked.symbol_tiers[-1:] + asked.tiers[-1:]
    found = Q()
    for tier in tiers:
        found |= Q(has_words(tier))
    return Submission.objects.filter(found)
