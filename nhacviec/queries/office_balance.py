"""What stands to the account of each division and officer of the Office at the end of a day, and the rows
behind it; what each number means is rules/office_balance.

A past day is told as far as it was kept: posts, tasks, answers and submissions as they stood then; of
documents only the day of entry was kept, not an earlier limit or drafting unit.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from django.db.models import (
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, TruncDate

from nhacviec.queries import statistics
from nhacviec.queries.as_of import AsOf
from nhacviec.queries.kept_statements import MOST_KEPT, Given, Kept, keep, named_actor, values_of
from nhacviec.queries.office_people import end_of
from nhacviec.queries.submissions import OPEN_ROWS, arms_of, condition_of
from nhacviec.records.models import Answer, Assignment, Document, Standing
from nhacviec.records.models.document import EntryState
from nhacviec.rules import statistics as definitions
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.office_balance import (
    NOBODY,
    Balance,
    EntryNumber,
    Homes,
    Place,
    Tally,
    confirmer_column,
    debtor,
    holder,
)
from nhacviec.rules.periods import Window
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.statistics import CountingRules
from nhacviec.rules.submissions import RUNNING, Stop, SubmissionNumber
from nhacviec.rules.timeliness import LOCAL_ZONE

# What the Committee itself has answered waits for those above it.
_CONFIRMED_HERE = [Duty.LEAD.value, Duty.COORDINATE.value]
_WITH_THE_OFFICE = sorted(stop.value for stop in RUNNING)


def balances(
    actor: Actor,
    homes: Homes,
    as_of: AsOf,
    rules: CountingRules,
    policy: PolicySet,
    *,
    window: Window | None = None,
    submissions: bool = True,
) -> dict[Place, Balance]:
    """By place; unit None: who is nobody of the Office (a leader of the Committee, somebody who has left),
    or NOBODY. `policy`: of that day; `submissions`: whether that module is on. Eight statements at most."""
    found: dict[Place, Balance] = defaultdict(Balance)
    for number in EntryNumber:
        for place, tally in _entries(number, homes, as_of.day, policy, window).items():
            mine = Balance(missing=tally) if number is EntryNumber.MISSING else Balance(late=tally)
            found[place] += mine
    followed = statistics.counts_by("specialist", as_of, rules, window=window, soon=False)
    for person, counts in followed.items():
        found[homes.of(person) or Place(None, person)] += Balance(followed=counts)
    for place, tally in _waiting(homes, as_of, policy).items():
        found[place] += Balance(waiting=tally)
    if submissions:
        for place, balance in _held(actor, homes, as_of.day).items():
            found[place] += balance
    return dict(found)


def documents(number: EntryNumber, day: date, window: Window | None = None) -> QuerySet[Any]:
    """Past their limit by then: not entered, or entered late. With `late_by`, a timedelta. `window`: of the
    day of issue."""
    rows = Document.objects.filter(entry_due_on__lt=day, registered_at__lt=end_of(day))
    if window is not None:
        rows = rows.filter(issued_on__gte=window.first, issued_on__lte=window.last)
    if number is EntryNumber.LATE:
        rows = rows.filter(entered_on__lte=day, entered_on__gt=F("entry_due_on"))
        days = ExpressionWrapper(F("entered_on") - F("entry_due_on"), output_field=DurationField())
        return rows.annotate(late_by=days)
    days = ExpressionWrapper(Value(day, DateField()) - F("entry_due_on"), output_field=DurationField())
    return rows.filter(_NOT_YET | _later(day)).annotate(late_by=days)


_NOT_YET = Q(entered_on=None, entry_state=EntryState.TO_ENTER)


def _later(day: date) -> Q:
    return Q(entered_on__gt=day) & Q(entered_on__gt=F("entry_due_on"))  # so it is; said for the index


def _entries(
    number: EntryNumber, homes: Homes, day: date, policy: PolicySet, window: Window | None
) -> dict[Place, Tally]:
    found: dict[Place, Tally] = defaultdict(Tally)
    rows = documents(number, day, window)
    # In parts that an index answers each.
    parts = [rows] if number is EntryNumber.LATE else [rows.filter(_NOT_YET), rows.filter(_later(day))]
    by = ("drafting_unit_id", "entered_by_id") if number is EntryNumber.LATE else ("drafting_unit_id",)
    counted = (part.order_by().values(*by).annotate(n=Count("*"), longest=Max("late_by")) for part in parts)
    for row in chain.from_iterable(counted):
        place = debtor(
            homes,
            drafting_id=row["drafting_unit_id"],
            entered_by=row.get("entered_by_id"),
            entry_role=policy.entry_role,
        )
        found[place] += Tally(row["n"], row["longest"].days)
    return found


def documents_of(
    place: Place,
    number: EntryNumber,
    homes: Homes,
    day: date,
    policy: PolicySet,
    *,
    whole_unit: bool,
    window: Window | None = None,
) -> QuerySet[Any]:
    """The rows behind `missing` and `late`; the longest first. `whole_unit`: of everybody there."""
    rows = documents(number, day, window).filter(_owed_by(place.unit_id, homes, policy))
    if not whole_unit:
        own = homes.of_person.get(place.person_id) == place.unit_id
        theirs = [pk for pk, unit in homes.of_person.items() if unit == place.unit_id]
        if place.person_id != NOBODY:
            named = own and number is EntryNumber.LATE  # what is not entered, nobody has entered
            rows = rows.filter(entered_by=place.person_id) if named else rows.none()
        elif number is EntryNumber.LATE:
            rows = rows.filter(Q(entered_by=None) | ~Q(entered_by__in=theirs))
    return rows.select_related("drafting_unit").order_by("entry_due_on", "id")


def _owed_by(unit_id: int | None, homes: Homes, policy: PolicySet) -> Q:
    if unit_id is None:
        return Q(pk__in=[])
    everything = policy.entry_role == "records_clerk"
    divisions = sorted(homes.unit_ids - ({homes.office_id} if homes.office_id else set()))
    if unit_id == homes.office_id:
        return Q() if everything else Q(drafting_unit=None) | ~Q(drafting_unit__in=divisions)
    return Q(pk__in=[]) if everything else Q(drafting_unit=unit_id)


def waiting(day: date) -> QuerySet[Any]:
    """Answers that waited for the Office at the end of that day, as was recorded by then. With `since`: the
    day on which the answer was recorded, whoever has followed the task meanwhile."""
    told = Answer.objects.filter(assignment=OuterRef("assignment"), answered_at__lt=end_of(day))
    came = told.order_by("-round").annotate(on=TruncDate("answered_at", tzinfo=LOCAL_ZONE)).values("on")[:1]
    since = Coalesce(Subquery(came, output_field=DateField()), F("recorded_from"))
    return Standing.objects.filter(
        kind=definitions.Standing.ANSWERED,
        duty__in=_CONFIRMED_HERE,
        recorded_from__lte=day,
        recorded_to__gt=day,
    ).annotate(since=since)


def _waiting(homes: Homes, as_of: AsOf, policy: PolicySet) -> dict[Place, Tally]:
    column = f"{confirmer_column(policy.confirm_role)}_id"
    counted: Any = (
        _waiting_now(column).ask({}) if as_of.is_today else _by_confirmer(waiting(as_of.day), column)
    )
    found: dict[Place, Tally] = defaultdict(Tally)
    for person, many, first in counted:
        place = homes.of(person) or Place(None, person or NOBODY)
        found[place] += Tally(many, (as_of.day - first).days)
    return found


@cache
def _waiting_now(column: str) -> Kept:
    """An index of what waits now says it all."""
    rows = Assignment.objects.filter(state=State.ANSWERED, duty__in=_CONFIRMED_HERE)
    return keep(_by_confirmer(rows.annotate(since=TruncDate("answered_at", tzinfo=LOCAL_ZONE)), column))


def _by_confirmer(rows: Any, column: str) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.order_by().values_list(column)
    return found.annotate(n=Count("*"), first=Min("since"))


def waiting_of(
    place: Place, homes: Homes, day: date, policy: PolicySet, *, whole_unit: bool
) -> QuerySet[Any]:
    """The rows behind `waiting`, the oldest first."""
    column = confirmer_column(policy.confirm_role)
    if whole_unit and place.unit_id is not None:
        who = Q(**{f"{column}__in": _people(homes, place.unit_id)})
    elif place.unit_id is not None and place.person_id == NOBODY:
        who = Q(pk__in=[])  # somebody is named for every answer that is put to a unit
    else:
        who = Q(**{column: place.person_id or None})
    rows = waiting(day).filter(who)
    found: QuerySet[Any] = statistics.for_rows(rows)
    return found.order_by("since", "id")


def _people(homes: Homes, unit_id: int) -> Sequence[int]:
    return sorted(pk for pk, home in homes.of_person.items() if home == unit_id)


def _held(actor: Actor, homes: Homes, day: date) -> dict[Place, Balance]:
    found: dict[Place, Balance] = defaultdict(Balance)
    kept = _held_rows(actor.role, len(actor.own_unit_ids))
    for stop, division, officer, leader, many, late, oldest in kept.ask(values_of(actor) | {"day": day}):
        place = holder(homes, stop=Stop(stop), division_id=division, officer_id=officer, leader_id=leader)
        longest = (day - oldest).days if oldest else 0
        found[place] += Balance(held=many, held_late=Tally(late, longest))
    return found


@lru_cache(maxsize=MOST_KEPT)
def _held_rows(role: Role, own_units: int) -> Kept:
    day = Given("day")
    late = condition_of(SubmissionNumber.OVERDUE, day)
    grouped: list[Any] = [
        arm.filter(OPEN_ROWS, stop__in=_WITH_THE_OFFICE)
        .order_by()
        .values_list("stop", "division_id", "officer_id", "leader_id")
        .annotate(n=Count("stop"), late=Count("stop", filter=late), oldest=Min("due_on", filter=late))
        for arm in arms_of(named_actor(role, own_units), day)
    ]
    return keep(grouped[0].union(*grouped[1:], all=True))
