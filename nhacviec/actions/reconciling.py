"""A list of those above is brought and compared; each difference is then accepted, by the deed a person would
do on the page of the task, or ours is kept. Nothing is overwritten that nobody decided on."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhacviec.actions.moving import need
from nhacviec.actions.reconciling_deeds import Settling, accept_deed, take_over_alone
from nhacviec.actions.recording import record
from nhacviec.queries.reconciling import clauses_of, named_duties, our_duties, told_by_us
from nhacviec.records.models import Assignment, ListDifference, Reconciliation, StaleAssignment
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.reconcile.differences import Difference, Settled, Told, differences
from nhacviec.rules.reconcile.pairing import Clause, pair_up
from nhacviec.rules.reconcile.rows import ForeignList, ListRow
from nhacviec.rules.words_reconcile import Heading


@transaction.atomic
def bring(
    *,
    actor: Actor,
    now: datetime,
    found: ForeignList,
    file_name: str,
    sources: Collection[int],
    given_from: date | None = None,
) -> Reconciliation:
    """Compare it with ours as it is now and keep what differs. A row with a mistake is matched, so that its
    task is not told to be missing, but differs in nothing. `sources` and `given_from` say what should be in
    the list; what else is in it is matched all the same."""
    expected = {d.pk: d for d in our_duties(actor, sources=sources, given_from=given_from)}
    named = named_duties(actor, {row.text(Heading.SYMBOL) for row in found.rows} - {""})
    duties = {d.pk: d for d in named} | expected
    rows = {row.number: row for row in found.rows}
    theirs = [_clause(row) for row in found.rows if row.text(Heading.SYMBOL) and row.text(Heading.CONTENT)]
    pairs = {pair.theirs: pair.ours for pair in pair_up(theirs, clauses_of(duties.values()))}
    run = Reconciliation(
        file_name=file_name, sources=sorted(sources), given_from=given_from, brought_by_id=actor.person_id,
        brought_at=now, rows_read=len(rows), rows_same=0, may_be_swapped=found.may_be_swapped,
        problems=[
            {"row": row.number, "heading": p.heading.value, "code": p.code, "value": p.value}
            for row in found.rows
            for p in row.problems
        ],
    )  # fmt: skip
    made: list[ListDifference] = []
    for row in found.rows:
        if row.problems:
            continue
        duty = duties.get(pairs.get(row.number, 0))
        of_row = _of_row(row, duty)
        run.rows_same += not of_row
        made += of_row
    paired = set(pairs.values())
    made += [
        ListDifference(kind=Difference.ONLY_HERE.value, assignment=duty, ours=said(told_by_us(duty)))
        for pk, duty in expected.items()
        if pk not in paired
    ]
    run.save()
    for one in made:
        one.run = run
    ListDifference.objects.bulk_create(made)
    after = {"reconciliation": run.pk, "rows": run.rows_read, "differences": len(made)}
    record(EventName.LIST_COMPARED, actor=actor, now=now, reason=file_name, after=after)
    return run


def _clause(row: ListRow) -> Clause:
    return Clause(
        row.number, row.text(Heading.SYMBOL), row.text(Heading.CONTENT), row.days.get(Heading.DATED)
    )


def _of_row(row: ListRow, duty: Assignment | None) -> list[ListDifference]:
    told = Told(row.text(Heading.CONTENT), row.days.get(Heading.DUE), row.progress)
    theirs = said(told) | {
        "symbol": row.text(Heading.SYMBOL),
        "dated_on": _iso(row.days.get(Heading.DATED)),
        "assigner": row.text(Heading.ASSIGNER),
        "reply": row.text(Heading.REPLY),
        "replied_on": _iso(row.days.get(Heading.REPLIED)),
    }
    if duty is None:
        kind = Difference.ONLY_THERE.value
        return [ListDifference(kind=kind, row_number=row.number, theirs=theirs)]
    ours = said(told_by_us(duty))
    return [
        ListDifference(kind=kind.value, row_number=row.number, theirs=theirs, ours=ours, assignment=duty)
        for kind in differences(told, told_by_us(duty))
    ]


def said(told: Told) -> dict[str, Any]:
    """As it is kept: what one side said, in plain values."""
    return {
        "content": told.content,
        "due_on": _iso(told.due_on),
        "progress": told.progress.value if told.progress else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@transaction.atomic
def accept(
    *, actor: Actor, difference: ListDifference, settling: Settling, reason: str = "", now: datetime
) -> None:
    """Make ours like theirs. MoveNotAllowed: difference_settled, difference_outdated (ours is no longer what
    was compared), difference_not_yours, list_…, or why the deed itself is refused."""
    kind = Difference(difference.kind)
    if kind is Difference.ONLY_THERE:  # before any row is held: nobody waits for the other both ways
        take_over_alone()
    row, run = _held(difference)
    _check_as_compared(row)
    if kind is Difference.ONLY_HERE:
        need(reason)
    try:
        duty = accept_deed(kind, actor=actor, row=row, run=run, settling=settling, reason=reason, now=now)
    except StaleAssignment as moved:  # in this very moment
        raise MoveNotAllowed("difference_outdated") from moved
    _settle(row, Settled.ACCEPTED, actor, reason, now, duty=duty)
    _tell(EventName.LIST_FOLLOWED, row, duty, actor, reason, now)


@transaction.atomic
def keep(*, actor: Actor, difference: ListDifference, reason: str, now: datetime) -> None:
    """Ours stays as it is, with why."""
    row, _run = _held(difference)
    need(reason)
    _settle(row, Settled.KEPT, actor, reason, now)
    _tell(EventName.LIST_NOT_FOLLOWED, row, row.assignment, actor, reason, now)


def each(
    rows: Sequence[ListDifference], deed: Callable[[ListDifference], None]
) -> tuple[int, list[tuple[ListDifference, MoveNotAllowed]]]:
    """One after the other, each a deed of its own: how many were done, and which were refused why."""
    done, refused = 0, []
    for row in rows:
        try:
            deed(row)
            done += 1
        except MoveNotAllowed as why:
            refused.append((row, why))
        except PermissionDenied:
            duty = row.assignment.code if row.assignment else ""
            refused.append((row, MoveNotAllowed("difference_not_yours", duty=duty)))
    return done, refused


def _held(difference: ListDifference) -> tuple[ListDifference, Reconciliation]:
    """Locked until the transaction ends, with its duty and task as they are now."""
    row = (
        ListDifference.objects.select_for_update(no_key=True, of=("self",))
        .select_related("run", "assignment__task__document", "assignment__task__assigner", "assignment__unit")
        .get(pk=difference.pk)
    )
    if row.settled != Settled.OPEN:
        raise MoveNotAllowed("difference_settled")
    return row, row.run


def _check_as_compared(row: ListDifference) -> None:
    """Only what this difference is about: a date that was accepted does not outdate the content."""
    if row.assignment is None:
        return
    now_so = said(told_by_us(row.assignment))
    about = {
        Difference.STATE: ("progress",),
        Difference.DATE: ("due_on",),
        Difference.CONTENT: ("content",),
    }.get(Difference(row.kind), ("progress",))
    if any(now_so[name] != row.ours.get(name) for name in about):
        raise MoveNotAllowed("difference_outdated")


def _settle(
    row: ListDifference,
    to: Settled,
    actor: Actor,
    reason: str,
    now: datetime,
    duty: Assignment | None = None,
) -> None:
    row.settled, row.settled_by_id, row.settled_at, row.reason = to.value, actor.person_id, now, reason
    if duty is not None:
        row.assignment = duty
    row.save(update_fields=["settled", "settled_by", "settled_at", "reason", "assignment"])


def _tell(
    name: EventName,
    row: ListDifference,
    duty: Assignment | None,
    actor: Actor,
    reason: str,
    now: datetime,
) -> None:
    after = {"reconciliation": row.run_id, "difference": row.kind, "row": row.row_number}
    record(name, actor=actor, now=now, assignment=duty, reason=reason, after=after)
