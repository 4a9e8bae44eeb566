"""How long a submission has waited for the Committee: one clock from dates, with pauses. Pure.

It starts on the later of arrival and complete file, and stands still while the agency supplements it. The day
on which a run begins is not counted (BLDS 2015 Đ.147), the day on which it ends is: handed back on the 10th
and handed in again on the 15th, the 10th counts and the 15th does not. A term that ends on a day off ends on
the next working day (Đ.148 khoản 5). Days past the limit are calendar days, as everywhere; they stand still
in a pause too, and go on afterwards.

How many days, of which kind, and whether a pause stops the clock is the province's own rule (policy 21; 20
days in the plan 1130/KH-VP of 2018), fixed for a submission on the day its clock starts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nhacviec.rules.working_days import Calendar


class CountMode(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Terms:
    """The limit as it stood when the clock started. `days` at least 1."""

    days: int
    mode: CountMode = CountMode.CALENDAR
    pauses: bool = True  # whether a pause stops the clock

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("a limit has at least one day")


@dataclass(frozen=True, slots=True)
class Pause:
    """Handed back on `begun`; handed in again on `ended`, None while it has not come back."""

    begun: date
    ended: date | None = None

    def __post_init__(self) -> None:
        if self.ended is not None and self.ended < self.begun:
            raise ValueError("handed in again before it was handed back")

    @property
    def place(self) -> tuple[date, date]:
        """In the order of time: handed back and in on one day, then handed back again and still out."""
        return self.begun, self.ended or date.max


@dataclass(frozen=True, slots=True)
class ClockReading:
    """At the end of a day. `due_on` is None while the clock does not run: nobody knows how long a pause is.

    `used` counts days of the mode, `overdue` calendar days past the limit, `left` what remains of it."""

    started_on: date | None
    is_running: bool
    used: int
    left: int
    due_on: date | None
    overdue: int


def start_of(arrived_on: date, complete_on: date | None) -> date | None:
    """The day from which it is counted; None while the file has never been complete."""
    return None if complete_on is None else max(arrived_on, complete_on)


def read_clock(
    terms: Terms, started_on: date | None, pauses: Iterable[Pause], *, on: date, calendar: Calendar
) -> ClockReading:
    """What the clock says at the end of that day. Pauses do not overlap; what begins later than `on` is not
    known yet. A pause before the start is none of the clock's business."""
    if started_on is None or started_on > on:
        return ClockReading(started_on, False, 0, terms.days, None, 0)
    run = _Run(terms, calendar, started_on)
    for pause in sorted(pauses, key=lambda pause: pause.place) if terms.pauses else ():
        if pause.begun > on or (pause.ended is not None and pause.ended <= started_on):
            continue
        run.stop(max(pause.begun, started_on))
        if pause.ended is None or pause.ended > on:
            return ClockReading(started_on, False, run.used, run.left, None, run.over)
        run.go_on(pause.ended)
    due_on = run.due_on()
    run.stop(on)
    return ClockReading(started_on, True, run.used, run.left, due_on, run.over)


class _Run:
    """The clock from `begun` on, with what earlier runs have left."""

    def __init__(self, terms: Terms, calendar: Calendar, begun: date) -> None:
        self._calendar, self._mode = calendar, terms.mode
        self._begun = begun
        self.used, self.left, self.over = 0, terms.days, 0

    def due_on(self) -> date:
        if self.over:
            return self._begun - timedelta(days=self.over)
        if self._mode is CountMode.WORKING:
            return self._calendar.add_working(self._begun, self.left)
        return self._calendar.next_working(self._begun + timedelta(days=self.left))

    def stop(self, on: date) -> None:
        passed, due_on = self._passed(on), self.due_on()
        self.used += passed
        if on > due_on:
            self.over, self.left = (on - due_on).days, 0
        else:
            self.left = max(0, self.left - passed)
        self._begun = on

    def go_on(self, on: date) -> None:
        self._begun = on

    def _passed(self, on: date) -> int:
        if self._mode is CountMode.WORKING:
            return self._calendar.working_days_between(self._begun, on)
        return (on - self._begun).days
