"""The organisation tree grows, is renamed, moves and closes. Nothing is ever deleted."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from nhacviec.actions.recording import record
from nhacviec.queries.organisation import kinds_above, open_children, remaining, search_text_of, unit_stamp
from nhacviec.records.models import FormerPlace, Unit
from nhacviec.rules import unit_codes, words
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.text import fold
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.unit_tree import kind_fits, would_be_under_itself
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words_organisation import AN_AGENCY, NO_PARENT, REMAINING

ORGANISATION_LOCK = 7_301  # one change of the organisation at a time; they are rare


@dataclass(frozen=True, kw_only=True)
class UnitValues:
    """What a form or a row of a file says about a unit. `code` in either spelling; `code_qcvn` only where
    the official list differs from what the conversion gives."""

    kind: UnitKind
    name: str
    short_name: str = ""
    abbreviation: str = ""
    code: str = ""
    code_qcvn: str = ""
    parent: Unit | None = None
    position: int = 100
    valid_from: date | None = None
    valid_to: date | None = None


def lock_organisation() -> None:
    """Held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ORGANISATION_LOCK])


@transaction.atomic
def create_unit(*, actor: Actor | None, values: UnitValues, now: datetime) -> Unit:
    lock_organisation()
    unit = Unit()
    _put(unit, values)
    _check(unit, today=local_date(now))
    unit.save()
    unit.lineage = [*(unit.parent.lineage if unit.parent else []), unit.pk]
    unit.save(update_fields=["lineage"])
    record(EventName.UNIT_CREATED, actor=actor, now=now, unit=unit, after=_as_recorded(unit))
    return unit


@transaction.atomic
def change_unit(*, actor: Actor, unit: Unit, values: UnitValues, stamp: str = "", now: datetime) -> bool:
    """Whether anything changed. `stamp` is what the form was shown with; another one is refused.

    A new parent takes the whole subtree along. An open unit is not closed here (see close_unit)."""
    lock_organisation()
    fresh = Unit.objects.select_related("parent").get(pk=unit.pk)
    if stamp and stamp != unit_stamp(fresh):
        raise MoveNotAllowed("changed_meanwhile")
    before, was_open, old_parent = _as_recorded(fresh), fresh.valid_to is None, fresh.parent_id
    _put(fresh, values)
    if was_open and fresh.valid_to is not None:
        raise MoveNotAllowed("unit_not_closed")
    _check(fresh, today=local_date(now))
    after = _as_recorded(fresh)
    changed = {key for key in after if after[key] != before[key]}
    if fresh.parent_id != old_parent:
        changed.add("parent")  # the other parent may bear the same name
    if not changed:
        return False
    fresh.save()
    if fresh.parent_id != old_parent:
        _remember_places(fresh, today=local_date(now))
        _move_subtree(fresh)
    record(
        EventName.UNIT_CHANGED,
        actor=actor,
        now=now,
        unit=fresh,
        before={key: before[key] for key in before if key in changed},
        after={key: after[key] for key in after if key in changed},
    )
    return True


@transaction.atomic
def close_unit(
    *,
    actor: Actor,
    unit: Unit,
    last_day: date,
    decision: str,
    successors: Sequence[Unit] = (),
    despite_remaining: bool = False,
    now: datetime,
) -> None:
    """The unit exists to the end of `last_day`, by the decision of that number. What it leaves behind
    (open duties, posts) must be seen and accepted; units below it must be closed or moved first."""
    lock_organisation()
    fresh = Unit.objects.get(pk=unit.pk)
    if fresh.valid_to is not None:
        raise MoveNotAllowed("unit_already_closed", unit=fresh.name, day=f"{fresh.valid_to:%d/%m/%Y}")
    if fresh.valid_from and last_day < fresh.valid_from:
        raise MoveNotAllowed("dates_not_in_order")
    if any(successor.pk == fresh.pk for successor in successors):
        raise MoveNotAllowed("successor_is_itself")
    if children := open_children(fresh, last_day):
        raise MoveNotAllowed("unit_has_open_children", unit=fresh.name, count=children)
    left = remaining(fresh, last_day)
    if left and not despite_remaining:
        what = ", ".join(f"{count} {REMAINING[key]}" for key, count in left.items())
        raise MoveNotAllowed("unit_still_in_use", unit=fresh.name, what=what)
    fresh.valid_to = last_day
    fresh.save(update_fields=["valid_to"])
    fresh.successors.set(successors)
    record(
        EventName.UNIT_CLOSED,
        actor=actor,
        now=now,
        unit=fresh,
        reason=decision,
        before={"valid_to": None},
        after={
            "valid_to": last_day,
            "successors": "; ".join(successor.name for successor in successors),
            "remaining": ", ".join(f"{count} {REMAINING[key]}" for key, count in left.items()),
        },
    )


