"""Letters of urging: the list, one letter's lines, and what a letter says of each duty."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from nhacviec.queries.access import stand_of
from nhacviec.queries.urging_access import visible_urgings
from nhacviec.records.models import Assignment, Task, Unit, Urging, UrgingLine
from nhacviec.rules.lifecycle import Duty, Move, State
from nhacviec.rules.permissions import Actor, may
from nhacviec.rules.text import fold_code, visible
from nhacviec.rules.urging import URGED_IN, Unfit, UrgingState, said, unfit

_AT_ONCE = 2000

OVERDUE_REPLY = "qua-han"  # among the states of the list's filter


@dataclass(frozen=True)
class Named:
    """One duty as a letter names it; `line` is None while nobody has drafted yet."""

    assignment: Assignment
    document: str
    content: str
    due_on: date | None
    days: int
    number: int
    line: UrgingLine | None = None

    @property
    def before(self) -> int:
        """Letters that urged it earlier."""
        return self.number - 1

    @property
    def is_done(self) -> bool:
        """It left the agency's hands since."""
        return self.assignment.state not in URGED_IN


def urgings(
    actor: Actor, *, state: str = "", unit: Unit | None = None, words: str = "", today: date
) -> QuerySet[Urging]:
    """What this person may see of the letters; `state` is an UrgingState or OVERDUE_REPLY, "" all."""
    rows = visible_urgings(actor).select_related("unit", "made_by").annotate(duties=Count("lines"))
    if state == OVERDUE_REPLY:
        rows = rows.filter(state=UrgingState.SENT, reply_due_on__lt=today)
    elif state:
        rows = rows.filter(state=state)
    if unit is not None:
        rows = rows.filter(unit=unit)
    if words := visible(words):
        by_code = Q(lines__assignment__code__istartswith=words)
        found = Urging.objects.filter(Q(symbol__icontains=words) | by_code).values("pk")
        rows = rows.filter(pk__in=found)
    return rows.order_by("-id")


def units_urged(actor: Actor) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=visible_urgings(actor).values("unit_id"))


def duties_of(ids: Iterable[int]) -> QuerySet[Assignment]:
    """With what a letter says of them, what is overdue longest first."""
    rows = Assignment.objects.filter(pk__in=list(ids)).order_by("due_on", "id")
    return rows.select_related("task__document", "unit")


def drafted(ids: Iterable[int], *, besides: Urging | None = None) -> set[int]:
    """Of these duties, those that a draft names already."""
    lines = UrgingLine.objects.filter(assignment__in=list(ids), urging__state=UrgingState.DRAFT)
    if besides is not None:
        lines = lines.exclude(urging=besides)
    return set(lines.values_list("assignment_id", flat=True))


def sorted_out(
    actor: Actor, rows: Iterable[Assignment], *, now: datetime
) -> tuple[list[Assignment], list[tuple[Assignment, Unfit]]]:
    """The duties this person may urge now, and the others with the reason."""
    rows = list(rows)
    in_draft = drafted(row.pk for row in rows)
    fit: list[Assignment] = []
    left: list[tuple[Assignment, Unfit]] = []
    for row in rows:
        why = Unfit.NOT_YOURS
        if may(actor, Move.REMIND, stand_of(row)):
            found = unfit(
                state=State(row.state), due_on=row.due_on, due_hour=row.due_hour, at=now,
                drafted=row.pk in in_draft,
            )  # fmt: skip
            if found is None:
                fit.append(row)
                continue
            why = found
        left.append((row, why))
    return fit, left


def by_agency(rows: Iterable[Assignment]) -> list[tuple[Unit, list[Assignment]]]:
    """One letter each, in the order of the organisation."""
    found: dict[int, list[Assignment]] = {}
    units: dict[int, Unit] = {}
    for row in rows:
        units[row.unit_id] = row.unit
        found.setdefault(row.unit_id, []).append(row)
    order = sorted(units.values(), key=lambda unit: (unit.position, unit.name, unit.pk))
    return [(unit, found[unit.pk]) for unit in order]


