"""Whose days they were: of the days for which a duty is overdue, those lost waiting for somebody else. Pure.

A day belongs to a coordinating unit when on that day the duty was overdue *and* the unit's own reply was
overdue. So every day can be shown, none is counted twice, and never more days than the duty is late. Days
lost before the duty's deadline are not here: for those the lead asks for an extension while there is time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from nhacviec.rules.spans import Span, days_in, merged, within, without


@dataclass(frozen=True, slots=True, order=True)
class Wait:
    """The days on which the reply to one request (`key`) of one unit was overdue."""

    span: Span
    key: int
    unit: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """`shares`: for each unit the days that are its own, in order of the first of them."""

    days_late: int
    shares: tuple[tuple[int, tuple[Span, ...]], ...] = ()

    @property
    def days_by_unit(self) -> tuple[tuple[int, int], ...]:
        return tuple((unit, days_in(spans)) for unit, spans in self.shares)

    @property
    def days_waited(self) -> int:
        return sum(days for _unit, days in self.days_by_unit)

    @property
    def days_own(self) -> int:
        """What remains the lead's own."""
        return self.days_late - self.days_waited


def overdue_span(due_on: date, last: date) -> Span:
    """The days after the deadline up to and with `last`: today, or the day on which it was done."""
    first = due_on + timedelta(days=1)
    return Span(first, max(first, last + timedelta(days=1)))


def attribute(overdue: Span, waits: Iterable[Wait]) -> Attribution:
    """A day on which several were late belongs to the one that had been late longest; where two began on one
    day, to the older request."""
    found: dict[int, list[Span]] = {}
    taken: list[Span] = []
    for wait in sorted(waits):
        own = without(within([wait.span], overdue), taken)
        if own:
            taken += own
            found.setdefault(wait.unit, []).extend(own)
    shares = sorted(((unit, tuple(merged(spans))) for unit, spans in found.items()), key=lambda s: s[1])
    return Attribution(overdue.days, tuple(shares))
