"""Do the rows of a list of units, one after the other, as a person would on the screens.

Runs inside the caller's transaction, which is rolled back after a dry run or when a row is wrong.
"""

from collections import defaultdict
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import transaction

from nhacviec.actions.units import UnitValues, both_spellings, change_unit, create_unit, lock_organisation
from nhacviec.integrations.organisation_import.plan import (
    CHANGED,
    NEW,
    UNCHANGED,
    WRONG,
    Plan,
    PlannedRow,
    chosen,
)
from nhacviec.integrations.organisation_import.reading import SourceRow
from nhacviec.queries.unit_directory import UnitDirectory, directory_of_all_units
from nhacviec.records.models import Unit
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.permissions import Actor
from nhacviec.rules.text import fold, fold_code
from nhacviec.rules.typed_dates import parse_day
from nhacviec.rules.unit_codes import BadUnitCode
from nhacviec.rules.unit_tree import Cycle, parents_first
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words import REFUSALS, UNIT_KINDS
from nhacviec.rules.words_refusals import UNIT_CODE_REFUSALS

_COLUMN_OF = {
    "unit_code_taken": "code",
    "unit_under_itself": "parent",
    "parent_closed": "parent",
    "unit_kind_misplaced": "kind",
    "dates_not_in_order": "valid_to",
}
_HIGHEST_POSITION = 100_000


def do_units(sources: list[SourceRow], *, actor: Actor, now: datetime) -> Plan:
    lock_organisation()
    work = _Work(sources, actor=actor, now=now)
    for row in work.in_order():
        work.do(row)
    return Plan(work.rows)


