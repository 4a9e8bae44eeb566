"""Lists of requests to coordinating units: by side, standing, unit, period and words, as of any day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from nhacviec.queries.coordination_access import visible_coordinations
from nhacviec.queries.kept_statements import MOST_KEPT, Given, Kept, keep_counts, named_actor, values_of
from nhacviec.queries.past_tree import below
from nhacviec.records.models import Coordination, TimeRequest, Unit
from nhacviec.rules.coordination import (
    AWAITED,
    COUNTS,
    CoordinationState,
    DelayState,
    Standing,
)
from nhacviec.rules.periods import Window
from nhacviec.rules.permissions import SEES_AGENCY, SEES_ALL, Actor, Role
from nhacviec.rules.search_terms import words_of

# Which side the reader's own units are on.
ASKED, ASKING, BOTH = "duoc-hoi", "hoi", "tat-ca"
SIDES = frozenset({ASKED, ASKING, BOTH})
OPEN, LATE, DISPUTED, COUNTED = "cho-tra-loi", "cham", "cho-quyet-dinh", "tinh-cham"
STANDINGS = frozenset({*(one.value for one in Standing), OPEN, LATE, DISPUTED, COUNTED})


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list asks for. `standing`: a Standing, or OPEN (awaited), LATE (overdue, or replied late),
    DISPUTED (the Office is to decide), COUNTED (the delay counts); "" all. `unit`: asked, `asking`: which
    asked, each with what was below it on that day unless `own_only`. `window`: asked in these days;
    `due_from`: to be replied to on that day or later."""

    side: str = BOTH
    standing: str = ""
    unit: Unit | None = None
    asking: Unit | None = None
    words: str = ""
    day: date
    today: date
    window: Window | None = None
    own_only: bool = False
    due_from: date | None = None


def coordinations(actor: Actor, wanted: Wanted) -> QuerySet[Coordination]:
    """Those he may know of, as they stood at the end of `day`: `stood` and `due_then` on each."""
    awaited = wanted.day == wanted.today and wanted.standing in (OPEN, Standing.OVERDUE, Standing.WAITING)
    rows = as_of(_of_side(actor, wanted.side, few=awaited), wanted.day, today=wanted.today)
    if wanted.unit is not None:
        rows = rows.filter(unit__in=_units(wanted.unit, wanted))
    if wanted.asking is not None:
        rows = rows.filter(asking_unit__in=_units(wanted.asking, wanted))
    if wanted.window is not None:
        rows = rows.filter(asked_on__gte=wanted.window.first, asked_on__lte=wanted.window.last)
    if wanted.due_from is not None:
        rows = rows.filter(Q(due_then__gte=wanted.due_from))
    for word in words_of(wanted.words):
        rows = rows.filter(search_text__contains=word)
    if awaited:
        rows = rows.filter(state__in=sorted(AWAITED))  # says nothing new, but an index answers it
    elif wanted.standing in (OPEN, Standing.OVERDUE, Standing.WAITING):
        rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=wanted.day))  # nor this: few rows are looked at
    if wanted.standing == Standing.LATE:
        rows = rows.filter(ended_on__gt=F("due_on"))  # likewise
    return rows.filter(_standing(wanted.standing))


def _of_side(actor: Actor, side: str, *, few: bool) -> QuerySet[Coordination]:
    """Of the gate's rows. Who sees all of his own units' is asked for his own units alone, for an index."""
    sees_own = actor.role in SEES_ALL | SEES_AGENCY
    rows = Coordination.objects.all() if sees_own and side != BOTH else visible_coordinations(actor, few=few)
    if side == ASKED:
        return rows.filter(unit__in=actor.own_unit_ids)
    return rows.filter(asking_unit__in=actor.own_unit_ids) if side == ASKING else rows


def _units(unit: Unit, wanted: Wanted) -> list[int]:
    if wanted.own_only:
        return [unit.pk]
    on = None if wanted.day == wanted.today else wanted.day
    return list(below(unit.pk, on).order_by().values_list("pk", flat=True))


def _standing(asked: str) -> Q:
    if asked == OPEN:
        return Q(stood__in=[Standing.WAITING, Standing.OVERDUE])
    if asked == LATE:
        return Q(stood__in=[Standing.OVERDUE, Standing.LATE])
    if asked == DISPUTED:
        return Q(delay__state=DelayState.DISPUTED)
    if asked == COUNTED:
        return Q(delay__state__in=sorted(COUNTS))
    return Q(stood=asked) if asked else Q()


def as_of(rows: QuerySet[Coordination], day: date, *, today: date) -> QuerySet[Coordination]:
    """With `due_then`, the deadline that bound on that day, and `stood`, how each counted at its end."""
    return _stood_on(rows, day, is_past=day < today)


def _stood_on(rows: QuerySet[Coordination], day: Any, *, is_past: bool) -> QuerySet[Coordination]:
    """`day`: a date or its name."""
    if is_past:
        rows = rows.filter(asked_on__lte=day)
    due: Coalesce | F = F("due_on")
    if is_past:  # time granted later is not known yet
        later = TimeRequest.objects.filter(coordination=OuterRef("pk"), state="granted", decided_on__gt=day)
        first = later.order_by("decided_on", "pk").values("from_due_on")[:1]
        due = Coalesce(Subquery(first, output_field=DateField()), F("due_on"))
    rows = rows.annotate(due_then=due)
    # Time is only ever added: what is over by the last deadline was so by the one before it, so that few rows
    # are looked up among the time granted later.
    sooner = [When(due_on__lt=day, then=Value(Standing.OVERDUE.value))] if is_past else []
    state, ended = CoordinationState, Q(ended_on__lte=day)
    stood = Case(
        When(ended & Q(state=state.CONSENTED), then=Value(Standing.TACIT.value)),
        When(ended & Q(state__in=[state.WITHDRAWN, state.ENDED]), then=Value(Standing.DROPPED.value)),
        When(ended & Q(ended_on__gt=F("due_on")), then=Value(Standing.LATE.value)),
        When(ended, then=Value(Standing.IN_TIME.value)),
        *sooner,
        When(due_then__lt=day, then=Value(Standing.OVERDUE.value)),
        default=Value(Standing.WAITING.value),
        output_field=CharField(),
    )
    return rows.annotate(stood=stood)