def named(assignment: Assignment, *, on: date, line: UrgingLine | None = None) -> Named:
    """As the letter names it: as of that day, or as it was kept when the letter was sent."""
    if line is not None and line.number is not None and line.days_overdue is not None:
        return Named(
            assignment, line.document, line.content, line.due_on, line.days_overdue, line.number, line
        )
    told = said(due_on=assignment.due_on, urged_before=assignment.urging_count, on=on)
    return Named(
        assignment,
        document_of(assignment.task),
        assignment.task.content,
        assignment.due_on,
        told.days,
        told.number,
        line,
    )


def document_of(task: Task) -> str:
    """ "1130/KH-VP ngày 29/06/2018"; of a spoken direction who gave it and when."""
    if task.document:
        return f"{task.document.symbol} ngày {task.document.issued_on:%d/%m/%Y}"
    day = f" ngày {task.spoken_on:%d/%m/%Y}" if task.spoken_on else ""
    return f"Chỉ đạo của {task.spoken_by}{day}"


def lines_of(urging: Urging, *, on: date) -> list[Named]:
    """What is overdue longest first, as in the printed table. `on`: the day of a draft's figures."""
    lines = urging.lines.select_related("assignment__task__document", "assignment__unit", "extension")
    rows = [named(line.assignment, on=on, line=line) for line in lines]
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.assignment.pk))


def no_longer_fit(urging: Urging, rows: Iterable[Named], *, on: datetime | date) -> list[Named]:
    """Of a draft: what is not overdue any more, or out of the agency's hands."""
    if not urging.is_draft:
        return []
    return [
        row
        for row in rows
        if unfit(
            state=State(row.assignment.state),
            due_on=row.assignment.due_on,
            due_hour=row.assignment.due_hour,
            at=on,
        )
    ]


def urged(assignment: Assignment) -> QuerySet[UrgingLine]:
    """Letters that named this duty and still stand, newest first."""
    sent = (UrgingState.SENT, UrgingState.ANSWERED)
    lines = UrgingLine.objects.filter(assignment=assignment, urging__state__in=sent)
    return lines.select_related("urging", "extension").order_by("-urging_id")


def number_taken(symbol: str, signed_on: date, *, besides: Urging) -> bool:
    """Whether another letter of that year bears this number."""
    others = Urging.objects.filter(signed_on__year=signed_on.year).exclude(pk=besides.pk)
    folded = fold_code(symbol)
    standing = others.exclude(state=UrgingState.WITHDRAWN).values_list("symbol", flat=True)
    return any(fold_code(other) == folded for other in standing)


def last_asked(ids: Iterable[int]) -> dict[int, date]:
    """Of each duty, until when the newest standing letter asks for an answer that has not come."""
    lines = UrgingLine.objects.filter(assignment__in=list(ids), urging__state=UrgingState.SENT)
    found = lines.values_list("assignment").annotate(last=Max("urging__reply_due_on"))
    return dict(found.order_by())


class Overdue(NamedTuple):
    """Of a duty what decides whether the weekly batch names it; `waits_until`: see `last_asked`."""

    pk: int
    unit_id: int
    due_on: date | None
    urged_at: datetime | None
    waits_until: date | None


def to_propose(*, before: date) -> Iterator[Overdue]:
    """Running duties of agencies that were due before that day and stand in no draft, what is overdue longest
    first; read piece by piece, for they may be hundreds of thousands."""
    in_draft = UrgingLine.objects.filter(assignment=OuterRef("pk"), urging__state=UrgingState.DRAFT)
    late = Assignment.objects.filter(state__in=sorted(URGED_IN), due_on__lt=before)
    late = late.exclude(duty=Duty.COMMITTEE)  # nobody urges the Committee by letter
    rows = late.exclude(Exists(in_draft)).order_by("due_on", "id")
    read = rows.values_list("pk", "unit_id", "due_on", "urged_at").iterator(chunk_size=_AT_ONCE)
    while piece := list(islice(read, _AT_ONCE)):
        asked = last_asked(pk for pk, *_ in piece)
        for pk, unit_id, due_on, urged_at in piece:
            yield Overdue(pk, unit_id, due_on, urged_at, asked.get(pk))
