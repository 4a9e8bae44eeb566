"""Our side of a comparison with a list of those above, and the runs that were made.

Everybody who may compare sees every run: all of them see all tasks of the Committee anyway (SEES_ALL)."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from nhacviec.queries.access import visible_assignments
from nhacviec.records.models import Assignment, ListDifference, Reconciliation, Unit
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.permissions import SEES_ALL, Actor, Right
from nhacviec.rules.reconcile.differences import PROGRESS_OF, Difference, Settled, Told
from nhacviec.rules.reconcile.pairing import ALIKE, Clause, pair_up
from nhacviec.rules.symbols import parse_symbol
from nhacviec.rules.units import UnitKind


def superior_units(today: date) -> QuerySet[Unit]:
    """Those whose tasks a list may hold."""
    return Unit.objects.active_on(today).filter(kind=UnitKind.SUPERIOR).order_by("position", "name", "id")


def our_duties(actor: Actor, *, sources: Collection[int], given_from: date | None = None) -> list[Assignment]:
    """What these gave to the Committee by documents, whatever became of it (cancelled ones excepted): what
    their list should hold."""
    rows = _duties(actor).filter(task__assigner__in=list(sources))
    if given_from is not None:
        rows = rows.filter(task__document__issued_on__gte=given_from)
    return list(rows)


def named_duties(actor: Actor, symbols: Iterable[str]) -> list[Assignment]:
    """Those of documents with such a number, whoever gave them and when: a row that names one of them is no
    news, though nobody expected it in the list."""
    read = [parse_symbol(symbol) for symbol in symbols]
    numbered = Q(task__document__number__in={one.number for one in read if one.number is not None})
    plain = Q(task__document__symbol_key__in={one.folded_key for one in read if one.number is None})
    return list(_duties(actor).filter(numbered | plain))


def _duties(actor: Actor) -> QuerySet[Assignment]:
    rows = visible_assignments(actor).filter(duty=Duty.COMMITTEE, task__document__isnull=False)
    rows = rows.exclude(state__in=[State.DRAFT, State.CANCELLED])
    return rows.select_related("task__document", "task__assigner", "unit").order_by("id")


def entered_since(run: Reconciliation, row: ListDifference) -> Assignment | None:
    """A task that this row names too, entered after the lists were compared: by hand, or from another list.
    What was taken over from this very list are other rows of it."""
    theirs = ListDifference.objects.filter(run=run, assignment=OuterRef("pk"))
    rows = Assignment.objects.filter(duty=Duty.COMMITTEE, assigned_at__gte=run.brought_at)
    rows = rows.filter(~Exists(theirs), task__document__isnull=False).exclude(state=State.CANCELLED)
    duties = {duty.pk: duty for duty in rows.select_related("task__document").order_by("id")}
    day = row.theirs.get("dated_on")
    clause = Clause(0, row.theirs["symbol"], row.theirs["content"], date.fromisoformat(day) if day else None)
    likest = [pair for pair in pair_up([clause], clauses_of(duties.values())) if pair.score >= ALIKE]
    return duties[likest[0].ours] if likest else None


def clauses_of(duties: Iterable[Assignment]) -> list[Clause]:
    return [
        Clause(duty.pk, duty.task.document.symbol, duty.task.content, duty.task.document.issued_on)
        for duty in duties
        if duty.task.document is not None
    ]


def told_by_us(duty: Assignment) -> Told:
    return Told(duty.task.content, duty.due_on, PROGRESS_OF.get(State(duty.state)))


def runs(actor: Actor) -> QuerySet[Reconciliation]:
    if actor.role not in SEES_ALL or not actor.has(Right.RECONCILE):
        return Reconciliation.objects.none()
    return Reconciliation.objects.select_related("brought_by")


def run_by_id(actor: Actor, run_id: int) -> Reconciliation:
    run = runs(actor).filter(pk=run_id).first()
    if run is None:
        raise Http404
    return run


def counts_of(run_ids: Iterable[int]) -> dict[int, dict[tuple[Difference, Settled], int]]:
    """How many differences of each kind, by what was decided about them, of each run."""
    rows = (
        ListDifference.objects.filter(run__in=list(run_ids))
        .order_by()
        .values_list("run", "kind", "settled")
        .annotate(n=Count("pk"))
    )
    found: dict[int, dict[tuple[Difference, Settled], int]] = {}
    for run, kind, settled, n in rows:
        found.setdefault(run, {})[Difference(kind), Settled(settled)] = n
    return found


def differences_of(run: Reconciliation) -> QuerySet[ListDifference]:
    related = ("assignment__task__document", "assignment__unit", "settled_by")
    return run.differences.select_related(*related).order_by("row_number", "id")