def both_spellings(code: str, code_qcvn: str = "") -> tuple[str, str]:
    """A code in both spellings; the second stays "" when it has none. Raises BadUnitCode."""
    if not code and not code_qcvn:
        return "", ""
    parsed = unit_codes.parse_code(code or code_qcvn)
    if code_qcvn:
        return parsed.root_first, "".join(code_qcvn.split()).upper()
    try:
        return parsed.root_first, parsed.leaf_first
    except unit_codes.BadUnitCode:
        return parsed.root_first, ""


def _put(unit: Unit, values: UnitValues) -> None:
    for field in fields(values):
        setattr(unit, field.name, getattr(values, field.name))
    unit.kind = values.kind.value
    unit.code, unit.code_qcvn = both_spellings(values.code, values.code_qcvn)
    unit.search_text = search_text_of(unit)


def _check(unit: Unit, *, today: date) -> None:
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        raise MoveNotAllowed("dates_not_in_order")
    _check_place(unit, today)
    folded = fold(unit.name)
    siblings = Unit.objects.filter(parent=unit.parent, valid_to=None, search_text__startswith=folded)
    siblings = siblings.exclude(pk=unit.pk)
    if unit.valid_to is None and any(
        fold(name) == folded for name in siblings.values_list("name", flat=True)
    ):
        above = unit.parent.name if unit.parent else NO_PARENT
        raise MoveNotAllowed("unit_name_taken", name=unit.name, parent=above)
    if unit.code and unit.valid_to is None:
        holder = Unit.objects.filter(code=unit.code, valid_to=None).exclude(pk=unit.pk).first()
        if holder:
            raise MoveNotAllowed("unit_code_taken", taken=unit.code, unit=holder.name)


def _check_place(unit: Unit, today: date) -> None:
    above: set[UnitKind] = set()
    if unit.parent:
        parent = Unit.objects.get(pk=unit.parent.pk)  # its lineage may be newer than the form's
        if unit.pk and would_be_under_itself(unit.pk, parent.lineage):
            raise MoveNotAllowed("unit_under_itself")
        if unit.valid_to is None and parent.valid_to is not None and parent.valid_to < today:
            raise MoveNotAllowed("parent_closed", parent=parent.name)
        unit.parent = parent
        above = {UnitKind(kind) for kind in kinds_above(parent)}
    kind = UnitKind(unit.kind)
    if not kind_fits(kind, above):
        needed = words.UNIT_KINDS[UnitKind.OFFICE] if kind is UnitKind.OFFICE_DIVISION else AN_AGENCY
        raise MoveNotAllowed("unit_kind_misplaced", kind=words.UNIT_KINDS[kind], above=needed)


def _remember_places(unit: Unit, *, today: date) -> None:
    """Where everything below stood until today; of several moves on one day only the first one's place."""
    FormerPlace.objects.bulk_create(
        [
            FormerPlace(unit_id=pk, until=today, lineage=lineage)
            for pk, lineage in Unit.objects.below(unit.pk).order_by("pk").values_list("pk", "lineage")
        ],
        ignore_conflicts=True,
    )


def _move_subtree(unit: Unit) -> None:
    """Everything below keeps its own end of the lineage and gets the new beginning, in one statement."""
    beginning = list(unit.parent.lineage) if unit.parent else []
    table = connection.ops.quote_name(Unit._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET lineage = %s::bigint[] || lineage[array_position(lineage, %s::bigint):] "
            "WHERE lineage @> ARRAY[%s]::bigint[]",
            [beginning, unit.pk, unit.pk],
        )


def _as_recorded(unit: Unit) -> dict[str, Any]:
    """What an Event keeps: names instead of ids, so that history can be read without the tree of that day."""
    return {
        "kind": unit.kind,
        "name": unit.name,
        "short_name": unit.short_name,
        "abbreviation": unit.abbreviation,
        "code": unit.code,
        "code_qcvn": unit.code_qcvn,
        "parent": unit.parent.name if unit.parent else "",
        "position": unit.position,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
    }