def awaited_on(actor: Actor, day: Any, *, is_past: bool) -> list[QuerySet[Coordination]]:
    """What waited for a reply at the end of `day` (a date or its name), of what he may know of, in parts that
    an index answers each."""
    rows = visible_coordinations(actor, few=not is_past).order_by()
    if is_past:
        parts = [rows.filter(ended_on=None), rows.filter(ended_on__gt=day)]
    else:
        parts = [rows.filter(state__in=sorted(AWAITED))]
    return [_stood_on(part, day, is_past=is_past) for part in parts]


def unsettled(day: Any, *, since: Any, is_past: bool) -> list[QuerySet[Coordination]]:
    """Of all requests as they stood at the end of `day`: what had not ended before `since` (that day or
    earlier), in parts that an index answers each. Both are dates or their names."""
    rows = Coordination.objects.order_by()
    if is_past:
        rows = rows.filter(asked_on__lte=day)
    parts = [rows.filter(state__in=sorted(AWAITED)), rows.filter(ended_on__gte=since, ended_on__lte=day)]
    if is_past:
        parts.append(rows.filter(ended_on__gt=day))
    return [_stood_on(part, day, is_past=is_past) for part in parts]


def in_order(rows: QuerySet[Coordination], wanted: Wanted) -> QuerySet[Coordination]:
    """What is awaited by its day, the most pressing first; else the newest first."""
    if wanted.standing in (OPEN, LATE, Standing.WAITING, Standing.OVERDUE):
        return rows.order_by("due_on", "pk")
    return rows.order_by("-pk")


class Line(NamedTuple):
    """What a list shows of a request; `delay`: the state of a report of delay, if there is one."""

    pk: int
    content: str
    asking_name: str
    asking_short: str
    unit_name: str
    unit_short: str
    asked_on: date
    due_then: date
    stood: str
    reply_kind: str
    delay: str | None


def lines(rows: QuerySet[Coordination]) -> QuerySet[Coordination, Any]:
    """Each a `Line`: fifty rows of models took longer to make than to find."""
    sides = "asking_unit__name", "asking_unit__short_name", "unit__name", "unit__short_name"
    stood = "asked_on", "due_then", "stood", "reply_kind", "delay__state"
    known: Any = rows
    return known.values_list("pk", "content", *sides, *stood)


def requests_of_duty(actor: Actor, assignment_id: int, *, today: date) -> QuerySet[Coordination]:
    """On the page of the duty they serve."""
    rows = as_of(visible_coordinations(actor, few=True).filter(assignment=assignment_id), today, today=today)
    return rows.select_related("unit", "delay").order_by("pk")


@dataclass(frozen=True)
class Head:
    """One count above the list; `query` leads to exactly its rows."""

    key: str
    count: int
    query: str


def heads_of(actor: Actor, today: date) -> list[Head]:
    """What waits on either side, what is late, and what the Office is to decide. Each count
    from the index of what is awaited, a few among all."""
    own = len(actor.own_unit_ids)
    sees_all = actor.role in SEES_ALL
    chosen = (_OWN if own else {}) | (_ALL if sees_all else {})
    if not chosen:
        return []
    [numbers] = _head_counts(actor.role, own).ask(values_of(actor) | {"today": today})
    heads = [Head(key, n, query) for (key, query), n in zip(chosen.items(), numbers, strict=True)]
    # The Office looks at all; its own divisions are seldom a side.
    return [head for head in heads if head.count or head.key in _ALL or not sees_all]


_OWN = {
    "asked": f"?phia={ASKED}&tinh-trang={OPEN}",
    "asked_late": f"?phia={ASKED}&tinh-trang={Standing.OVERDUE}",
    "asking": f"?phia={ASKING}&tinh-trang={OPEN}",
    "asking_late": f"?phia={ASKING}&tinh-trang={Standing.OVERDUE}",
}
_ALL = {
    "open": f"?tinh-trang={OPEN}",
    "late": f"?tinh-trang={Standing.OVERDUE}",
    "disputed": f"?tinh-trang={DISPUTED}",
}


@lru_cache(maxsize=MOST_KEPT)
def _head_counts(role: Role, own_units: int) -> Kept:
    actor = named_actor(role, own_units)
    rows = visible_coordinations(actor, few=True).order_by()
    asked, asking = (_of_side(actor, side, few=True).order_by() for side in (ASKED, ASKING))
    awaited = Q(state__in=sorted(AWAITED))
    late = awaited & Q(due_on__lt=Given("today"))
    parts: list[QuerySet[Coordination]] = []
    if own_units:
        parts += [side.filter(part) for side in (asked, asking) for part in (awaited, late)]
    if role in SEES_ALL:
        disputed = Q(delay__state=DelayState.DISPUTED)
        parts += [rows.filter(part) for part in (awaited, late, disputed)]
    return keep_counts((part.values("pk") for part in parts), planned_once=True)
