"""Lists of assignments: one filter, one order, for the page (and later Excel and the API)."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nhacviec.queries.access import own_assignments, visible_assignments
from nhacviec.queries.clock import Moment, timely
from nhacviec.queries.inbox import heads_of, looked_after
from nhacviec.records.models import Assignment, Unit
from nhacviec.rules.lifecycle import CLOSED, OPEN, State
from nhacviec.rules.permissions import AGENCY_ROLES, Actor
from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.text import fold
from nhacviec.rules.timeliness import Timeliness


@dataclass(frozen=True)
class Filter:
    """What the page's address asks for; empty values do not filter."""

    state: str = ""  # a State, "open" or "closed"
    timeliness: Timeliness | None = None
    unit_id: int | None = None  # with everything below it
    document: str = ""  # number and symbol, in any spelling
    text: str = ""  # words of the content, accents optional; or a code
    head: str = ""  # a head of "Việc của tôi"
    parties: bool = False  # an agency: also the other units' duties in its tasks


def _state(wanted: str) -> Q:
    if wanted == "open":
        return Q(state__in=sorted(OPEN))
    if wanted == "closed":
        return Q(state__in=sorted(CLOSED))
    return Q(state=wanted) if wanted else ~Q(state=State.DRAFT)


def _text(typed: str) -> Q:
    """Every word must occur in the task; a code or a document number finds its own."""
    words = Q()
    for word in fold(typed).split():
        words &= Q(task__search_text__contains=word)
    number = Q(task__document__symbol_key=parse_symbol(typed).folded_key)
    return words | number | Q(code__istartswith=typed.strip()) | Q(task__code__iexact=typed.strip())


def base(actor: Actor, wanted: Filter, at: Moment, *, ext_approver: str) -> QuerySet[Assignment]:
    if wanted.head:
        heads = {h.key: h for h in heads_of(actor, ext_approver=ext_approver)}
        head = heads.get(wanted.head)
        return looked_after(actor).filter(head.condition(at)) if head else Assignment.objects.none()
    if actor.role in AGENCY_ROLES and not wanted.parties:
        return own_assignments(actor)
    return visible_assignments(actor)


def assignments(actor: Actor, wanted: Filter, at: Moment, *, ext_approver: str) -> QuerySet[Assignment]:
    """The filtered rows this person may see, most urgent deadline first, ready to be shown."""
    rows = base(actor, wanted, at, ext_approver=ext_approver).filter(_state(wanted.state))
    if wanted.timeliness:
        rows = rows.filter(timely(wanted.timeliness, at))
    if wanted.unit_id:
        rows = rows.filter(unit_id__in=Unit.objects.below(wanted.unit_id).values("pk"))
    if wanted.document:
        rows = rows.filter(task__document__symbol_key=parse_symbol(wanted.document).folded_key)
    if wanted.text:
        rows = rows.filter(_text(wanted.text))
    return for_rows(rows).order_by("due_on", "-id")


def for_rows(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With everything a row of a list shows, so that ten more rows cost no more queries."""
    return rows.select_related(
        "task", "task__document", "task__document__issuer", "unit", "officer", "division"
    )
