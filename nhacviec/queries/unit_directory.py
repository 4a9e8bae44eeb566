"""Find the unit that somebody names in writing: by code, full or short name, abbreviation, or path."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from nhacviec.records.models import Unit
from nhacviec.rules.text import fold, fold_code
from nhacviec.rules.unit_codes import BadUnitCode, to_root_first
from nhacviec.rules.unit_names import Rank, UnitName, resolve

SEPARATOR = " > "  # "Sở Xây dựng > Phòng Hạ tầng"


class UnitDirectory:
    """All given units, indexed once; each look-up is a few dictionary reads."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units: dict[int, Unit] = {}
        self._by_code: dict[str, list[Unit]] = defaultdict(list)
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        self._by_short: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            self.add(unit)
        self._same_names = {key for key, found in self._by_name.items() if len(found) > 1}

    def add(self, unit: Unit) -> None:
        """Also under its new names, when it was renamed; the old ones still lead to it."""
        self.units[unit.pk] = unit
        shorts = {fold_code(unit.short_name), fold_code(unit.abbreviation)}
        for index, keys in (
            (self._by_code, {unit.code, unit.code_qcvn}),
            (self._by_name, {fold(unit.name)}),
            (self._by_short, shorts),
        ):
            for key in keys - {""}:
                index[key] = [known for known in index[key] if known.pk != unit.pk] + [unit]

    def parent_of(self, unit: Unit) -> Unit | None:
        return self.units.get(unit.parent_id) if unit.parent_id else None

    def label(self, unit: Unit) -> str:
        """The shortest spelling that `find` brings back to this unit: its name, its path, or its code."""
        if fold(unit.name) not in self._same_names:
            return unit.name
        path = SEPARATOR.join([u.name for u in self._upward(unit)][::-1])
        return path if len(self.find(path)) == 1 else unit.code or path

    def find(self, written: str) -> list[Unit]:
        """The units that the text can mean exactly; more than one when it is ambiguous, none when unknown."""
        by_code = self._by_code.get(_as_code(written), [])
        if by_code:
            return by_code
        *above, last = [fold(part) for part in written.split(">")]
        named = self._by_name.get(last, [])
        if above:
            return [unit for unit in named if self._stands_under(unit, above)]
        return named or self._by_short.get(fold_code(written), [])

    def guess(self, written: str) -> list[Unit]:
        """Like `find`, and then the looser ways of a typing clerk: "tong hop", "nha be", initials."""
        if exact := self.find(written):
            return exact
        names = [UnitName(u.pk, u.name, u.short_name, u.abbreviation, u.kind) for u in self.units.values()]
        matches = resolve(written, names)
        best = [match for match in matches if match.rank == matches[0].rank]
        chosen = best if len(best) == 1 and matches[0].rank <= Rank.PREFIX else matches
        return [self.units[match.unit.id] for match in chosen]  # type: ignore[index]

    def _upward(self, unit: Unit) -> Iterable[Unit]:
        at: Unit | None = unit
        for _ in range(len(unit.lineage) or 1):
            if at is None:
                return
            yield at
            at = self.parent_of(at)

    def _stands_under(self, unit: Unit, above: list[str]) -> bool:
        """The written ancestors stand above the unit, in this order, perhaps with gaps."""
        chain = iter([fold(u.name) for u in self._upward(unit)][1:])
        return all(name in chain for name in reversed(above))


def _as_code(written: str) -> str:
    try:
        return to_root_first(written)
    except BadUnitCode:
        return ""


def directory_of_open_units(today: date) -> UnitDirectory:
    """Units that have not ended before today; those that begin later too."""
    return UnitDirectory(Unit.objects.exclude(valid_to__lt=today))


def directory_of_all_units() -> UnitDirectory:
    return UnitDirectory(Unit.objects.all())
