"""What clerks type for units, read against all units: abbreviations, names, groups, "#12" from a chip."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import prefetch_related_objects

from nhacviec.records.models import Unit
from nhacviec.rules.text import fold
from nhacviec.rules.unit_names import UNIT_GROUPS, Outcome, Token, UnitName, resolve, resolve_list
from nhacviec.rules.units import ASSIGNABLE_KINDS, COMMITTEE_KINDS

_CHIP = re.compile(r"#([0-9]{1,18})")
SUGGESTED = 10


@dataclass(frozen=True)
class Suggestion:
    """`text` is posted when it is picked; `label` is read, `note` tells it from its namesakes."""

    text: str
    label: str
    note: str = ""


class UnitBook:
    """One query for a whole page of forms. `day`: units open on it; `assignable`: only those given tasks,
    `from_above`: the Committee among them."""

    def __init__(self, day: date, *, assignable: bool = True, from_above: bool = False) -> None:
        self.day = day
        self.assignable = assignable
        self.from_above = from_above

    @cached_property
    def units(self) -> dict[int, Unit]:
        rows = Unit.objects.order_by("position", "name", "id")
        if self.assignable:
            kinds = ASSIGNABLE_KINDS | COMMITTEE_KINDS if self.from_above else ASSIGNABLE_KINDS
            rows = rows.filter(kind__in=sorted(kinds))
        return {unit.pk: unit for unit in rows}

    @cached_property
    def open_names(self) -> list[UnitName]:
        return [_name_of(unit) for unit in self.units.values() if unit.is_active_on(self.day)]

    @cached_property
    def closed_names(self) -> list[UnitName]:
        return [_name_of(unit) for unit in self.units.values() if not unit.is_active_on(self.day)]

    def read(self, text: str) -> list[Token]:
        """Every piece of a typed list with the units it means; a chip's "#12" comes first, even if closed."""
        chips = []
        for number in _CHIP.findall(text):
            unit = self.units.get(int(number))
            outcome = Outcome.ONE if unit else Outcome.UNKNOWN
            chips.append(Token(f"#{number}", outcome, (_name_of(unit),) if unit else ()))
        return chips + resolve_list(_CHIP.sub(";", text), self.open_names)

    def unit(self, name: UnitName) -> Unit:
        return self.units[int(str(name.id))]

    def closed_like(self, typed: str) -> Unit | None:
        """The closed unit somebody probably means."""
        matches = resolve(typed, self.closed_names)
        return self.unit(matches[0].unit) if matches else None

    def text_of(self, unit: Unit) -> str:
        """A spelling that is read as this unit again: its name where that is certain, else "#12"."""
        tokens = resolve_list(unit.name, self.open_names)
        certain = len(tokens) == 1 and tokens[0].outcome is Outcome.ONE
        return unit.name if certain and tokens[0].units[0].id == unit.pk else f"#{unit.pk}"

    def suggest(self, typed: str) -> list[Suggestion]:
        """What the letters typed so far can mean, groups first, at most ten."""
        wanted = fold(typed)
        if not wanted:
            return []
        found = []
        if self.assignable:
            for group in UNIT_GROUPS:
                count = sum(name.kind in group.kinds for name in self.open_names)
                phrase = group.phrases[0]
                if count and (fold(phrase).startswith(wanted) or fold(f"tất cả {phrase}").startswith(wanted)):
                    found.append(Suggestion(phrase, f"Tất cả {phrase} ({count})"))
        matches = resolve(typed, self.open_names)[: SUGGESTED - len(found)]
        likely = [self.unit(match.unit) for match in matches]
        prefetch_related_objects(likely, "parent")
        for unit in likely:
            note = " · ".join(filter(None, [unit.abbreviation, unit.parent.label if unit.parent else ""]))
            found.append(Suggestion(f"#{unit.pk}", unit.name, note))
        return found


def _name_of(unit: Unit) -> UnitName:
    return UnitName(unit.pk, unit.name, unit.short_name, unit.abbreviation, unit.kind)