class _Work:
    """The rows, the units as they stand after the rows done so far, and who is at work."""

    def __init__(self, sources: list[SourceRow], *, actor: Actor, now: datetime) -> None:
        self.rows = [PlannedRow(source, WRONG if source.problems else UNCHANGED) for source in sources]
        self.actor, self.now = actor, now
        self.directory: UnitDirectory = directory_of_all_units()
        self.done: dict[int, int] = {}  # unit → number of the row that is about it
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_key: dict[str, list[int]] = defaultdict(list)  # code and abbreviation
        for at, row in enumerate(self.rows):
            cells = row.source.cells
            self.by_name[fold(cells.get("name", ""))].append(at)
            for key in {_code(cells), fold_code(cells.get("abbreviation", ""))} - {""}:
                self.by_key[key].append(at)

    def in_order(self) -> list[PlannedRow]:
        """Parents before children; rows that stand above themselves are marked and left out."""
        parents = {at: self._parent_row(row) for at, row in enumerate(self.rows)}
        while True:
            try:
                return [self.rows[at] for at in parents_first(parents)]
            except Cycle as cycle:
                members = [at for at in cycle.members if isinstance(at, int)]
                numbers = ", ".join(str(self.rows[at].source.number) for at in members)
                for at in members:
                    self.rows[at].wrong("parent", "under_itself", rows=numbers)
                    parents[at] = None

    def _parent_row(self, row: PlannedRow) -> int | None:
        """The row of the file that the parent's cell means, when there is exactly one."""
        written = row.source.cells.get("parent", "")
        if not written:
            return None
        as_code = _code({"code": written})
        found = self.by_key.get(as_code, []) if as_code else []
        found = found or self.by_name.get(fold(written.split(">")[-1]), [])
        found = found or self.by_key.get(fold_code(written), [])
        return found[0] if len(found) == 1 else None

    def do(self, row: PlannedRow) -> None:
        values = self._values(row)
        if values is None:
            return
        parent, parent_is_given = self._parent(row)
        if row.outcome == WRONG:
            return
        existing = self._existing(row, values, parent, parent_is_given)
        if row.outcome == WRONG:
            return
        if existing is not None and existing.pk in self.done:
            row.wrong("name", "same_row", row=self.done[existing.pk])
            return
        if parent_is_given or existing is None:
            values["parent"] = parent
        try:
            with transaction.atomic():
                unit = self._change(row, existing, values) if existing else self._create(row, values)
        except MoveNotAllowed as refused:
            why = REFUSALS[refused.code].format(**refused.params)
            row.wrong(_COLUMN_OF.get(refused.code, "name"), "bad_value", why=why)
            return
        self.done[unit.pk] = row.source.number

    def _values(self, row: PlannedRow) -> dict[str, Any] | None:
        """The written cells as values; None (and the problems noted) when one cannot be read."""
        cells = row.source.cells
        values: dict[str, Any] = {
            key: cells[key] for key in ("name", "short_name", "abbreviation") if cells.get(key)
        }
        if cells.get("code"):
            try:
                values["code"] = both_spellings(cells["code"])[0]
            except BadUnitCode as bad:
                row.wrong("code", "bad_value", why=UNIT_CODE_REFUSALS[bad.code])
        if cells.get("kind"):
            values["kind"] = chosen(cells["kind"], UNIT_KINDS.items())
            if values["kind"] is None:
                row.wrong("kind", "bad_choice", value=cells["kind"])
        if cells.get("position"):
            number = cells["position"]
            if number.isascii() and number.isdecimal() and int(number) <= _HIGHEST_POSITION:
                values["position"] = int(number)
            else:
                row.wrong("position", "bad_number", value=number)
        if row.outcome == WRONG:
            return None
        for key in ("valid_from", "valid_to"):
            if cells.get(key):
                values[key] = parse_day(cells[key])
        return values

    def _parent(self, row: PlannedRow) -> tuple[Unit | None, bool]:
        written = row.source.cells.get("parent", "")
        if not written:
            return None, False
        found = self.directory.find(written)
        alive = [unit for unit in found if unit.valid_to is None] or found
        if len(alive) == 1:
            return alive[0], True
        at = self._parent_row(row)
        if at is not None and self.rows[at].outcome == WRONG:
            row.wrong("parent", "parent_wrong", row=self.rows[at].source.number)
        elif alive:
            row.wrong("parent", "unit_ambiguous", value=written, count=len(alive))
        else:
            row.wrong("parent", "unit_unknown", value=written)
        return None, True

    def _existing(
        self, row: PlannedRow, values: dict[str, Any], parent: Unit | None, parent_is_given: bool
    ) -> Unit | None:
        """The open unit that the row is about: by its code, else by its name under its parent."""
        code = values.get("code", "")
        if code:
            coded = [
                unit for unit in self.directory.find(code) if unit.code == code and unit.valid_to is None
            ]
            if coded:
                return coded[0]
        named = [
            unit
            for unit in self.directory.find(values["name"])
            if unit.valid_to is None and fold(unit.name) == fold(values["name"])
        ]
        if parent_is_given or len(named) > 1:
            named = [unit for unit in named if unit.parent_id == (parent.pk if parent else None)]
        if named and code and named[0].code:
            row.wrong("code", "name_has_other_code", theirs=named[0].code)
        return named[0] if named else None

    def _create(self, row: PlannedRow, values: dict[str, Any]) -> Unit:
        unit = create_unit(actor=self.actor, values=UnitValues(**values), now=self.now)
        row.outcome = NEW
        self.directory.add(unit)
        return unit

    def _change(self, row: PlannedRow, unit: Unit, values: dict[str, Any]) -> Unit:
        old = {field.name: getattr(unit, field.name) for field in fields(UnitValues)}
        old["kind"] = UnitKind(unit.kind)
        if values.get("code", unit.code) != unit.code:
            old["code_qcvn"] = ""  # goes with the old code
        row.changes = [key for key, value in values.items() if old[key] != value]
        if not row.changes:
            return unit
        if "valid_to" in row.changes:
            row.wrong("valid_to", "close_on_screen")
            return unit
        change_unit(actor=self.actor, unit=unit, values=UnitValues(**old | values), now=self.now)
        row.outcome = CHANGED
        unit.refresh_from_db()
        self.directory.add(unit)
        return unit


def _code(cells: dict[str, str]) -> str:
    try:
        return both_spellings(cells.get("code", ""))[0]
    except BadUnitCode:
        return ""
