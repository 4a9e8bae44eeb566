"""A list's filter as conditions on assignments. What a reader may see is queries/access, never this.

question = filter_address.read(...)             # an address becomes a Filter, with its problems
settled = filter_names.settle(question.filter, actor, today)
rows = own_or_visible.filter(condition(settled.filter, actor, at, rules))
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from nhacviec.queries.access import own_assignments
from nhacviec.queries.clock import Moment, overdue, timely
from nhacviec.queries.kept_statements import Given, Kept, keep
from nhacviec.queries.search import matching_symbols, matching_tasks
from nhacviec.records.models import Assignment, Unit
from nhacviec.rules.lifecycle import ISSUED, State
from nhacviec.rules.permissions import AGENCY_ROLES, Actor
from nhacviec.rules.statistics import STANDING_OF, Basis, CountingRules, Number, Standing
from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.task_filter import ME, MINE, NONE, Choice, Days, Filter, Overdue
from nhacviec.rules.timeliness import LOCAL_ZONE, Timeliness, local_moment

NOTHING = Q(pk__in=[])
_FAR = date(9999, 12, 30)


def condition(wanted: Filter, actor: Actor, at: Moment, rules: CountingRules) -> Q:
    """Of a settled filter (ids only). Drafts never fit."""
    found = _states(wanted) & _timeliness(wanted.timeliness, at) & _coded("duty", wanted.duties)
    found &= _units("unit_id", wanted.units, actor, with_duties=True)
    found &= _rows("field_id", wanted.fields, actor)
    found &= _rows("task__document_id", wanted.documents, actor)
    found &= _rows("task__assigner_id", wanted.assigners, actor)
    found &= _monitors(wanted.monitors, actor)
    found &= _rows("specialist_id", wanted.specialists, actor)
    found &= _rows("office_leader_id", wanted.office_leaders, actor)
    found &= _rows("committee_leader_id", wanted.committee_leaders, actor)
    found &= _days("due_on", wanted.due, at.today) & _moments("assigned_at", wanted.assigned, at.today)
    found &= _moments("answered_at", wanted.answered, at.today)
    if wanted.starred is not None:
        found &= Q(is_starred=wanted.starred)
    if wanted.extended is not None:
        found &= Q(extension_count__gt=0) if wanted.extended else Q(extension_count=0)
    if wanted.number:
        found &= number_condition(wanted.number, at, rules)
    if wanted.overdue:
        found &= _overdue_by(wanted, wanted.overdue, at, rules)
    if wanted.document:
        found &= document_condition(wanted.document, actor)
    if wanted.text:
        found &= matching_tasks(wanted.text, actor=actor)
    return found & _inside(wanted, actor)


def _inside(wanted: Filter, actor: Actor) -> Q:
    """What only the unit itself and the Office know: who works on it there, what stands in the way. An agency
    that also looks at the other units of its tasks asks this of its own duties only."""
    asked = Q()
    asked &= _rows("officer_id", wanted.officers, actor)
    asked &= _units("division_id", wanted.divisions, actor)
    if wanted.urged is not None:
        asked &= Q(urging_count__gt=0) if wanted.urged else Q(urging_count=0)
    if wanted.obstacle is not None:
        asked &= ~Q(obstacle="") if wanted.obstacle else Q(obstacle="")
    if asked and wanted.parties and actor.role in AGENCY_ROLES:
        asked &= Q(pk__in=own_assignments(actor).values("pk"))
    return asked


def _states(wanted: Filter) -> Q:
    states = wanted.issued_states
    return ~Q(state=State.DRAFT) if states == ISSUED else Q(state__in=sorted(states))


def _timeliness(choice: Choice, at: Moment) -> Q:
    found = Q()
    for value in choice.values:
        found |= timely(Timeliness(value), at)
    return ~found if choice.negated else found


def _coded(column: str, choice: Choice) -> Q:
    found = Q(**{f"{column}__in": choice.values}) if choice else Q()
    return ~found if choice.negated else found


def _rows(column: str, choice: Choice, actor: Actor) -> Q:
    """One of the rows named, or nothing there; negated: none of them (what is empty fits then)."""
    if not choice:
        return Q()
    ids = [actor.self_id if value == ME else int(value) for value in choice.values if value != NONE]
    return _among(column, ids, empty=NONE in choice.values, negated=choice.negated)


def _units(column: str, choice: Choice, actor: Actor, *, with_duties: bool = False) -> Q:
    """The units with everything below them. `with_duties`: only those of them that ever got a duty, since one
    unit alone is found in the order of its deadlines, several must be sorted."""
    if not choice:
        return Q()
    tops = [actor.unit_id if value == MINE else int(value) for value in choice.values if value != NONE]
    ids = [pk for (pk,) in _below(with_duties).ask({"tops": tops})] if tops else []
    return _among(column, ids, empty=NONE in choice.values, negated=choice.negated)


@cache
def _below(with_duties: bool) -> Kept:
    tops: Any = Cast(Given("tops"), ArrayField(BigIntegerField()))
    units = Unit.objects.filter(lineage__overlap=tops)
    if with_duties:
        units = units.filter(Exists(Assignment.objects.filter(unit=OuterRef("pk"))))
    return keep(units.order_by("pk").values_list("pk"))


def _among(column: str, ids: list[int], *, empty: bool, negated: bool) -> Q:
    missing = Q(**{f"{column}__isnull": True})
    if negated:
        kept = ~Q(**{f"{column}__in": ids}) | missing if ids else Q(pk__isnull=False)
        return kept & ~missing if empty else kept
    named = Q(**{f"{column}__in": ids}) if ids else NOTHING
    return named | missing if empty else named


def _monitors(choice: Choice, actor: Actor) -> Q:
    """In any of the three places; nobody: in none of them."""
    if not choice:
        return Q()
    places = ("specialist_id", "office_leader_id", "committee_leader_id")
    nobody, somebody = Q(), Q()
    named = Choice(tuple(value for value in choice.values if value != NONE))
    for place in places:
        nobody &= Q(**{f"{place}__isnull": True})
        somebody |= _rows(place, named, actor) if named else NOTHING
    if choice.negated:
        kept = Q()
        for place in places:
            kept &= _rows(place, Choice(named.values, negated=True), actor)
        return kept & ~nobody if NONE in choice.values else kept
    return somebody | nobody if NONE in choice.values else somebody


def _days(column: str, days: Days, today: date) -> Q:
    found = Q(**{f"{column}__isnull": True}) if days.missing else Q()
    if days.first:
        found &= Q(**{f"{column}__gte": days.first.on(today)})
    if days.last:
        found &= Q(**{f"{column}__lte": days.last.on(today)})
    return found


def _moments(column: str, days: Days, today: date) -> Q:
    """The same for a moment: whole days in Việt Nam."""
    found = Q(**{f"{column}__isnull": True}) if days.missing else Q()
    if days.first:
        found &= Q(**{f"{column}__gte": _begin(days.first.on(today))})
    if days.last:
        found &= Q(**{f"{column}__lt": _begin(min(days.last.on(today), _FAR) + timedelta(days=1))})
    return found


def _begin(day: date) -> datetime:
    return datetime.combine(max(day, date(1, 1, 2)), time(), tzinfo=LOCAL_ZONE)


_OUTCOMES = {
    Number.EARLY: Timeliness.EARLY,
    Number.ON_TIME: Timeliness.ON_TIME,
    Number.LATE: Timeliness.LATE,
    Number.DONE_NO_DEADLINE: Timeliness.DONE_NO_DEADLINE,
}
_STANDINGS: dict[Number, tuple[Standing, ...]] = {
    Number.SUSPENDED: (Standing.SUSPENDED,),
    Number.RETURNED: (Standing.RETURNED,),
    Number.CANCELLED: (Standing.CANCELLED,),
    Number.WAITING: (Standing.ANSWERED,),
    Number.ANSWERED: (Standing.ANSWERED, Standing.COMPLETED),
    Number.UNANSWERED: (Standing.UNANSWERED, Standing.SUSPENDED),
}


def _standing(kinds: Iterable[Standing]) -> Q:
    wanted = set(kinds)
    return Q(state__in=sorted(state.value for state, kind in STANDING_OF.items() if kind in wanted))


def number_condition(number: Number, at: Moment, rules: CountingRules) -> Q:
    """Which assignments stand behind a number now: rules/statistics.class_of in SQL, on the live rows."""
    if number in _OUTCOMES:
        column = "outcome" if rules.basis is Basis.CURRENT else "outcome_original"
        return _standing(_STANDINGS[Number.ANSWERED]) & Q(**{column: _OUTCOMES[number]})
    if number in _STANDINGS:
        return _standing(_STANDINGS[number])
    if number is Number.EXTENDED:
        return Q(extension_count__gt=0) & ~Q(state=State.CANCELLED)
    if number is Number.ASSIGNED:
        left_out = set() if rules.count_returned else {Standing.RETURNED}
        left_out |= set() if rules.count_cancelled else {Standing.CANCELLED}
        return _standing(set(Standing) - left_out)
    running, due = _standing((Standing.UNANSWERED,)), _due(rules)
    if number is Number.NO_DEADLINE:
        return running & Q(**{f"{due}__isnull": True})
    if number is Number.ON_TRACK:
        return running & Q(**{f"{due}__gt": at.soon})
    hour_gone = Q(**{due: at.today, "due_on": at.today, "due_hour__lt": local_moment(at.now).time()})
    if number is Number.OVERDUE:
        return running & (Q(**{f"{due}__lt": at.today}) | hour_gone)
    return running & Q(**{f"{due}__gte": at.today, f"{due}__lte": at.soon}) & ~hour_gone


def _due(rules: CountingRules) -> str:
    return "due_on" if rules.basis is Basis.CURRENT else "original_due_on"


def _overdue_by(wanted: Filter, days: Overdue, at: Moment, rules: CountingRules) -> Q:
    """By so many calendar days; 0: an hour of today has passed. Beside a number its deadline counts."""
    due = _due(rules) if wanted.number else "due_on"
    found = Q() if wanted.number is Number.OVERDUE else overdue(at)
    found &= Q(**{f"{due}__lte": _back(at.today, days.least)})
    return found if days.most is None else found & Q(**{f"{due}__gte": _back(at.today, days.most)})


def _back(today: date, days: int) -> date:
    return date.fromordinal(max(1, today.toordinal() - days))


def document_condition(typed: str, actor: Actor) -> Q:
    """A number in any spelling: "1130/kh-vp", "51/QĐ-UBND" (of any year). Half of it ("113", "kh") finds what
    the search finds. Not only signs."""
    symbol = parse_symbol(typed)
    key = "task__document__symbol_key"
    rest = "" if symbol.number is None else symbol.folded_key.rpartition("/")[2]
    if not rest and not symbol.year and (half := matching_symbols(typed, actor=actor)) is not None:
        return half
    if symbol.number is None:
        return Q(**{f"{key}__contains": symbol.folded_key}) if symbol.folded_key else NOTHING
    found = Q(task__document__number=symbol.number, **{f"{key}__startswith": f"{symbol.number_key}/"})
    if symbol.year:
        written = Q(**{f"{key}__startswith": f"{symbol.number_key}/{symbol.year}/"})
        found &= written | Q(
            **{f"{key}__startswith": f"{symbol.number_key}//", "task__document__year": symbol.year}
        )
    return found & Q(**{f"{key}__contains": f"/{rest}"}) if rest else found
